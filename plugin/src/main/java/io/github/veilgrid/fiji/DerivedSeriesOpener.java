package io.github.veilgrid.fiji;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.plugin.FolderOpener;
import ij.plugin.frame.Recorder;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.RegridResult;
import io.github.veilgrid.grid.Grid;
import java.nio.file.Path;

/**
 * Opens a series that Veilgrid wrote as a calibrated stack, through ImageJ's own DICOM opener: values, window, slice
 * labels and Info are what ImageJ shows of any DICOM series. ImageJ orders by Instance Number, which in a derived series
 * follows position, volume after volume. Spacing and origin are set from the grid, since ImageJ takes them from the first slices only.
 */
final class DerivedSeriesOpener {

    /** Stacks that would fill more than this part of the free memory are opened virtually. */
    private static final double ROOM = 0.25;
    private static final int BYTES_PER_VOXEL = 2;

    private DerivedSeriesOpener() {
    }

    /** The result of a job. */
    static ImagePlus open(RegridResult done) throws JobFailure {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        return NiftiOpener.opens(done.output()) ? NiftiOpener.open(done.output())
                : open(done.output(), done.report().output(), done.report().volumes(), (long) (ROOM * free));
    }

    /**
     * @param volumes time points or echoes, which become frames
     * @param room bytes of pixels above which the stack is virtual: its slices are read when they are looked at
     */
    static ImagePlus open(Path folder, Grid grid, int volumes, long room) throws JobFailure {
        boolean virtual = grid.size().voxels() * volumes * BYTES_PER_VOXEL > room;
        ImagePlus image = openSilently(folder, virtual);
        if (image == null || image.getStackSize() != grid.size().z() * volumes) {
            throw new JobFailure(Kind.UNEXPECTED, "ImageJ could not open the derived series in " + folder + ".");
        }
        calibrate(image, grid);
        image.setTitle(folder.getFileName().toString());
        image.setDimensions(1, grid.size().z(), volumes);
        image.setOpenAsHyperStack(volumes > 1);
        image.setSlice(grid.size().z() / 2 + 1);
        return image;
    }

    /** What the user did is the command; that it opened a folder is not to be recorded. */
    private static ImagePlus openSilently(Path folder, boolean virtual) {
        boolean recording = Recorder.record;
        Recorder.record = false;
        try {
            return FolderOpener.open(folder.toString(), virtual ? "virtual" : "");
        } finally {
            Recorder.record = recording;
        }
    }

    /** Origin: where the patient's zero lies in voxel indices along each axis, whole numbers being voxel centres. */
    static void calibrate(ImagePlus image, Grid grid) {
        Calibration calibration = image.getCalibration();
        calibration.setUnit("mm");
        calibration.pixelWidth = grid.spacing(0);
        calibration.pixelHeight = grid.spacing(1);
        calibration.pixelDepth = grid.spacing(2);
        calibration.xOrigin = origin(grid, 0);
        calibration.yOrigin = origin(grid, 1);
        calibration.zOrigin = origin(grid, 2);
        String label = image.getStack().getSliceLabel(1);
        if (image.getProperty("Info") == null && label != null && label.contains("\n")) {
            image.setProperty("Info", label.substring(label.indexOf('\n') + 1));
        }
    }

    private static double origin(Grid grid, int axis) {
        double[] direction = grid.direction(axis);
        double along = 0;
        for (int row = 0; row < 3; row++) {
            along += grid.origin(row) * direction[row];
        }
        return -along / grid.spacing(axis);
    }
}
