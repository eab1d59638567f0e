/**
 * CKKS for real values: approximate homomorphic encryption with N real slots in a ring of dimension N.
 *
 * <p>Cheon, Kim, Kim and Song, "Homomorphic encryption for arithmetic of approximate numbers" (ASIACRYPT 2017), on the
 * conjugate-invariant ring of Kim and Song (ICISC 2018), in RNS form (Cheon et al., SAC 2018). That a ring-LWE sample in
 * that ring is as hard as one of the same dimension in the usual power-of-two cyclotomic ring is an assumption; other
 * libraries make the same one.
 *
 * <p>A {@link io.github.veilgrid.he.ckks.CkksLiteral} is what somebody wrote down;
 * {@link io.github.veilgrid.he.ckks.CkksParameters} are checked once against the 128-bit security table and trusted from
 * then on. Two doors lead in:
 *
 * <ul>
 * <li><b>The scheme.</b> {@link io.github.veilgrid.he.ckks.SecretKeyEncryption} or
 * {@link io.github.veilgrid.he.ckks.PublicKeyEncryption} make a {@link io.github.veilgrid.he.ckks.Ciphertext} that knows
 * its level, its scale and bounds of its values and error; an {@link io.github.veilgrid.he.ckks.Evaluator} computes with
 * it, for products and rotations with {@link io.github.veilgrid.he.ckks.EvaluationKeys}; a
 * {@link io.github.veilgrid.he.ckks.Decryptor} gives values within the predicted bound;
 * {@link io.github.veilgrid.he.ckks.SwitchedCiphertext} makes an answer small;
 * {@link io.github.veilgrid.he.ckks.CkksWire} makes bytes of all but secrets.
 * <li><b>Arrays.</b> {@link io.github.veilgrid.he.ckks.Encoder}, {@link io.github.veilgrid.he.ckks.Encryptor},
 * {@link io.github.veilgrid.he.ckks.SharedMaskEncryptor} (many secrets under one a) with its decryptor,
 * {@link io.github.veilgrid.he.ckks.UniformExpander} and {@link io.github.veilgrid.he.ckks.Decryptor} work on plain
 * {@code double[limb][position]}, without allocation, for those who stream millions of ciphertexts and keep their own
 * books. The scheme is built on them.
 * </ul>
 *
 * <p>CKKS decryptions carry the noise of the key: the owner's own use is safe, <em>publishing</em> decrypted values can
 * reveal the key (Li and Micciancio, EUROCRYPT 2021). {@link io.github.veilgrid.he.ckks.SharedDecryption} is for that;
 * {@link io.github.veilgrid.he.ckks.ResultHiding}, or {@link io.github.veilgrid.he.ckks.AnswerHiding} for arrays, protects
 * the weights of a party that has no key.
 */
package io.github.veilgrid.he.ckks;
