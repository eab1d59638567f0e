package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.WeightEncoder;
import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.AffineWeights;

/**
 * One oblique answer: a sum of ciphertexts with weights that are encoded for it alone and used once in each plane. Encoding
 * is most of the work, so two weights share a transform, and both polynomials use them. For one thread.
 */
final class AffineSum {

    /** Products, or reduced sums, that may be summed before a reduction (primes below 2^50). */
    private static final int SUMMANDS = 12;

    private final Ring ring;
    private final WeightEncoder encoder;
    private final double scale;
    private final double planeScale;
    private final boolean twoPasses;
    private final double[][] slots;
    private final double[][] rounded;
    private final double[][] residues;

    /** What is summed: {@code [polynomial][limb][coefficient]}, polynomials b and a. */
    private double[][][][] sums;
    private int summands;

    AffineSum(AffinePlan plan) {
        ring = plan.parameters().ring();
        encoder = new WeightEncoder(plan.parameters().encoder());
        scale = Math.scalb(1.0, plan.weightBits());
        planeScale = Math.scalb(1.0, plan.planeWeightBits());
        twoPasses = plan.twoPasses();
        slots = new double[2][ring.dimension()];
        rounded = new double[2][ring.dimension()];
        residues = new double[2][ring.dimension()];
    }

    /** The ciphertexts that weights belong to, by plane and tap within it: polynomials b and a. */
    interface Ciphertexts {
        double[][][] at(int plane, int tap);
    }

    /** Fills slots with a number's weights. */
    private interface Filling {
        void fill(int number, double[] slots);
    }

    /** Both polynomials of the answer, in the transform's domain, reduced. */
    double[][][] of(AffineWeights weights, Ciphertexts ciphertexts) {
        int inPlane = weights.inPlane();
        int planes = weights.planes();
        if (!twoPasses) {
            begin(1);
            add(inPlane * planes, weights::tap, scale, weights.seed(), (sum, tap) -> ciphertexts.at(tap / inPlane, tap % inPlane));
            return sums[0];
        }
        begin(planes);
        add(inPlane, weights::inPlane, scale, weights.seed(), ciphertexts);
        double[][][][] perPlane = sums;
        begin(1);
        add(planes, weights::plane, planeScale, weights.seed() + inPlane, (sum, plane) -> perPlane[plane]);
        return sums[0];
    }

    private void begin(int count) {
        sums = new double[count][2][][];
        for (double[][][] sum : sums) {
            sum[0] = ring.allocate();
            sum[1] = ring.allocate();
        }
        summands = 0;
    }

    /**
     * Adds, to each sum, ciphertexts times weights, and reduces it.
     *
     * @param seed and those that follow: of rounding
     */
    private void add(int count, Filling filling, double by, long seed, Ciphertexts ciphertexts) {
        for (int first = 0; first < count; first += 2) {
            boolean two = first + 1 < count;
            filling.fill(first, slots[0]);
            if (two) {
                filling.fill(first + 1, slots[1]);
            }
            encoder.encode(slots[0], two ? slots[1] : null, by, seed + first, rounded[0], rounded[1]);
            if (summands + 2 > SUMMANDS) {
                reduce();
            }
            for (int limb = 0; limb < ring.limbs(); limb++) {
                transform(0, limb);
                if (two) {
                    transform(1, limb);
                }
                for (int sum = 0; sum < sums.length; sum++) {
                    add(sums[sum], ciphertexts.at(sum, first), two ? ciphertexts.at(sum, first + 1) : null, limb);
                }
            }
            summands += 2;
        }
        reduce();
    }

    private void transform(int weight, int limb) {
        ModularLoops.reduce(residues[weight], rounded[weight], ring.modulus(limb));
        ring.ntt(limb).forward(residues[weight], residues[weight]);
    }

    private void add(double[][][] sum, double[][][] x0, double[][][] x1, int limb) {
        Modulus q = ring.modulus(limb);
        for (int polynomial = 0; polynomial < 2; polynomial++) {
            double[] row = sum[polynomial][limb];
            if (x1 == null) {
                ModularLoops.multiplyAdd(row, x0[polynomial][limb], residues[0], q);
            } else {
                ModularLoops.multiplyAddTwo(row, x0[polynomial][limb], residues[0], x1[polynomial][limb], residues[1], q);
            }
        }
    }

    private void reduce() {
        for (double[][][] sum : sums) {
            for (double[][] polynomial : sum) {
                for (int limb = 0; limb < polynomial.length; limb++) {
                    ModularLoops.reduce(polynomial[limb], ring.modulus(limb));
                }
            }
        }
        summands = 1;
    }
}
