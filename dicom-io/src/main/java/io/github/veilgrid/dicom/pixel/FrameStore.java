package io.github.veilgrid.dicom.pixel;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.data.Words;
import java.io.IOException;
import java.nio.file.Path;

/** The frames of one image file, fetched and decoded one by one. Immutable and thread safe. */
public abstract class FrameStore {

    private final Path file;
    private final PixelFormat format;

    FrameStore(Path file, PixelFormat format) {
        this.file = file;
        this.format = format;
    }

    /**
     * The frames of an image; checks that there are as many bytes as the frames need.
     *
     * @throws DicomException if pixels are missing, too few, or in an encoding that cannot be decoded
     */
    public static FrameStore of(Path file, DicomObject image, PixelFormat format, int frames) throws DicomException {
        TransferSyntax syntax = TransferSyntax.of(image.transferSyntax())
                .orElseThrow(() -> new DicomException(file, "unknown transfer syntax."));
        Element pixels = image.get(Tag.PIXEL_DATA)
                .orElseThrow(() -> new DicomException(file, "has no pixel data; fetch it again."));
        if (pixels instanceof Element.Bulk bulk && !syntax.encapsulated()) {
            return new NativeFrames(file, format, syntax, bulk, frames);
        }
        if (pixels instanceof Element.Fragments fragments && syntax.encapsulated()) {
            return EncapsulatedFrames.of(file, format, syntax, fragments, frames);
        }
        throw new DicomException(file, "its pixel data do not match its transfer syntax " + syntax.title() + ".");
    }

    /**
     * Reads one frame as little endian cells.
     *
     * @param cells receives {@link PixelFormat#frameBytes()} bytes
     */
    public abstract void frame(int index, byte[] cells) throws IOException;

    public final PixelFormat format() {
        return format;
    }

    public final Path file() {
        return file;
    }

    /** Uncompressed frames, one after the other. */
    private static final class NativeFrames extends FrameStore {

        private final ByteSource bytes;
        private final int swap;

        NativeFrames(Path file, PixelFormat format, TransferSyntax syntax, Element.Bulk bulk, int frames)
                throws DicomException {
            super(file, format);
            this.bytes = bulk.bytes();
            int word = format.bitsAllocated() == 8 && bulk.vr() == Vr.OW ? 2 : format.bitsAllocated() / 8;
            this.swap = syntax.bigEndian() ? word : 1;
            long needed = (long) format.frameBytes() * frames;
            if (bytes.length() < needed) {
                throw new DicomException(file, "holds " + bytes.length() + " bytes of pixels, " + needed
                        + " are needed; fetch it again from where it came from.");
            }
        }

        @Override
        public void frame(int index, byte[] cells) throws IOException {
            long start = (long) index * cells.length;
            if (swap > 1 && (start % swap != 0 || cells.length % swap != 0)) {
                swappedAcrossFrames(start, cells);
            } else {
                bytes.read(start, cells, 0, cells.length);
                Words.turn(cells, swap);
            }
        }

        /** Big endian 8-bit pixels come as 16-bit words; a frame may begin or end inside one. */
        private void swappedAcrossFrames(long start, byte[] frame) throws IOException {
            long first = start - start % swap;
            long last = Math.min(bytes.length(), (start + frame.length + swap - 1) / swap * swap);
            byte[] whole = new byte[Math.toIntExact(last - first)];
            bytes.read(first, whole, 0, whole.length);
            Words.turn(whole, swap);
            System.arraycopy(whole, (int) (start - first), frame, 0, frame.length);
        }
    }
}
