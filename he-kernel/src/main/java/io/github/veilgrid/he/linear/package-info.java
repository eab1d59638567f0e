/**
 * Linear maps on encrypted vectors.
 *
 * <p>A matrix is given by its non-zero diagonals ({@link io.github.veilgrid.he.linear.DiagonalMatrix}; Halevi and Shoup,
 * CRYPTO 2014): {@code W x = sum over d of diagonal_d * rotate(x, d)}. Baby steps and giant steps
 * ({@link io.github.veilgrid.he.linear.StepSplit}) make that about two square roots of rotations; baby steps share one
 * decomposition (hoisting), giant steps one division ({@link io.github.veilgrid.he.linear.LinearTransform}).
 *
 * <p>Maps whose weights everybody may know and whose data can be laid out freely need none of this: regridding puts
 * neighbours into different ciphertexts instead.
 */
package io.github.veilgrid.he.linear;
