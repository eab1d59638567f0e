package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Rotation;
import java.util.List;

/** What {@link Evaluator} does with evaluation keys: products of ciphertexts and rotations. For one thread at a time. */
final class KeyedOperations {

    private final CkksParameters parameters;
    private final Ring ring;
    private final EvaluationKeys keys;
    private final NoiseBounds noise;
    private final KeySwitcher switcher;
    private final RotationSum rotationSum;
    private final DiagonalProduct diagonalProduct;
    private final double[][] scratchA;

    KeyedOperations(EvaluationKeys keys) {
        this.parameters = keys.parameters();
        this.ring = parameters.ring();
        this.keys = keys;
        this.noise = new NoiseBounds(parameters);
        this.switcher = new KeySwitcher(parameters);
        this.rotationSum = new RotationSum(parameters, switcher);
        this.diagonalProduct = new DiagonalProduct(keys, noise, switcher, rotationSum);
        this.scratchA = ring.allocate();
    }

    Ciphertext multiply(Ciphertext x, Ciphertext y) {
        Operands.requireSameLevel(parameters, x, y);
        int limbs = x.limbs();
        double[][] b = new double[limbs][ring.dimension()];
        double[][] a = new double[limbs][ring.dimension()];
        for (int limb = 0; limb < limbs; limb++) {
            Modulus q = ring.modulus(limb);
            ModularLoops.multiply(scratchA[limb], x.a()[limb], y.a()[limb], q);
            ModularLoops.reduce(scratchA[limb], q);
        }
        switcher.decompose(scratchA, limbs);
        switcher.multiply(keys.relinearisation(), limbs, b, a);
        for (int limb = 0; limb < limbs; limb++) {
            Modulus q = ring.modulus(limb);
            ModularLoops.multiplyAdd(b[limb], x.b()[limb], y.b()[limb], q);
            ModularLoops.reduce(b[limb], q);
            ModularLoops.multiplyAdd(a[limb], x.b()[limb], y.a()[limb], q);
            ModularLoops.multiplyAdd(a[limb], x.a()[limb], y.b()[limb], q);
            ModularLoops.reduce(a[limb], q);
        }
        double scale = x.scale() * y.scale();
        ErrorBound error = ErrorBound.ofProduct(x.error(), x.magnitude(), y.error(), y.magnitude())
                .plusNoise(noise.keySwitch(limbs) / scale);
        return new Ciphertext(parameters, b, a, scale, x.magnitude() * y.magnitude(), error);
    }

    Ciphertext[] rotate(Ciphertext x, int... steps) {
        Operands.requireParameters(parameters, x);
        Ciphertext[] out = new Ciphertext[steps.length];
        boolean decomposed = false;
        for (int i = 0; i < steps.length; i++) {
            Rotation rotation = new Rotation(ring.dimension(), steps[i]);
            if (rotation.steps() == 0) {
                out[i] = x;
                continue;
            }
            SwitchingKey key = keys.rotation(rotation.steps());
            if (!decomposed) {
                switcher.decompose(x.a(), x.limbs());
                decomposed = true;
            }
            out[i] = rotateDecomposed(x, rotation, key);
        }
        return out;
    }

    private Ciphertext rotateDecomposed(Ciphertext x, Rotation rotation, SwitchingKey key) {
        int limbs = x.limbs();
        double[][] b = new double[limbs][ring.dimension()];
        double[][] a = new double[limbs][ring.dimension()];
        switcher.rotate(x.b(), key, rotation, limbs, b, a);
        return new Ciphertext(parameters, b, a, x.scale(), x.magnitude(), x.error().plusNoise(noise.keySwitch(limbs) / x.scale()));
    }

    Ciphertext multiply(EncodedDiagonals weights, Ciphertext x) {
        return diagonalProduct.multiply(weights, x);
    }

    Ciphertext rotateAndSum(List<Ciphertext> x, int... steps) {
        if (x.isEmpty() || x.size() != steps.length) {
            throw new OperandException(x.size() + " ciphertexts cannot be rotated by " + steps.length + " steps.");
        }
        Ciphertext first = x.get(0);
        int limbs = first.limbs();
        ErrorBound error = ErrorBound.NONE;
        double magnitude = 0;
        double switching = 0;
        rotationSum.begin(limbs);
        for (int i = 0; i < steps.length; i++) {
            Ciphertext c = x.get(i);
            Operands.requireSameLevel(parameters, first, c, i);
            double mismatch = Operands.requireSameScale(first.scale(), c.scale(), "operand", i);
            error = error.plus(c.error()).plusEncoding(mismatch * c.magnitude());
            magnitude += c.magnitude();
            Rotation rotation = new Rotation(ring.dimension(), steps[i]);
            rotationSum.add(c.b(), c.a(), rotation, rotation.steps() == 0 ? null : keys.rotation(rotation.steps()));
            switching += rotation.steps() == 0 ? 0 : noise.keySwitch(limbs) / first.scale();
        }
        double[][] b = new double[limbs][ring.dimension()];
        double[][] a = new double[limbs][ring.dimension()];
        rotationSum.end(b, a);
        return new Ciphertext(parameters, b, a, first.scale(), magnitude, error.plusNoise(switching));
    }
}
