/**
 * The side without a key: resamples a scan that it cannot see.
 *
 * <p>{@link io.github.veilgrid.regrid.blind.BlindRegridder} takes the plan chunk and then planes of ciphertexts, and
 * answers planes of ciphertexts on the target grid. It computes weighted sums of ciphertexts, first within each plane
 * (x and y), then across planes (z). It is deterministic: the same request bytes give the same answer bytes on every
 * machine and with any number of threads.
 *
 * <p>By rule (and test) this package imports only {@code he} and {@code regrid.wire}: no secret key, no scan, no DICOM.
 */
package io.github.veilgrid.regrid.blind;
