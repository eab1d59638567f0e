package io.github.veilgrid.app.compare;

/**
 * Colours of differences: blue below, white at zero, orange above; told apart with every common colour blindness, and
 * beyond the allowed range black.
 */
final class DifferenceMap {

    private static final int[] BELOW = {0x05, 0x44, 0x9b};
    private static final int[] ABOVE = {0xb3, 0x58, 0x06};

    private DifferenceMap() {
    }

    /**
     * @param difference real-world units
     * @param allowed the largest that may be
     * @return red, green, blue
     */
    static int colour(double difference, double allowed) {
        if (Double.isNaN(difference)) {
            return 0x808080;
        }
        double part = difference / allowed;
        if (Math.abs(part) > 1) {
            return 0;
        }
        int[] end = part < 0 ? BELOW : ABOVE;
        int colour = 0;
        for (int channel : end) {
            colour = colour << 8 | (int) Math.round(255 + Math.abs(part) * (channel - 255));
        }
        return colour;
    }
}
