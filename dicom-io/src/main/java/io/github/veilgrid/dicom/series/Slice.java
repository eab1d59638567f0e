package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.pixel.FrameStore;
import io.github.veilgrid.dicom.pixel.PixelFormat;
import java.nio.file.Path;

/**
 * One image of a volume: a file, or a frame of one.
 *
 * @param instance the file it is in
 * @param frame which frame of the file, from 0
 * @param attributes where its attributes stand
 * @param plane where it lies
 * @param pixels the frames of the file
 * @param rescale stored to real-world values
 * @param padding stored numbers without a measurement, null for none
 */
public record Slice(
        Instance instance, int frame, FrameAttributes attributes, Plane plane, FrameStore pixels, Rescale rescale,
        PixelFormat.Padding padding) {

    Path file() {
        return instance.file();
    }

    public PixelFormat format() {
        return pixels.format();
    }

    /** How to name it in a message: the file, and the frame where there are several. */
    String label() {
        return attributes.multiFrame() ? file() + " frame " + (frame + 1) : file().toString();
    }

    /** Real-world values of the cells of this slice, NaN where padding. */
    void toValues(byte[] cells, double[] values) {
        format().toValues(cells, values, rescale.slope(), rescale.intercept(), padding);
    }

    DicomException refused(String sentence) {
        return new DicomException(label() + ": " + sentence);
    }
}
