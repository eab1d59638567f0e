package io.github.veilgrid.fiji;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.dicom.nifti.NiftiReader;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Opens a NIfTI file that Veilgrid wrote as a calibrated stack, volumes as frames: plain ImageJ has no reader for them.
 * Whole numbers from 0 keep 8 or 16 bits, so that labels stay labels; all else is shown as 32-bit values.
 */
final class NiftiOpener {

    private static final int LEVELS_8 = 255;
    private static final int LEVELS_16 = 65535;

    private NiftiOpener() {
    }

    static boolean opens(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".nii") || name.endsWith(".nii.gz");
    }

    static ImagePlus open(Path file) throws JobFailure {
        try {
            return read(file);
        } catch (IOException unreadable) {
            throw new JobFailure(Kind.UNEXPECTED, "The result cannot be opened: " + unreadable.getMessage(), unreadable);
        }
    }

    private static ImagePlus read(Path file) throws IOException {
        Scan scan = NiftiReader.read(file).scan();
        Size size = scan.grid().size();
        ImageStack stack = new ImageStack(size.x(), size.y());
        double[] values = new double[size.slice()];
        for (int volume = 0; volume < scan.volumes().size(); volume++) {
            for (int z = 0; z < size.z(); z++) {
                scan.volumes().get(volume).readSlice(z, values);
                stack.addSlice(pixels(size, scan.values(), values));
            }
        }
        ImagePlus image = new ImagePlus(file.getFileName().toString(), stack);
        image.setDimensions(1, size.z(), scan.volumes().size());
        image.setOpenAsHyperStack(scan.volumes().size() > 1);
        DerivedSeriesOpener.calibrate(image, scan.grid());
        image.setSlice(size.z() / 2 + 1);
        image.resetDisplayRange();
        return image;
    }

    private static ImageProcessor pixels(Size size, ValueScale scale, double[] values) {
        boolean whole = scale.slope() == 1 && scale.intercept() == 0 && scale.storedMin() >= 0;
        ImageProcessor pixels = whole && scale.storedMax() <= LEVELS_8 ? new ByteProcessor(size.x(), size.y())
                : whole && scale.storedMax() <= LEVELS_16 ? new ShortProcessor(size.x(), size.y())
                : new FloatProcessor(size.x(), size.y());
        for (int i = 0; i < values.length; i++) {
            pixels.setf(i, (float) values[i]);
        }
        return pixels;
    }
}
