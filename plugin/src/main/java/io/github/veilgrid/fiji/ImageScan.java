package io.github.veilgrid.fiji;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;
import java.util.ArrayList;
import java.util.List;

/**
 * An ImagePlus as a scan: one volume for every channel and frame, raw grey levels as values, so that the calibration
 * function may simply be carried over.
 */
final class ImageScan {

    private static final int LEVELS_8 = 255;
    private static final int LEVELS_16 = 65535;

    private ImageScan() {
    }

    static Scan of(ImagePlus image) throws JobFailure {
        if (image.getType() == ImagePlus.COLOR_RGB || image.getType() == ImagePlus.COLOR_256) {
            throw new JobFailure(Kind.INPUT, image.getTitle() + " is a colour image: split it into channels first "
                    + "(Image > Color > Split Channels).");
        }
        List<VoxelSource> volumes = new ArrayList<>();
        for (int frame = 1; frame <= image.getNFrames(); frame++) {
            for (int channel = 1; channel <= image.getNChannels(); channel++) {
                volumes.add(new Volume(image, channel, frame));
            }
        }
        ValueScale values = values(image);
        return new Scan(grid(image), volumes, values, Math.max(values.minimum(), Math.min(values.maximum(), 0)));
    }

    static Grid grid(ImagePlus image) {
        Calibration calibration = image.getCalibration();
        double[] spacing = {calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth};
        double[] origin = {-calibration.xOrigin * spacing[0], -calibration.yOrigin * spacing[1],
            -calibration.zOrigin * spacing[2]};
        return Grid.of(new Size(image.getWidth(), image.getHeight(), image.getNSlices()), origin,
                new double[] {spacing[0], 0, 0}, new double[] {0, spacing[1], 0}, new double[] {0, 0, spacing[2]});
    }

    /**
     * Integers declare their own range. A 32-bit image has none: its extremes are taken, in 65535 steps; they stay with
     * the owner, since plan and ciphertexts depend on the number of steps only.
     */
    private static ValueScale values(ImagePlus image) {
        if (image.getBitDepth() == 8) {
            return new ValueScale(1, 0, 0, LEVELS_8);
        }
        if (image.getBitDepth() == 16) {
            return new ValueScale(1, 0, 0, LEVELS_16);
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int index = 1; index <= image.getStackSize(); index++) {
            ImageProcessor slice = image.getStack().getProcessor(index);
            for (int i = 0; i < slice.getPixelCount(); i++) {
                float value = slice.getf(i);
                if (Float.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        double slope = high > low ? (high - low) / LEVELS_16 : 1;
        return new ValueScale(slope, high > low ? low : Double.isFinite(low) ? low : 0, 0, LEVELS_16);
    }

    /** One channel of one frame; values that are not finite count as padding. */
    private record Volume(ImagePlus image, int channel, int frame) implements VoxelSource {

        @Override
        public Size size() {
            return new Size(image.getWidth(), image.getHeight(), image.getNSlices());
        }

        @Override
        public void readSlice(int z, double[] values) {
            ImageProcessor slice;
            synchronized (image) {
                slice = image.getStack().getProcessor(image.getStackIndex(channel, z + 1, frame));
            }
            for (int i = 0; i < values.length; i++) {
                float value = slice.getf(i);
                values[i] = Float.isFinite(value) ? value : Double.NaN;
            }
        }
    }
}
