package io.github.veilgrid.he.ring;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;

/** Textbook arithmetic of the conjugate-invariant ring in {@link BigInteger}: the oracle, sharing no code with the product. */
public final class Schoolbook {

    private Schoolbook() {
    }

    public static BigInteger[] integers(double[] coefficients) {
        return Arrays.stream(coefficients).mapToObj(c -> BigInteger.valueOf((long) c)).toArray(BigInteger[]::new);
    }

    /**
     * The product of {@code a_0 + sum a_k (X^k + X^-k)} and the same of b, by
     * {@code (X^j + X^-j)(X^k + X^-k) = (X^(j+k) + X^-(j+k)) + (X^(j-k) + X^-(j-k))} and {@code X^(2N) = -1}.
     */
    public static BigInteger[] multiply(BigInteger[] a, BigInteger[] b) {
        int n = a.length;
        BigInteger[] out = new BigInteger[n];
        Arrays.fill(out, BigInteger.ZERO);
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < n; k++) {
                BigInteger p = a[j].multiply(b[k]);
                if (j == 0 || k == 0) {
                    out[j + k] = out[j + k].add(p);
                } else {
                    addPair(out, j + k, p);
                    addPair(out, Math.abs(j - k), p);
                }
            }
        }
        return out;
    }

    /** One coefficient of {@link #multiply}, for dimensions where all would take too long. */
    public static BigInteger coefficient(BigInteger[] a, BigInteger[] b, int k) {
        int n = a.length;
        BigInteger sum = a[0].multiply(b[k]);
        for (int j = 1; j < n; j++) {
            BigInteger factor = k == 0 ? b[j].shiftLeft(1) : j == k ? b[0] : BigInteger.ZERO;
            if (k > 0) {
                factor = factor.add(at(b, k - j)).add(at(b, j - k)).add(at(b, j + k)).subtract(at(b, 2 * n - k - j));
            }
            sum = sum.add(a[j].multiply(factor));
        }
        return sum;
    }

    private static BigInteger at(BigInteger[] b, int index) {
        return index >= 1 && index < b.length ? b[index] : BigInteger.ZERO;
    }

    /** Adds {@code p (X^e + X^-e)}, 0 <= e < 2N. */
    private static void addPair(BigInteger[] out, int e, BigInteger p) {
        int n = out.length;
        if (e == 0) {
            out[0] = out[0].add(p.shiftLeft(1));
        } else if (e < n) {
            out[e] = out[e].add(p);
        } else if (e > n) {
            out[2 * n - e] = out[2 * n - e].subtract(p);
        }
    }

    /** The automorphism {@code X -> X^g}, g odd. */
    public static BigInteger[] automorphism(BigInteger[] a, int g) {
        int n = a.length;
        BigInteger[] out = new BigInteger[n];
        Arrays.fill(out, BigInteger.ZERO);
        out[0] = a[0];
        for (int k = 1; k < n; k++) {
            int e = (int) ((long) k * g % (4L * n));
            if (e >= 2 * n) {
                e = 4 * n - e;
            }
            addPair(out, e, a[k]);
        }
        return out;
    }

    /** Residue as the least absolute integer. */
    public static BigInteger centred(BigInteger x, BigInteger q) {
        BigInteger r = x.mod(q);
        return r.shiftLeft(1).compareTo(q) > 0 ? r.subtract(q) : r;
    }

    /** Random centred residues, some of them at the edges: 0, 1, -1 and the largest. */
    public static double[] residues(Random random, int n, long q) {
        double[] out = new double[n];
        long half = q / 2;
        for (int i = 0; i < n; i++) {
            out[i] = switch (random.nextInt(16)) {
                case 0 -> 0;
                case 1 -> half;
                case 2 -> -half;
                case 3 -> 1;
                case 4 -> -1;
                default -> Math.floorMod(random.nextLong(), q) - half;
            };
        }
        return out;
    }
}
