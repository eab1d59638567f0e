package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;

/**
 * A long sum of products modulo a prime: two products in a pass, a reduction as often as exactness needs one. For one
 * thread at a time.
 */
public final class ProductSum {

    /** Products that may be summed before a reduction ({@link ModularLoops#multiplyAdd}), one reduced value included. */
    private static final int SUMMANDS = 12;

    private double[] sum;
    private Modulus modulus;
    private double[] waitingX;
    private double[] waitingWeight;
    private int summands;

    /** Starts adding to a row of centred residues. */
    public void begin(double[] row, Modulus q) {
        sum = row;
        modulus = q;
        waitingX = null;
        summands = 1;
    }

    /** Adds {@code x*w}, both centred; w must stay as it is until the next call. */
    public void add(double[] x, double[] w) {
        if (waitingX == null) {
            waitingX = x;
            waitingWeight = w;
            return;
        }
        if (summands + 2 > SUMMANDS) {
            ModularLoops.reduce(sum, modulus);
            summands = 1;
        }
        ModularLoops.multiplyAddTwo(sum, waitingX, waitingWeight, x, w, modulus);
        waitingX = null;
        summands += 2;
    }

    /** Adds what still waits and leaves the row centred. */
    public void end() {
        if (waitingX != null) {
            ModularLoops.multiplyAdd(sum, waitingX, waitingWeight, modulus);
        }
        ModularLoops.reduce(sum, modulus);
        sum = null;
        waitingX = null;
        waitingWeight = null;
    }
}
