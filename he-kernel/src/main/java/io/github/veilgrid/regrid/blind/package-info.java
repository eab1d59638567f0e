/**
 * The side without a key: resamples a scan that it cannot see.
 *
 * <p>{@link io.github.veilgrid.regrid.blind.BlindRegridder} takes the plan chunk and then planes of ciphertexts, and
 * answers planes of ciphertexts on the target grid. It computes weighted sums of ciphertexts, along the scan's
 * axes first within each plane (x and y), then across planes (z), for turned targets in one pass or two. It is deterministic: the same request bytes give the same answer bytes on every
 * machine and with any number of threads.
 *
 * <p>A party with a map of its own ({@link io.github.veilgrid.regrid.blind.PrivateMap}) keeps it: which ciphertexts it
 * sums, by how many weights, follows from the plan; weights are in plaintexts that never leave, and answers are hidden
 * before they do ({@link io.github.veilgrid.he.ckks.AnswerHiding}), so that they are not the same twice. The owner sees the
 * resampled voxels and learns nothing more of the map than these tell: whoever registers the result to the scan finds the
 * map again, as exactly as that can be done.
 *
 * <p>By rule (and test) this package imports only {@code he} and {@code regrid.wire}: no secret key, no scan, no DICOM.
 */
package io.github.veilgrid.regrid.blind;
