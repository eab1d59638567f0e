package io.github.veilgrid.dicom.pixel;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** One frame through an ImageIO reader whose provider is given, never looked up: a plug-in's class loader is its own. */
final class ImageReaders {

    private ImageReaders() {
    }

    /**
     * The samples of the only band as cells; refuses another size before anything of it is decoded. What the reader worked
     * with is let go before room is made for the cells.
     */
    static byte[] cells(ImageReaderSpi provider, byte[] compressed, PixelFormat format) throws IOException {
        Raster pixels = raster(provider, compressed, format);
        int width = format.bitsAllocated() / 8;
        byte[] cells = new byte[format.frameBytes()];
        int[] row = new int[format.columns()];
        for (int y = 0; y < format.rows(); y++) {
            pixels.getSamples(pixels.getMinX(), pixels.getMinY() + y, format.columns(), 1, 0, row);
            Cells.put(row, cells, y * format.columns() * width, width);
        }
        return cells;
    }

    private static Raster raster(ImageReaderSpi provider, byte[] compressed, PixelFormat format) throws IOException {
        ImageReader reader = provider.createReaderInstance();
        try (ImageInputStream stream = new EndingStream(compressed)) {
            reader.setInput(stream, true, true);
            if (reader.getWidth(0) != format.columns() || reader.getHeight(0) != format.rows()) {
                throw new IOException(reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels instead of "
                        + format.columns() + " x " + format.rows());
            }
            Raster pixels = reader.read(0).getRaster();
            if (pixels.getNumBands() != 1) {
                throw new IOException("more than one component");
            }
            return pixels;
        } finally {
            reader.dispose();
        }
    }

    /** Decoders that take the end of the stream for a byte would read it for ever. */
    private static final class EndingStream extends MemoryCacheImageInputStream {

        private static final int PATIENCE = 1024;

        private int beyond;

        EndingStream(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read() throws IOException {
            return notForEver(super.read());
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            return notForEver(super.read(target, offset, count));
        }

        private int notForEver(int got) throws IOException {
            if (got < 0 && ++beyond > PATIENCE) {
                throw new EOFException("the frame is cut short");
            }
            return got;
        }
    }
}
