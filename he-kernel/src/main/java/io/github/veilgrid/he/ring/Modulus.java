package io.github.veilgrid.he.ring;

import java.math.BigInteger;

/**
 * A prime modulus below 2^50 and exact arithmetic with single residues.
 *
 * <p>Residues are integers held in {@code double}, centred: {@code |x| <= q/2}. Intermediate values may be larger; how
 * large is the subject of {@link #productLimit()} and {@link #productBound(double)}. Immutable, thread safe.
 */
public final class Modulus {

    /** Residues and their products stay exact in {@code double} below this size. */
    public static final int MAX_BITS = 50;

    /** Adding and subtracting this rounds to the nearest integer, for magnitudes below 2^51. */
    static final double ROUND = 0x1.8p52;

    private final long value;
    private final double q;
    private final double inverse;

    private Modulus(long value) {
        this.value = value;
        this.q = value;
        this.inverse = 1.0 / value;
    }

    /**
     * The modulus of that value.
     *
     * @throws IllegalArgumentException unless it is an odd prime below 2^50
     */
    public static Modulus of(long value) {
        if (value < 3 || value >= 1L << MAX_BITS || !BigInteger.valueOf(value).isProbablePrime(80)) {
            throw new IllegalArgumentException("a modulus must be an odd prime below 2^" + MAX_BITS + ", not " + value);
        }
        return new Modulus(value);
    }

    public long value() {
        return value;
    }

    /** The modulus itself, exactly. */
    public double asDouble() {
        return q;
    }

    /** {@code 1/q}, rounded to nearest. */
    public double inverse() {
        return inverse;
    }

    /** Bits of a residue in {@code 0..q-1}: the smallest b with {@code q <= 2^b}. */
    public int bits() {
        return Long.SIZE - Long.numberOfLeadingZeros(value - 1);
    }

    /**
     * Largest {@code |x|/q} for which a product of x and a centred residue is exact: {@code |x| < 2^52}, so that the
     * quotient stays below 2^51.
     */
    public double productLimit() {
        return 0x1p52 / q;
    }

    /**
     * Bound of {@code |x w mod q| / q} as computed, for {@code |x| <= size*q} and centred w. The quotient is rounded
     * from an approximation that is off by at most two relative errors of 2^-53, hence the second term.
     */
    public double productBound(double size) {
        return 0.5 + size * q * 0x1p-53;
    }

    /** x modulo q, centred; {@code |x| < 2^52}. */
    public double reduce(double x) {
        double k = Math.fma(x, inverse, ROUND) - ROUND;
        return Math.fma(-k, q, x);
    }

    /** x modulo q, centred, of any integer. */
    public double reduce(long x) {
        return reduce((double) (x % value));
    }

    /** The product modulo q, centred; {@code |x| < 2^52}, w centred. */
    public double multiply(double x, double w) {
        double h = x * w;
        double l = Math.fma(x, w, -h);
        double k = Math.fma(h, inverse, ROUND) - ROUND;
        return reduce(Math.fma(-k, q, h) + l);
    }

    /** x to the power {@code exponent >= 0}, centred; x centred. */
    public double power(double x, long exponent) {
        double result = 1;
        double square = x;
        for (long e = exponent; e > 0; e >>= 1) {
            if ((e & 1) == 1) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    /** {@code 1/x} modulo q, centred; x centred and not 0. */
    public double invert(double x) {
        if (x == 0) {
            throw new ArithmeticException("0 has no inverse modulo " + value);
        }
        return power(x, value - 2);
    }

    /**
     * The primitive root of unity of that order (a power of two that divides q - 1) which transforms use:
     * {@code g^((q-1)/order)} for the smallest quadratic non-residue g. The choice is part of the wire format.
     */
    public double rootOfUnity(int order) {
        if (Integer.bitCount(order) != 1 || order < 2 || (value - 1) % order != 0) {
            throw new IllegalArgumentException(value + " has no primitive root of unity of order " + order);
        }
        long g = 2;
        while (power(g, (value - 1) / 2) != -1) {
            g++;
        }
        return power(g, (value - 1) / order);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Modulus m && m.value == value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
