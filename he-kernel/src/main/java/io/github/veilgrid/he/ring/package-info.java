/**
 * Arithmetic in the conjugate-invariant ring, limb by limb.
 *
 * <p>The ring is {@code R = Z[X + 1/X] / (X^2N + 1)} (Kim and Song, "Approximate homomorphic encryption over the
 * conjugate-invariant ring", ICISC 2018): the real subring of the cyclotomic ring of index 4N. An element has N integer
 * coefficients, {@code a(X) = a_0 + sum of a_k (X^k + X^-k)}, and N real slots.
 *
 * <p>Residues modulo a prime {@code q < 2^50} are kept <em>centred in {@code double}</em>. A product modulo q takes a
 * multiplication, three fused multiply-adds and no branch ({@link io.github.veilgrid.he.ring.ModularLoops}), which the
 * JIT compiler turns into vector instructions by itself; {@code long} arithmetic with a 128-bit product does not
 * vectorise and is three to four times slower. All results are exact: tests hold every loop against
 * {@link java.math.BigInteger}.
 *
 * <p>From the bottom up: {@link io.github.veilgrid.he.ring.Modulus} is one prime,
 * {@link io.github.veilgrid.he.ring.Ntt} the number-theoretic transform modulo it,
 * {@link io.github.veilgrid.he.ring.Ring} the set of them that represents a large modulus (RNS). Polynomials are plain
 * arrays {@code double[limb][position]}: each row is an array of its own, because loops over rows at an offset of one
 * large array lose vectorisation.
 *
 * <p><b>Thread safety:</b> everything public here is immutable or stateless. Transforms work in scratch memory that
 * belongs to the calling thread.
 */
package io.github.veilgrid.he.ring;
