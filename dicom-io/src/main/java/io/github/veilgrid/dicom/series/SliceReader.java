package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.pixel.FrameStore;
import io.github.veilgrid.dicom.pixel.PixelFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Makes slices of a parsed file, or refuses it for what no volume can be made of. */
final class SliceReader {

    private static final int MOST_FRAMES = 1 << 20;
    private static final int MOST_PIXELS = 1 << 26;
    /** What a slice takes in memory, and so many frames that this does not matter. */
    private static final long SLICE_BYTES = 600;
    private static final int FEW_FRAMES = 1 << 14;

    private SliceReader() {
    }

    static List<Slice> slices(Instance instance) throws DicomException {
        DicomObject image = instance.object();
        ImageClass kind = ImageClass.of(image.text(Tag.SOP_CLASS)).orElseThrow(() -> new DicomException(instance.file(),
                "is " + ImageClass.describe(image.text(Tag.SOP_CLASS)) + "; only CT, MR and PET volumes are read."));
        refuseWhatIsNoVolume(instance);
        PixelFormat format = format(instance);
        int frames = instance.whole(Tag.NUMBER_OF_FRAMES, "Number of Frames", 1);
        if (frames < 1 || frames > MOST_FRAMES || frames > 1 && !kind.multiFrame()) {
            throw new DicomException(instance.file(), "declares " + frames + " frames, which its kind cannot have.");
        }
        if (frames > FEW_FRAMES && frames * SLICE_BYTES > 2 * fileBytes(instance)) {
            throw new DicomException(instance.file(), "declares " + frames
                    + " frames, more than a file of its length can describe; it is damaged.");
        }
        FrameStore pixels = FrameStore.of(instance.file(), image, format, frames);
        List<DicomObject> perFrame = image.items(Tag.PER_FRAME_GROUPS);
        if (kind.multiFrame() && perFrame.size() != frames) {
            throw new DicomException(instance.file(), "declares " + frames + " frames but describes "
                    + perFrame.size() + "; it is damaged.");
        }
        DicomObject shared = image.item(Tag.SHARED_GROUPS);
        List<Slice> slices = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            FrameAttributes attributes = kind.multiFrame()
                    ? new FrameAttributes(true, image, shared, perFrame.get(frame))
                    : FrameAttributes.classic(image);
            slices.add(new Slice(instance, frame, attributes, Plane.of(instance, attributes), pixels,
                    Rescale.of(instance, attributes), padding(instance, format)));
        }
        return slices;
    }

    private static long fileBytes(Instance instance) throws DicomException {
        try {
            return Files.size(instance.file());
        } catch (IOException unreadable) {
            throw new DicomException(instance.file(), "cannot be read (" + unreadable.getMessage() + ").", unreadable);
        }
    }

    private static void refuseWhatIsNoVolume(Instance instance) throws DicomException {
        DicomObject image = instance.object();
        if (image.texts(Tag.IMAGE_TYPE).contains("MOSAIC")) {
            throw new DicomException(instance.file(),
                    "is a Siemens mosaic: many slices tiled in one image. Convert it to one image per slice first.");
        }
        if (image.has(Tag.FLOAT_PIXEL_DATA) || image.has(Tag.DOUBLE_PIXEL_DATA)) {
            throw new DicomException(instance.file(), "holds floating-point pixels, which are not read.");
        }
        String photometric = image.text(Tag.PHOTOMETRIC);
        if (!photometric.equals("MONOCHROME1") && !photometric.equals("MONOCHROME2")) {
            throw new DicomException(instance.file(), photometric.isEmpty()
                    ? "does not say how its pixels are to be read (no Photometric Interpretation)."
                    : "holds colour (" + photometric + "); only grey values can be resampled.");
        }
        if (instance.whole(Tag.SAMPLES_PER_PIXEL, "Samples per Pixel", 1) != 1) {
            throw new DicomException(instance.file(), "holds several samples per pixel; only grey values are read.");
        }
    }

    private static PixelFormat format(Instance instance) throws DicomException {
        int allocated = instance.whole(Tag.BITS_ALLOCATED, "Bits Allocated");
        int stored = instance.whole(Tag.BITS_STORED, "Bits Stored");
        int representation = instance.whole(Tag.PIXEL_REPRESENTATION, "Pixel Representation");
        if (representation != 0 && representation != 1) {
            throw new DicomException(instance.file(), "has a Pixel Representation of " + representation + ".");
        }
        try {
            PixelFormat format = new PixelFormat(
                    instance.whole(Tag.COLUMNS, "Columns"), instance.whole(Tag.ROWS, "Rows"), allocated, stored,
                    instance.whole(Tag.HIGH_BIT, "High Bit", stored - 1), representation == 1);
            if (format.pixels() > MOST_PIXELS) {
                throw new DicomException(instance.file(), "declares " + format.columns() + " x " + format.rows()
                        + " pixels, more than any scanner makes; it is damaged.");
            }
            return format;
        } catch (IllegalArgumentException | ArithmeticException impossible) {
            throw new DicomException(instance.file(),
                    "its pixel format cannot be read: " + impossible.getMessage() + ".", impossible);
        }
    }

    /** The value is a bit pattern of the pixels' kind, whatever representation it was written with. */
    private static PixelFormat.Padding padding(Instance instance, PixelFormat format) throws DicomException {
        double[] value = instance.numbersIfAny(instance.object(), Tag.PIXEL_PADDING, "Pixel Padding Value");
        if (value.length == 0) {
            return null;
        }
        double[] limit = instance.numbersIfAny(instance.object(), Tag.PIXEL_PADDING_LIMIT, "Pixel Padding Range Limit");
        double first = pattern(value[0], format.signed());
        double second = limit.length == 0 ? first : pattern(limit[0], format.signed());
        return new PixelFormat.Padding(Math.min(first, second), Math.max(first, second));
    }

    private static double pattern(double value, boolean signed) {
        long bits = (long) value;
        if (bits < -0x8000 || bits > 0xFFFF) {
            return bits;
        }
        return signed ? (short) bits : bits & 0xFFFF;
    }
}
