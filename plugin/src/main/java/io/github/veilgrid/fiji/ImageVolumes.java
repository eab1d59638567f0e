package io.github.veilgrid.fiji;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import io.github.veilgrid.app.ScanJob;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.owner.SliceSink;

/** Collects the volumes of a regridded image into a stack of the source's type, dimensions and calibration. */
final class ImageVolumes implements ScanJob.Volumes {

    private final ImagePlus source;
    private final Grid target;
    private final ValueScale values;
    private final ImageStack stack;

    ImageVolumes(ImagePlus source, Grid target, ValueScale values) {
        this.source = source;
        this.target = target;
        this.values = values;
        int slices = source.getNChannels() * target.size().z() * source.getNFrames();
        this.stack = ImageStack.create(target.size().x(), target.size().y(), slices, source.getBitDepth());
    }

    @Override
    public SliceSink volume(int index) {
        int channels = source.getNChannels();
        int channel = index % channels;
        int frame = index / channels;
        return (z, slice) -> {
            ImageProcessor pixels = stack.getProcessor((frame * target.size().z() + z) * channels + channel + 1);
            for (int i = 0; i < slice.length; i++) {
                pixels.setf(i, source.getBitDepth() == 32 ? (float) slice[i] : values.stored(slice[i]));
            }
        };
    }

    ImagePlus image() {
        ImagePlus image = new ImagePlus(source.getShortTitle() + "-regridded", stack);
        image.setDimensions(source.getNChannels(), target.size().z(), source.getNFrames());
        Calibration calibration = source.getCalibration().copy();
        calibration.pixelWidth = target.spacing(0);
        calibration.pixelHeight = target.spacing(1);
        calibration.pixelDepth = target.spacing(2);
        calibration.xOrigin = -target.origin(0) / target.spacing(0);
        calibration.yOrigin = -target.origin(1) / target.spacing(1);
        calibration.zOrigin = -target.origin(2) / target.spacing(2);
        image.setCalibration(calibration);
        image.setDisplayRange(source.getDisplayRangeMin(), source.getDisplayRangeMax());
        image.setOpenAsHyperStack(source.isHyperStack());
        if (source.isComposite()) {
            CompositeImage composite = new CompositeImage(image, source.getCompositeMode());
            composite.copyLuts(source);
            return composite;
        }
        image.getProcessor().setLut(source.getProcessor().getLut());
        return image;
    }
}
