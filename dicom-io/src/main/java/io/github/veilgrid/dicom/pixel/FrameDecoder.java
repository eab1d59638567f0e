package io.github.veilgrid.dicom.pixel;

import io.github.veilgrid.dicom.data.TransferSyntax;
import java.io.IOException;
import java.util.Optional;

/** Turns one compressed frame into the cells of its {@link PixelFormat}. Stateless and thread safe. */
interface FrameDecoder {

    /**
     * Decodes a frame.
     *
     * @param compressed all bytes of the frame, fragments joined
     * @return {@link PixelFormat#frameBytes()} bytes, little endian
     * @throws IOException with half a sentence that says what is wrong with the frame
     */
    byte[] decode(byte[] compressed, PixelFormat format) throws IOException;

    /**
     * The most pixels that so many compressed bytes can hold, by the rules of their format: who declares more is refused
     * before room is made for them.
     */
    long mostPixels(long bytes, PixelFormat format);

    /** The decoder of an encapsulated transfer syntax, empty if there is none. */
    static Optional<FrameDecoder> of(TransferSyntax syntax) {
        return switch (syntax) {
            case RLE -> Optional.of(new RleDecoder());
            case JPEG_LS, JPEG_LS_NEAR -> Optional.of(new JpegLsDecoder());
            case JPEG_BASELINE, JPEG_EXTENDED, JPEG_LOSSLESS, JPEG_LOSSLESS_SV1 -> Optional.of(new JpegDecoder());
            case JPEG_2000, JPEG_2000_LOSSLESS -> Optional.of(new Jpeg2000Decoder());
            default -> Optional.empty();
        };
    }
}
