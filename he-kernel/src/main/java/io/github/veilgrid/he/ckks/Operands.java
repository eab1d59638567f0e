package io.github.veilgrid.he.ckks;

import java.util.Locale;

/** Whether operands go together, and the sentence that says which one does not. */
final class Operands {

    /** Scales that differ by less are taken as one; the difference is added to the error bound. */
    private static final double SAME_SCALE = 0x1p-30;

    private Operands() {
    }

    static void requireParameters(CkksParameters parameters, Ciphertext x) {
        requireParameters(parameters, x.parameters());
    }

    private static void requireParameters(CkksParameters expected, CkksParameters actual) {
        if (actual != expected && !actual.equals(expected)) {
            throw new OperandException("An operand belongs to other parameters (" + actual + ") than the evaluator ("
                    + expected + ").");
        }
    }

    static void requireSameLevel(CkksParameters parameters, Ciphertext x, Ciphertext y) {
        requireParameters(parameters, x);
        requireParameters(parameters, y);
        if (x.limbs() != y.limbs()) {
            String higher = x.limbs() > y.limbs() ? "first" : "second";
            throw new OperandException(String.format(Locale.ROOT, "The operands are at levels %d and %d: rescale or drop the %s one.",
                    x.level(), y.level(), higher));
        }
    }

    static void requireLimbs(CkksParameters parameters, Ciphertext x, Plaintext y) {
        requireParameters(parameters, x);
        requireParameters(parameters, y.parameters());
        if (y.limbs() < x.limbs()) {
            throw new OperandException(String.format(Locale.ROOT, "The plaintext was encoded for %d limbs, the ciphertext has %d: "
                    + "encode it for as many.", y.limbs(), x.limbs()));
        }
    }

    /** The relative difference of the scales, if it is negligible. */
    static double requireSameScale(double first, double second) {
        double difference = Math.abs(first / second - 1);
        if (!(difference <= SAME_SCALE)) {
            throw new OperandException(String.format(Locale.ROOT, "The second operand has scale 2^%.6f, the first 2^%.6f: "
                    + "multiply one by 1 at the quotient of the scales, or encode it at the scale of the other.",
                    Math.log(second) / Math.log(2), Math.log(first) / Math.log(2)));
        }
        return difference;
    }
}
