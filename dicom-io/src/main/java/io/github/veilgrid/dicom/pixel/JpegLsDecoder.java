package io.github.veilgrid.dicom.pixel;

import java.io.IOException;

/** JPEG-LS, lossless and near-lossless (ITU-T T.87), one component as DICOM's grey images have. */
final class JpegLsDecoder implements FrameDecoder {

    private static final int SOF55 = 0xF7;
    private static final int LSE = 0xF8;
    private static final int SOS = 0xDA;
    private static final int DRI = 0xDD;

    /** A run ends with its line at the latest, so a line takes a bit at least. */
    @Override
    public long mostPixels(long bytes, PixelFormat format) {
        return 8 * bytes * format.columns();
    }

    @Override
    public byte[] decode(byte[] compressed, PixelFormat format) throws IOException {
        return new Header(compressed, format).frame();
    }

    /** Reads the marker segments (annex C.2) and then the scan. */
    private static final class Header {

        private final JpegSegments in;
        private final PixelFormat format;
        private int precision;
        private int maxval;
        private final int[] preset = new int[4];

        Header(byte[] bytes, PixelFormat format) throws IOException {
            this.in = new JpegSegments(bytes);
            this.format = format;
        }

        byte[] frame() throws IOException {
            while (true) {
                int marker = in.next();
                switch (marker) {
                    case SOF55 -> frameHeader();
                    case LSE -> presets();
                    case SOS -> {
                        return samples(scanHeader());
                    }
                    case DRI -> {
                        if (in.u16() != 0) {
                            throw new IOException("restart intervals, which are not read");
                        }
                    }
                    default -> refuseOtherFrames(marker);
                }
            }
        }

        private static void refuseOtherFrames(int marker) throws IOException {
            boolean otherFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (otherFrame) {
                throw new IOException("a JPEG frame that is not JPEG-LS");
            }
        }

        private void frameHeader() throws IOException {
            precision = in.u8();
            int height = in.u16();
            int width = in.u16();
            if (height != format.rows() || width != format.columns()) {
                throw new IOException(width + " x " + height + " pixels instead of " + format.columns() + " x "
                        + format.rows());
            }
            if (precision < 2 || precision > Math.min(16, format.bitsAllocated())) {
                throw new IOException("samples of " + precision + " bits");
            }
            if (in.u8() != 1) {
                throw new IOException("more than one component");
            }
            maxval = (1 << precision) - 1;
        }

        private void presets() throws IOException {
            int type = in.u8();
            if (type != 1) {
                throw new IOException("a mapping table, which is not read");
            }
            int declared = in.u16();
            for (int i = 0; i < 4; i++) {
                preset[i] = in.u16();
            }
            if (declared != 0) {
                if (precision == 0 || declared > (1 << precision) - 1) {
                    throw new IOException("a largest sample of " + declared);
                }
                maxval = declared;
            }
        }

        private int scanHeader() throws IOException {
            if (precision == 0) {
                throw new IOException("a scan before its frame header");
            }
            if (in.u8() != 1) {
                throw new IOException("more than one component");
            }
            in.u8();
            if (in.u8() != 0) {
                throw new IOException("a mapping table, which is not read");
            }
            int near = in.u8();
            in.u8();
            if (in.u8() != 0) {
                throw new IOException("a point transform, which is not read");
            }
            if (near > Math.min(255, maxval / 2)) {
                throw new IOException("a tolerance of " + near);
            }
            return near;
        }

        private byte[] samples(int near) throws IOException {
            JpegLsScan.Preset parameters =
                    JpegLsScan.Preset.of(maxval, near, preset[0], preset[1], preset[2], preset[3]);
            int[] samples = new int[format.pixels()];
            new JpegLsScan(new JpegLsBits(in.bytes(), in.end()), parameters).decode(format.columns(), format.rows(), samples);
            return Cells.of(samples, format);
        }
    }
}
