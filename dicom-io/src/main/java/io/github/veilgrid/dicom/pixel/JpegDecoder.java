package io.github.veilgrid.dicom.pixel;

import java.io.IOException;

/**
 * JPEG (ITU-T T.81) of grey images: baseline and extended, 8 and 12 bits, and lossless, 2 to 16 bits. Of our own,
 * because the decoders on Maven Central either lack 12 bits or lose the last pixel of some lossless images.
 */
final class JpegDecoder implements FrameDecoder {

    private static final int BLOCK = 64;

    /** A lossless sample takes a bit at least; a block of 64 otherwise two, one code each for DC and AC. */
    @Override
    public long mostPixels(long bytes, PixelFormat format) {
        return 8 * bytes * BLOCK / 2;
    }

    @Override
    public byte[] decode(byte[] compressed, PixelFormat format) throws IOException {
        JpegFrame frame = JpegFrame.read(compressed, format);
        int[] samples = frame.lossless()
                ? JpegLossless.decode(frame, format.columns(), format.rows())
                : JpegSequential.decode(frame, format.columns(), format.rows());
        return Cells.of(samples, format);
    }
}
