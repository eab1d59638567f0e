package io.github.veilgrid.he.ckks;

/**
 * Encodes weights so that what rounding does to them is random whatever they are.
 *
 * <p>Weights that fill the slots make coefficients whose fractions look uniform: rounding to the nearest integer is off by
 * independent errors of variance 1/12. Where only a few slots have weights, coefficients are small and alike; many round to
 * zero together, and their errors add up in the very slots that matter. Such vectors are <em>dithered</em>: each coefficient
 * goes to one of the two integers beside it, with probabilities that make it right on average (stochastic rounding, Connolly,
 * Higham and Mary, SIAM J. Sci. Comput. 43, 2021). Errors are then independent and below one, sub-Gaussian with variance
 * 1/4, for every choice of weights. The randomness is a public function of a seed, so that encodings are the same everywhere.
 * Thread safe.
 */
public final class WeightEncoder {

    /** Variance, as sub-Gaussian errors have it, of what rounding does to a coefficient. */
    public static final double ROUNDING_VARIANCE = 1.0 / 4;

    /** Vectors with weights in fewer than one of so many slots are dithered. */
    private static final int SPARSE = 4;

    /** Coefficients are known to so many bits below an integer before they are dithered, unless they have to be smaller. */
    private static final int FINER_BITS = 16;
    private static final int MAX_BITS = 49;

    /** SplitMix64: Steele, Lea and Flood, OOPSLA 2014. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Encoder encoder;
    private final boolean always;

    public WeightEncoder(Encoder encoder) {
        this(encoder, false);
    }

    private WeightEncoder(Encoder encoder, boolean always) {
        this.encoder = encoder;
        this.always = always;
    }

    /** Of weights that are secret: dithers all of them, so that the time it takes does not tell how many are zero. */
    public static WeightEncoder ofSecret(Encoder encoder) {
        return new WeightEncoder(encoder, true);
    }

    /**
     * Encodes two vectors of weights, which share a transform.
     *
     * @param first N real weights
     * @param second the same, or null if there is one alone
     * @param scale positive; a weight w becomes {@code w*scale} up to rounding
     * @param seed another one for every pair whose errors shall be independent
     * @param out0 takes N integers
     * @param out1 takes N integers; not touched if there is no second
     * @throws IllegalArgumentException if a coefficient is beyond 2^52, or a weight is not a number
     */
    public void encode(double[] first, double[] second, double scale, long seed, double[] out0, double[] out1) {
        boolean dithered0 = dithered(first);
        boolean dithered1 = second != null && dithered(second);
        int bits = dithered0 || dithered1 ? Math.max(0, Math.min(FINER_BITS, MAX_BITS - Math.getExponent(scale))) : 0;
        double finer = Math.scalb(scale, bits);
        if (second == null) {
            encoder.encode(first, finer, out0);
        } else {
            encoder.encodePair(first, second, finer, out0, out1);
            round(out1, bits, dithered1, ~seed);
        }
        round(out0, bits, dithered0, seed);
    }

    private boolean dithered(double[] weights) {
        if (always) {
            return true;
        }
        int filled = 0;
        for (double weight : weights) {
            filled += weight != 0 ? 1 : 0;
        }
        return filled * (long) SPARSE < weights.length;
    }

    private static void round(double[] finer, int bits, boolean dithered, long seed) {
        if (bits == 0) {
            return;
        }
        double unit = Math.scalb(1.0, -bits);
        long state = mix(seed);
        for (int k = 0; k < finer.length; k++) {
            state += GOLDEN;
            double add = dithered ? (mix(state) >>> 11) * 0x1p-53 : 0.5;
            finer[k] = Math.floor(finer[k] * unit + add);
        }
    }

    private static long mix(long number) {
        long z = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
