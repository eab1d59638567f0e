/**
 * CKKS for real values: approximate homomorphic encryption with N real slots in a ring of dimension N.
 *
 * <p>Cheon, Kim, Kim and Song, "Homomorphic encryption for arithmetic of approximate numbers" (ASIACRYPT 2017), on the
 * conjugate-invariant ring of Kim and Song (ICISC 2018), in RNS form (Cheon et al., SAC 2018). That a ring-LWE sample in
 * that ring is as hard as one of the same dimension in the usual power-of-two cyclotomic ring is an assumption; other
 * libraries make the same one.
 *
 * <p>{@link io.github.veilgrid.he.ckks.CkksParameters} are checked once against the 128-bit security table and trusted
 * from then on. {@link io.github.veilgrid.he.ckks.Encoder} turns real vectors into polynomials and back,
 * {@link io.github.veilgrid.he.ckks.Encryptor} hides them under a {@link io.github.veilgrid.he.ckks.SecretKey},
 * {@link io.github.veilgrid.he.ckks.UniformExpander} lets everybody expand the public half of a ciphertext from a seed,
 * {@link io.github.veilgrid.he.ckks.Decryptor} undoes it. These work on plain arrays {@code double[limb][position]},
 * without allocation, for those who stream millions of ciphertexts.
 *
 * <p>CKKS decryptions carry the noise of the key: the owner's own use is safe, <em>publishing</em> decrypted values can
 * reveal the key (Li and Micciancio, EUROCRYPT 2021).
 */
package io.github.veilgrid.he.ckks;
