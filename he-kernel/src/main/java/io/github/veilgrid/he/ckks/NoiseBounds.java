package io.github.veilgrid.he.ckks;

/**
 * Bounds of what each operation adds to a slot: in units of values where a scale is given, else of {@code value * scale}.
 *
 * <p>A polynomial with independent coefficients of variance v has slots of variance {@code 2N v}; sums over thousands of
 * coefficients are Gaussian as far as anybody can measure. {@link #SIGMAS} deviations leave less than 2^-64 for one slot
 * and 2^-40 for all slots of a large job. Where a random polynomial is multiplied by the key, the key's largest slot
 * stands for the key, whose slots are fixed ({@link SecretKey#slotBound}).
 */
final class NoiseBounds {

    static final double SIGMAS = 9.2;
    private static final double KEY_ERROR_SIGMAS = 6.5;
    private static final double ROUNDING_VARIANCE = 1 / 12.0;

    private final CkksParameters parameters;
    private final int n;

    NoiseBounds(CkksParameters parameters) {
        this.parameters = parameters;
        this.n = parameters.ringDimension();
    }

    private static double slots(int n, double variance) {
        return SIGMAS * Math.sqrt(2.0 * n * variance);
    }

    private double slots(double variance) {
        return slots(n, variance);
    }

    /** Rounding coefficients to integers. */
    double rounding() {
        return slots(ROUNDING_VARIANCE);
    }

    /** Encoding and encrypting under the secret key. */
    ErrorBound fresh(double magnitude, double scale) {
        return encoding(magnitude, scale).plusNoise(fresh(n) / scale);
    }

    /** The noise of a fresh ciphertext. */
    static double fresh(int n) {
        return slots(n, SecretSampler.ERROR_VARIANCE);
    }

    /** Encoding alone. */
    ErrorBound encoding(double magnitude, double scale) {
        double rounding = rounding() * WideEncoding.roundingUnit(magnitude, scale) / scale;
        return new ErrorBound(0, rounding + magnitude * ErrorBound.TRANSFORM);
    }

    /** Encoding and encrypting under the public key: {@code e0 + v e + e1 s}; v is as small as a key. */
    ErrorBound publicKey(double magnitude, double scale) {
        return encoding(magnitude, scale).plusNoise(publicKey(n) / scale);
    }

    /** The noise of a ciphertext encrypted under the public key. */
    static double publicKey(int n) {
        double ternarySlot = slots(n, 2 / 3.0);
        return fresh(n) * (1 + ternarySlot + SecretKey.slotBound(n));
    }

    /** Rounding both polynomials after a division by primes. */
    double division() {
        return division(n);
    }

    static double division(int n) {
        return slots(n, ROUNDING_VARIANCE) * (1 + SecretKey.slotBound(n));
    }

    /**
     * Key switching at that number of limbs: digits times the key's errors, divided by the special primes, rounded. The
     * errors' slots are fixed with the key; {@link SwitchingKey} lets none of them be above {@link #keyErrorSlot}.
     */
    double keySwitch(int limbs) {
        int digit = parameters.specialPrimes();
        double special = 1;
        for (int i = 0; i < digit; i++) {
            special *= parameters.keyRing().modulus(parameters.limbs() + i).asDouble();
        }
        double squares = 0;
        for (int first = 0; first < limbs; first += digit) {
            double product = 1;
            for (int i = first; i < Math.min(first + digit, limbs); i++) {
                product *= parameters.prime(i) / (i == first ? special : 1);
            }
            squares += product * product;
        }
        double digits = slots(ROUNDING_VARIANCE) * Math.sqrt(squares);
        return digits * keyErrorSlot(n) + division();
    }

    /** No slot of an evaluation key's error is larger. */
    static double keyErrorSlot(int n) {
        return KEY_ERROR_SIGMAS * Math.sqrt(2.0 * n * SecretSampler.ERROR_VARIANCE);
    }
}
