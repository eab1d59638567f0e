package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import java.util.List;

/** What {@link Evaluator} does without evaluation keys: sums, and products with public values. For one thread at a time. */
final class KeylessOperations {

    private final CkksParameters parameters;
    private final Ring ring;
    private final ProductSum products = new ProductSum();

    KeylessOperations(CkksParameters parameters) {
        this.parameters = parameters;
        this.ring = parameters.ring();
    }

    /** {@code x + sign y}. */
    Ciphertext combine(Ciphertext x, Ciphertext y, double sign) {
        Operands.requireSameLevel(parameters, x, y);
        double mismatch = Operands.requireSameScale(x.scale(), y.scale());
        double[][] b = new double[x.limbs()][];
        double[][] a = new double[x.limbs()][];
        for (int limb = 0; limb < b.length; limb++) {
            b[limb] = combine(x.b()[limb], y.b()[limb], sign, ring.modulus(limb));
            a[limb] = combine(x.a()[limb], y.a()[limb], sign, ring.modulus(limb));
        }
        return new Ciphertext(parameters, b, a, x.scale(), x.magnitude() + y.magnitude(),
                x.error().plus(y.error()).plusEncoding(mismatch * y.magnitude()));
    }

    private static double[] combine(double[] x, double[] y, double sign, Modulus q) {
        double[] out = x.clone();
        if (sign > 0) {
            ModularLoops.add(out, y);
        } else {
            ModularLoops.subtract(out, y);
        }
        ModularLoops.reduce(out, q);
        return out;
    }

    /** {@code x + sign y}. */
    Ciphertext combine(Ciphertext x, Plaintext y, double sign) {
        Operands.requireLimbs(parameters, x, y);
        double mismatch = Operands.requireSameScale(x.scale(), y.scale());
        double[][] b = new double[x.limbs()][];
        for (int limb = 0; limb < b.length; limb++) {
            b[limb] = combine(x.b()[limb], y.row(limb), sign, ring.modulus(limb));
        }
        return new Ciphertext(parameters, b, x.a(), x.scale(), x.magnitude() + y.magnitude(),
                x.error().plusEncoding(y.errorBound() + mismatch * y.magnitude()));
    }

    Ciphertext weightedSum(List<Ciphertext> x, List<Plaintext> y) {
        if (x.isEmpty() || x.size() != y.size()) {
            throw new OperandException(x.size() + " ciphertexts and " + y.size() + " plaintexts make no sum of products.");
        }
        Ciphertext first = x.get(0);
        double weightScale = y.get(0).scale();
        double magnitude = 0;
        ErrorBound error = ErrorBound.NONE;
        for (int i = 0; i < x.size(); i++) {
            Ciphertext c = x.get(i);
            Plaintext p = y.get(i);
            Operands.requireSameLevel(parameters, first, c, i);
            Operands.requireLimbs(parameters, c, p, i);
            double mismatch = Operands.requireSameScale(first.scale(), c.scale(), "ciphertext", i)
                    + Operands.requireSameScale(weightScale, p.scale(), "plaintext", i);
            magnitude += c.magnitude() * p.magnitude();
            error = error.plus(ErrorBound.ofProduct(c.error(), c.magnitude(), new ErrorBound(0, p.errorBound()), p.magnitude()))
                    .plusEncoding(mismatch * c.magnitude() * p.magnitude());
        }
        double[][] b = new double[first.limbs()][ring.dimension()];
        double[][] a = new double[first.limbs()][ring.dimension()];
        for (int limb = 0; limb < b.length; limb++) {
            Modulus q = ring.modulus(limb);
            products.begin(b[limb], q);
            for (int i = 0; i < x.size(); i++) {
                products.add(x.get(i).b()[limb], y.get(i).row(limb));
            }
            products.end();
            products.begin(a[limb], q);
            for (int i = 0; i < x.size(); i++) {
                products.add(x.get(i).a()[limb], y.get(i).row(limb));
            }
            products.end();
        }
        return new Ciphertext(parameters, b, a, first.scale() * weightScale, magnitude, error);
    }

    Ciphertext multiply(Ciphertext x, double factor, double scale) {
        double integer = Math.rint(factor * scale);
        if (!(scale > 0) || !(Math.abs(integer) < 0x1p52)) {
            throw new OperandException("The factor " + factor + " at scale " + scale + " is not an integer below 2^52.");
        }
        Operands.requireParameters(parameters, x);
        double used = integer / scale;
        double[][] b = new double[x.limbs()][ring.dimension()];
        double[][] a = new double[x.limbs()][ring.dimension()];
        for (int limb = 0; limb < b.length; limb++) {
            Modulus q = ring.modulus(limb);
            double w = q.reduce(integer);
            ModularLoops.multiplyScalar(b[limb], x.b()[limb], w, q);
            ModularLoops.multiplyScalar(a[limb], x.a()[limb], w, q);
            ModularLoops.reduce(b[limb], q);
            ModularLoops.reduce(a[limb], q);
        }
        return new Ciphertext(parameters, b, a, x.scale() * scale, x.magnitude() * Math.abs(factor),
                x.error().times(Math.abs(used)).plusEncoding(x.magnitude() * Math.abs(used - factor)));
    }
}
