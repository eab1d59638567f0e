package io.github.veilgrid.dicom.pixel;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.io.IOException;

/**
 * JPEG 2000 through JAI Image I/O, which only gets codestreams that are found complete and within bounds. It takes eight
 * bytes for each pixel: four while it undoes the wavelets, the rest for its picture. An image is one tile as a rule, and
 * the wavelets go over the whole of it, so that less would not do.
 */
final class Jpeg2000Decoder implements FrameDecoder {

    /** Samples of the largest code-block (ISO/IEC 15444-1 table A.18); an empty one still takes a bit of a packet header. */
    private static final int CODE_BLOCK = 8 * 4096;

    private static final J2KImageReaderSpi PROVIDER = new J2KImageReaderSpi();

    /** Blocks without content cost next to nothing; what the headers may ask for is bounded apart. */
    @Override
    public long mostPixels(long bytes, PixelFormat format) {
        return bytes * CODE_BLOCK;
    }

    @Override
    public byte[] decode(byte[] compressed, PixelFormat format) throws IOException {
        byte[] codestream = Jpeg2000Codestream.sound(compressed, format);
        try {
            return ImageReaders.cells(PROVIDER, codestream, format);
        } catch (VirtualMachineError | LinkageError ours) {
            throw ours;
        } catch (Error damaged) {
            // The decoder says so of packets that make no sense.
            throw new IOException(damaged.getMessage(), damaged);
        }
    }
}
