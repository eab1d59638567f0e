package io.github.veilgrid.he.ring;

/**
 * Division of a ring element by some of its primes, rounded to nearest: rescaling drops the last prime of the chain, key
 * switching the special ones. {@code x -> (x - [x]_D) / D} for the product D of the dropped primes.
 *
 * <p>Immutable, thread safe; the caller owns the scratch.
 */
public final class ModulusDown {

    private final Ring ring;
    private final int[] dropped;
    private final BasisExtension extension;
    private final double[] inverses;

    /**
     * @param ring holds the kept primes, which come first, and the dropped ones
     * @param kept how many limbs are kept at most
     * @param dropped the limbs divided by
     */
    public ModulusDown(Ring ring, int kept, int... dropped) {
        this.ring = ring;
        this.dropped = dropped.clone();
        this.extension = new BasisExtension(ring, dropped);
        this.inverses = new double[kept];
        for (int i = 0; i < kept; i++) {
            Modulus q = ring.modulus(i);
            inverses[i] = q.invert(extension.product(q));
        }
    }

    /** Memory of one division at a time. */
    public static final class Scratch {
        private final double[][] coefficients;
        private final double[][] extension;
        private final double[] row;

        private Scratch(ModulusDown owner) {
            coefficients = new double[owner.ring.limbs()][];
            for (int d : owner.dropped) {
                coefficients[d] = new double[owner.ring.dimension()];
            }
            extension = owner.extension.allocateScratch();
            row = new double[owner.ring.dimension()];
        }
    }

    public Scratch allocateScratch() {
        return new Scratch(this);
    }

    /**
     * Divides.
     *
     * @param x values in the transform's domain, centred, indexed by limb of the ring
     * @param limbs how many of the first limbs are wanted
     * @param out takes them, centred; may be x
     */
    public void divide(double[][] x, int limbs, double[][] out, Scratch scratch) {
        for (int d : dropped) {
            ring.ntt(d).inverse(x[d], scratch.coefficients[d]);
        }
        extension.prepare(scratch.coefficients, scratch.extension);
        for (int i = 0; i < limbs; i++) {
            Modulus q = ring.modulus(i);
            extension.extend(scratch.extension, i, scratch.row);
            ring.ntt(i).forward(scratch.row, scratch.row);
            difference(out[i], x[i], scratch.row);
            ModularLoops.multiplyScalar(out[i], out[i], inverses[i], q);
            ModularLoops.reduce(out[i], q);
        }
    }

    private static void difference(double[] out, double[] x, double[] y) {
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i] - y[i];
        }
    }
}
