package io.github.veilgrid.app;

import java.util.Arrays;

/** Numbers for the three axes as users write them: {@code 1,1,2.5}, {@code 1x1x2.5}, {@code "1 1 2.5"}. */
final class AxisNumbers {

    private AxisNumbers() {
    }

    /**
     * Three numbers; one stands for all axes.
     *
     * @param noun what they are, for the sentence that refuses others
     * @param wanted how they are written
     */
    static double[] parse(String text, String noun, String wanted) {
        double[] numbers = list(text, noun, wanted);
        if (numbers.length == 1) {
            return new double[] {numbers[0], numbers[0], numbers[0]};
        }
        if (numbers.length != 3) {
            throw unreadable(text, noun, wanted);
        }
        return numbers;
    }

    /** The same for whole numbers, 0 or more. */
    static int[] whole(String text, String noun, String wanted) {
        double[] numbers = parse(text, noun, wanted);
        for (double number : numbers) {
            if (number != Math.rint(number) || number < 0 || number > Integer.MAX_VALUE) {
                throw unreadable(text, noun, wanted);
            }
        }
        return Arrays.stream(numbers).mapToInt(number -> (int) number).toArray();
    }

    /** As many numbers as there are. */
    static double[] list(String text, String noun, String wanted) {
        String[] parts = text.strip().split("\\s*[,;xX×]\\s*|\\s+");
        if (parts.length == 0) {
            throw unreadable(text, noun, wanted);
        }
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i]);
            } catch (NumberFormatException e) {
                throw unreadable(text, noun, wanted);
            }
            if (!Double.isFinite(numbers[i])) {
                throw unreadable(text, noun, wanted);
            }
        }
        return numbers;
    }

    static IllegalArgumentException unreadable(String text, String noun, String wanted) {
        return new IllegalArgumentException("the " + noun + " '" + text + "' is not understood: give " + wanted);
    }
}
