package io.github.veilgrid.app.compare;

import io.github.veilgrid.app.report.SlicePicture;
import java.awt.image.BufferedImage;

/**
 * Colours of differences: ColorBrewer's diverging map PuOr, which all common kinds of colour blindness tell apart; purple
 * below, white at zero, orange above, signed and symmetric. Beyond the limit black; padding grey.
 */
public final class DifferenceMap {

    /** What the colours are, for captions. */
    public static final String NAME = "PuOr (ColorBrewer): purple below, white at zero, orange above; black beyond the "
            + "limit, grey padding";

    private static final int[] STOPS = {
        0x542788, 0x8073ac, 0xb2abd2, 0xd8daeb, 0xf7f7f7, 0xfee0b6, 0xfdb863, 0xe08214, 0xb35806};
    private static final int PADDING = 0x808080;

    private DifferenceMap() {
    }

    /**
     * @param difference real-world units
     * @param limit the largest that has a colour
     * @return red, green, blue
     */
    public static int colour(double difference, double limit) {
        if (Double.isNaN(difference)) {
            return PADDING;
        }
        double part = difference / limit;
        if (Math.abs(part) > 1) {
            return 0;
        }
        double place = (part + 1) / 2 * (STOPS.length - 1);
        int stop = (int) Math.min(STOPS.length - 2, place);
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double low = STOPS[stop] >> shift & 0xff;
            double high = STOPS[stop + 1] >> shift & 0xff;
            colour |= (int) Math.round(low + (place - stop) * (high - low)) << shift;
        }
        return colour;
    }

    /** A slice of differences in colour. */
    public static BufferedImage draw(SlicePicture slice, double limit) {
        BufferedImage image = new BufferedImage(slice.width(), slice.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < slice.values().length; i++) {
            image.setRGB(i % slice.width(), i / slice.width(), colour(slice.values()[i], limit));
        }
        return image;
    }
}
