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

        private final byte[] bytes;
        private final PixelFormat format;
        private int at;
        private int precision;
        private int maxval;
        private final int[] preset = new int[4];

        Header(byte[] bytes, PixelFormat format) {
            this.bytes = bytes;
            this.format = format;
        }

        byte[] frame() throws IOException {
            if (u16() != 0xFFD8) {
                throw new IOException("no JPEG start of image");
            }
            while (true) {
                int marker = marker();
                int start = at;
                int length = u16();
                if (length < 2 || start + length > bytes.length) {
                    throw new IOException("a marker segment goes beyond the frame");
                }
                switch (marker) {
                    case SOF55 -> frameHeader();
                    case LSE -> presets();
                    case SOS -> {
                        int near = scanHeader();
                        at = start + length;
                        return samples(near);
                    }
                    case DRI -> {
                        if (u16() != 0) {
                            throw new IOException("restart intervals, which are not read");
                        }
                    }
                    default -> refuseOtherFrames(marker);
                }
                at = start + length;
            }
        }

        private int marker() throws IOException {
            if (u8() != 0xFF) {
                throw new IOException("no marker where one must be");
            }
            int marker = u8();
            while (marker == 0xFF) {
                marker = u8();
            }
            return marker;
        }

        private static void refuseOtherFrames(int marker) throws IOException {
            boolean otherFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (otherFrame) {
                throw new IOException("a JPEG frame that is not JPEG-LS");
            }
        }

        private void frameHeader() throws IOException {
            precision = u8();
            int height = u16();
            int width = u16();
            if (height != format.rows() || width != format.columns()) {
                throw new IOException(width + " x " + height + " pixels instead of " + format.columns() + " x "
                        + format.rows());
            }
            if (precision < 2 || precision > Math.min(16, format.bitsAllocated())) {
                throw new IOException("samples of " + precision + " bits");
            }
            if (u8() != 1) {
                throw new IOException("more than one component");
            }
            maxval = (1 << precision) - 1;
        }

        private void presets() throws IOException {
            int type = u8();
            if (type != 1) {
                throw new IOException("a mapping table, which is not read");
            }
            int declared = u16();
            for (int i = 0; i < 4; i++) {
                preset[i] = u16();
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
            if (u8() != 1) {
                throw new IOException("more than one component");
            }
            u8();
            if (u8() != 0) {
                throw new IOException("a mapping table, which is not read");
            }
            int near = u8();
            u8();
            if (u8() != 0) {
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
            new JpegLsScan(new JpegLsBits(bytes, at), parameters).decode(format.columns(), format.rows(), samples);
            return Cells.of(samples, format);
        }

        private int u8() throws IOException {
            if (at >= bytes.length) {
                throw new IOException("the frame ends within its header");
            }
            return bytes[at++] & 0xFF;
        }

        private int u16() throws IOException {
            int high = u8();
            return high << 8 | u8();
        }
    }
}
