/**
 * What both sides of an encrypted regridding know: the plan in index space, the taps and weights that follow from it,
 * and the chunks in which ciphertexts travel.
 *
 * <p>The output is cut into tiles along each axis. Ciphertext {@code (i, j, k)} holds, in its slots, the voxel at local
 * position {@code (i, j, k)} of <em>every</em> tile: slot number = tile number. The neighbour in x is therefore another
 * ciphertext, and an interpolation is a weighted sum of ciphertexts, without any rotation of slots. All ciphertexts
 * with the same {@code k} form a <em>plane</em>, the unit of streaming and of memory. Along the scan's own axes weights in z
 * are plain numbers, so that each plane can have a secret of its own under uniform polynomials that all planes share: they
 * are worked on once, and what travels and is worked on is one polynomial for each ciphertext, not two.
 *
 * <p>Weights follow from a {@link io.github.veilgrid.regrid.wire.Kernel}, an interpolation and a filter for axes that become
 * coarser, made out for each axis by {@link io.github.veilgrid.regrid.wire.AxisKernel}.
 *
 * <p>Where the target's axes run along the scan's ({@link io.github.veilgrid.regrid.wire.WirePlan}) an interpolation is a
 * sum within each plane and then one across planes. Where they do not
 * ({@link io.github.veilgrid.regrid.wire.AffinePlan}) it is one sum with a weight for every tap, or a sum within planes
 * and one across, over tiles that touch the scan, sorted by how they lie between its voxels
 * ({@link io.github.veilgrid.regrid.wire.AffineBlocks}). Both hold index-space numbers only: sizes, ratios, offsets,
 * interpolation and ring parameters. No patient, no study, no position in the room, no DICOM attribute leaves the
 * hospital with it. What it does tell the remote party (sizes, ratios, number of slices, hence field of view and
 * protocol) the README says.
 *
 * <p>A map within slices that only the remote party knows ({@link io.github.veilgrid.regrid.wire.PrivatePlan}) goes the same
 * way, with a weight for every place it might lead to. Its plan says the voxel's size as well.
 *
 * <p>{@link io.github.veilgrid.regrid.wire.Chunk} frames every message; its byte layout is the wire format of Veilgrid.
 */
package io.github.veilgrid.regrid.wire;
