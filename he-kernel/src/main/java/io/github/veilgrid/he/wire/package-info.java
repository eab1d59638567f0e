/**
 * Residues as bytes, to the bit, and the one exception of everything that parses.
 *
 * <p>What comes from elsewhere is not trusted: lengths are checked before anything is allocated, every residue must be
 * below its prime, unused bits must be zero. There is exactly one encoding of a value.
 */
package io.github.veilgrid.he.wire;
