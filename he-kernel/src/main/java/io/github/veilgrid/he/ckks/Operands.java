package io.github.veilgrid.he.ckks;

import java.util.Locale;

/** Whether operands go together, and the sentence that says which one does not. */
final class Operands {

    /** Scales that differ by less are taken as one; the difference is added to the error bound. */
    private static final double SAME_SCALE = 0x1p-30;

    private Operands() {
    }

    static void requireParameters(CkksParameters parameters, Ciphertext x) {
        requireParameters(parameters, x.parameters(), "The ciphertext");
    }

    private static void requireParameters(CkksParameters expected, CkksParameters actual, String operand) {
        if (actual != expected && !actual.equals(expected)) {
            throw new OperandException(operand + " belongs to other parameters (" + actual + ") than are used here (" + expected + ").");
        }
    }

    static void requireSameLevel(CkksParameters parameters, Ciphertext x, Ciphertext y) {
        requireSameLevel(parameters, x, y, 1);
    }

    /** @param place of y among the operands, x being at place 0 */
    static void requireSameLevel(CkksParameters parameters, Ciphertext x, Ciphertext y, int place) {
        requireParameters(parameters, x.parameters(), "The first operand");
        if (y.parameters() != parameters) {
            requireParameters(parameters, y.parameters(), "The " + ordinal(place) + " operand");
        }
        if (x.limbs() != y.limbs()) {
            throw new OperandException(String.format(Locale.ROOT, "The first operand is at level %d, the %s at level %d: "
                    + "rescale or drop the %s one.", x.level(), ordinal(place), y.level(),
                    x.limbs() > y.limbs() ? "first" : ordinal(place)));
        }
    }

    static void requireLimbs(CkksParameters parameters, Ciphertext x, Plaintext y) {
        requireLimbs(parameters, x, y, 0);
    }

    /** @param place of y among the plaintexts */
    static void requireLimbs(CkksParameters parameters, Ciphertext x, Plaintext y, int place) {
        requireParameters(parameters, x.parameters(), "The ciphertext");
        if (y.parameters() != parameters) {
            requireParameters(parameters, y.parameters(), "The " + ordinal(place) + " plaintext");
        }
        if (y.limbs() < x.limbs()) {
            throw new OperandException(String.format(Locale.ROOT, "The %s plaintext was encoded for %d limbs, the ciphertext has %d: "
                    + "encode it for as many.", ordinal(place), y.limbs(), x.limbs()));
        }
    }

    static double requireSameScale(double first, double second) {
        return requireSameScale(first, second, "operand", 1);
    }

    /**
     * The relative difference of the scales, if it is negligible.
     *
     * @param second scale of the operand of that kind at that place, the first being at place 0
     */
    static double requireSameScale(double first, double second, String kind, int place) {
        double difference = Math.abs(first / second - 1);
        if (!(difference <= SAME_SCALE)) {
            throw new OperandException(String.format(Locale.ROOT, "The %s %s has scale 2^%.6f, the first 2^%.6f: "
                    + "multiply one by 1 at the quotient of the scales, or encode it at the scale of the other.",
                    ordinal(place), kind, Math.log(second) / Math.log(2), Math.log(first) / Math.log(2)));
        }
        return difference;
    }

    private static String ordinal(int place) {
        return switch (place) {
            case 0 -> "first";
            case 1 -> "second";
            case 2 -> "third";
            default -> (place + 1) + "th";
        };
    }
}
