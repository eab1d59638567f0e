package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Rotation;
import java.util.Arrays;

/**
 * A sum of rotated ciphertexts that is divided by the special primes once and not for each. Owns its buffers: for one
 * thread at a time.
 */
final class RotationSum {

    private final Ring ring;
    private final KeySwitcher switcher;
    private final double[] rotated;
    private final double[][] totalB;
    private final double[][] totalA;
    private final double[][] switchedB;
    private final double[][] switchedA;
    private int limbs;
    private boolean switched;

    RotationSum(CkksParameters parameters, KeySwitcher switcher) {
        this.ring = parameters.ring();
        this.switcher = switcher;
        this.rotated = new double[ring.dimension()];
        this.totalB = ring.allocate();
        this.totalA = ring.allocate();
        this.switchedB = parameters.keyRing().allocate();
        this.switchedA = parameters.keyRing().allocate();
    }

    void begin(int count) {
        limbs = count;
        switched = false;
        for (double[][] rows : new double[][][] {totalB, totalA, switchedB, switchedA}) {
            for (double[] row : rows) {
                Arrays.fill(row, 0);
            }
        }
    }

    /** @param key of the rotation; null if it is none */
    void add(double[][] b, double[][] a, Rotation rotation, SwitchingKey key) {
        for (int limb = 0; limb < limbs; limb++) {
            rotation.apply(b[limb], rotated);
            accumulate(totalB[limb], rotated, limb);
            if (key == null) {
                accumulate(totalA[limb], a[limb], limb);
            }
        }
        if (key != null) {
            switcher.decompose(a, limbs);
            switcher.multiplyRotateAdd(key, rotation, limbs, switchedB, switchedA);
            switched = true;
        }
    }

    /** Writes the sum to rows of its own. */
    void end(double[][] outB, double[][] outA) {
        if (switched) {
            switcher.divide(switchedB, switchedA, limbs, outB, outA);
        }
        for (int limb = 0; limb < limbs; limb++) {
            accumulate(outB[limb], totalB[limb], limb);
            accumulate(outA[limb], totalA[limb], limb);
        }
    }

    private void accumulate(double[] total, double[] row, int limb) {
        ModularLoops.add(total, row);
        ModularLoops.reduce(total, ring.modulus(limb));
    }
}
