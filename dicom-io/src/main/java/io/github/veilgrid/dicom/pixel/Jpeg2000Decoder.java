package io.github.veilgrid.dicom.pixel;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.io.IOException;

/** JPEG 2000 through JAI Image I/O, which only gets codestreams that are found complete and within bounds. */
final class Jpeg2000Decoder implements FrameDecoder {

    private static final J2KImageReaderSpi PROVIDER = new J2KImageReaderSpi();

    @Override
    public byte[] decode(byte[] compressed, PixelFormat format) throws IOException {
        byte[] codestream = Jpeg2000Codestream.sound(compressed, format);
        return Cells.of(ImageReaders.samples(PROVIDER, codestream, format), format);
    }
}
