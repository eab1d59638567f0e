package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Schoolbook;
import java.math.BigInteger;
import java.util.Arrays;

/** Decryption {@code b + a s} in whole integers: the Chinese remainder theorem and schoolbook products, and nothing else. */
final class Textbook {

    private final Ring ring;
    private final BigInteger modulus;
    private final BigInteger[] units;
    private final BigInteger[] secret;

    Textbook(SecretKey key, int limbs) {
        ring = key.parameters().ring().prefix(limbs);
        modulus = modulus(ring);
        units = new BigInteger[limbs];
        for (int i = 0; i < limbs; i++) {
            BigInteger q = BigInteger.valueOf(ring.modulus(i).value());
            BigInteger others = modulus.divide(q);
            units[i] = others.multiply(others.modInverse(q));
        }
        double[] s = new double[ring.dimension()];
        ring.ntt(0).inverse(key.row(0), s);
        secret = Schoolbook.integers(s);
    }

    static BigInteger modulus(Ring ring) {
        BigInteger product = BigInteger.ONE;
        for (int limb = 0; limb < ring.limbs(); limb++) {
            product = product.multiply(BigInteger.valueOf(ring.modulus(limb).value()));
        }
        return product;
    }

    BigInteger[] secret() {
        return secret;
    }

    /** Coefficients of a polynomial given in the transform's domain, centred modulo the product of the primes. */
    BigInteger[] coefficients(double[][] rows) {
        BigInteger[] out = new BigInteger[ring.dimension()];
        Arrays.fill(out, BigInteger.ZERO);
        double[] row = new double[ring.dimension()];
        for (int limb = 0; limb < ring.limbs(); limb++) {
            ring.ntt(limb).inverse(rows[limb], row);
            for (int k = 0; k < out.length; k++) {
                out[k] = out[k].add(units[limb].multiply(BigInteger.valueOf((long) row[k])));
            }
        }
        return Arrays.stream(out).map(x -> Schoolbook.centred(x, modulus)).toArray(BigInteger[]::new);
    }

    /** Some coefficients of the decryption, by schoolbook products. */
    BigInteger[] decrypt(double[][] b, double[][] a, int... places) {
        BigInteger[] body = coefficients(b);
        BigInteger[] mask = coefficients(a);
        return Arrays.stream(places).mapToObj(k -> Schoolbook.centred(
                body[k].add(Schoolbook.coefficient(mask, secret, k)), modulus)).toArray(BigInteger[]::new);
    }

    /** All coefficients: products by transforms, which have tests of their own, the rest in whole integers. */
    BigInteger[] decryptAll(SecretKey key, double[][] b, double[][] a) {
        double[][] rows = ring.allocate();
        for (int limb = 0; limb < rows.length; limb++) {
            ModularLoops.multiply(rows[limb], a[limb], key.row(limb), ring.modulus(limb));
            ModularLoops.add(rows[limb], b[limb]);
            ModularLoops.reduce(rows[limb], ring.modulus(limb));
        }
        return coefficients(rows);
    }
}
