package io.github.veilgrid.app.report;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * One slice to be shown, with the size its pixels have in space.
 *
 * @param width pixels of a row
 * @param height rows
 * @param pixelWidth millimetres from pixel to pixel
 * @param pixelHeight millimetres from row to row
 * @param values real-world values, x fastest; NaN is shown black
 */
public record SlicePicture(int width, int height, double pixelWidth, double pixelHeight, double[] values) {

    public SlicePicture {
        if (values.length != width * height) {
            throw new IllegalArgumentException(values.length + " values for " + width + " x " + height + " pixels");
        }
    }

    /** The values between which most of the picture lies: the 1st and 99.5th percentile. */
    private double[] window() {
        double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new double[] {0, 1};
        }
        double low = sorted[(int) (0.01 * (sorted.length - 1))];
        double high = sorted[(int) (0.995 * (sorted.length - 1))];
        return new double[] {low, high > low ? high : low + 1};
    }

    /** This slice minus another. */
    public SlicePicture minus(SlicePicture other) {
        double[] difference = new double[values.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = values[i] - other.values[i];
        }
        return new SlicePicture(width, height, pixelWidth, pixelHeight, difference);
    }

    /** Bytes of a ciphertext as a picture of the same size: what someone without the key sees. */
    public SlicePicture ofBytes(byte[] bytes, int offset) {
        double[] noise = new double[width * height];
        int available = bytes.length - offset;
        for (int i = 0; i < noise.length; i++) {
            noise[i] = available <= 0 ? Double.NaN : bytes[offset + i % available] & 0xff;
        }
        return new SlicePicture(width, height, pixelWidth, pixelHeight, noise);
    }

    /** The slice in grey, in the window of another. */
    public BufferedImage grey(SlicePicture like) {
        return grey(like.window());
    }

    /** Values that are bytes, in grey. */
    public BufferedImage greyBytes() {
        return grey(new double[] {0, 255});
    }

    private BufferedImage grey(double[] window) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] row = new byte[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = values[y * width + x];
                double shade = Double.isNaN(value) ? 0 : 255 * (value - window[0]) / (window[1] - window[0]);
                row[x] = (byte) Math.round(Math.max(0, Math.min(255, shade)));
            }
            image.getRaster().setDataElements(0, y, width, 1, row);
        }
        return image;
    }
}
