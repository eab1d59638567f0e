/**
 * Linear maps on encrypted vectors.
 *
 * <p>A matrix is given by its non-zero diagonals ({@link io.github.veilgrid.he.linear.DiagonalMatrix}; Halevi and Shoup,
 * CRYPTO 2014): {@code W x = sum over d of diagonal_d * rotate(x, d)}. Baby steps and giant steps
 * ({@link io.github.veilgrid.he.linear.StepSplit}) make that about two square roots of rotations; baby steps share one
 * decomposition (hoisting), giant steps one division ({@link io.github.veilgrid.he.linear.LinearTransform}).
 *
 * <p><b>Private maps.</b> A party may apply a matrix of its own to somebody else's encrypted vector and show its owner
 * nothing but the result:
 *
 * <ol>
 * <li>Both agree on the diagonals the matrix may have, such as those of the largest shift of an image, on its gain and on
 * the parameters. Keys follow from these alone
 * ({@link io.github.veilgrid.he.linear.LinearTransform#rotations(int, int...)}), and so do running time and bounds.
 * <li>The owner sends ciphertexts, evaluation keys and a public key; the other side encodes its matrix with
 * {@link io.github.veilgrid.he.linear.LinearTransform#encodePrivate}, applies it, and passes the result through
 * {@link io.github.veilgrid.he.ckks.ResultHiding}.
 * <li>What was hidden stays hidden whatever is done to it afterwards: a
 * {@link io.github.veilgrid.he.ckks.SwitchedCiphertext} answers in less than a third of the bytes.
 * </ol>
 *
 * <p>Room: hiding to {@code 2^-s} takes about {@code log2 N + s} bits above the noise of key switching and some 10 more
 * for the sum over N coefficients; with 12-bit pixels, weights of 32 bits, s = 40 and N = 16384 three primes of 44 bits
 * and a special one do. {@code he.measure.PrivateTile} is this, for bilinear maps of slices of 256 x 256 pixels with
 * shifts of up to 8: 324 diagonals, 35 rotations (39 MB of keys), 25 bytes up and 14 down for each pixel, error below 0.33
 * grey values, 6 to 8 microseconds a pixel once weights are encoded. Encoding them takes as long again, once for all
 * slices that share the map.
 *
 * <p>No job of Veilgrid goes through this package: it belongs to the kernel as a library, and {@code bench kernel} measures
 * it beside other libraries. It is the way for matrices of any pattern, and for data that lie as they lie. Where they can be
 * laid out freely, regridding puts neighbours into different ciphertexts instead and needs no rotation: neither for weights
 * that everybody may know, nor for private maps of some largest shift ({@code regrid.wire.PrivatePlan}), which take a third
 * of the time so, encoding included, half the ring dimension and no evaluation keys; windows of tiles overlap by more than
 * rows do, so they take more bytes.
 */
package io.github.veilgrid.he.linear;
