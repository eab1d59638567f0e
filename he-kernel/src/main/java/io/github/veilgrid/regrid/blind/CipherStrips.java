package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.regrid.wire.PrivateSlots;

/**
 * One row of all windows: both polynomials of its ciphertexts, cut into strips. Sums over hundreds of ciphertexts go strip
 * by strip, since as much of all of them as that fits into a processor's own cache, where neighbouring answers find it
 * again. Ciphertexts of a strip lie one after the other in memory.
 */
final class CipherStrips {

    /** Numbers of a strip; weights do not repeat within it. */
    static final int LENGTH = PrivateSlots.MIN_PERIOD;

    /** {@code [polynomial][limb][strip][ciphertext]}; polynomial 0 is b, 1 is a. */
    private final double[][][][][] strips;

    CipherStrips(int ciphertexts, int limbs, int dimension) {
        strips = new double[2][limbs][dimension / LENGTH][ciphertexts][LENGTH];
    }

    /** Takes a polynomial of a ciphertext, rows by limb. */
    void put(int polynomial, int ciphertext, double[][] rows) {
        for (int limb = 0; limb < rows.length; limb++) {
            double[][][] ofLimb = strips[polynomial][limb];
            for (int strip = 0; strip < ofLimb.length; strip++) {
                System.arraycopy(rows[limb], strip * LENGTH, ofLimb[strip][ciphertext], 0, LENGTH);
            }
        }
    }

    /** That strip of all ciphertexts. */
    double[][] get(int polynomial, int limb, int strip) {
        return strips[polynomial][limb][strip];
    }
}
