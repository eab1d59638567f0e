package io.github.veilgrid.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Small files of our own, one for each way in which pixels are encoded: 12 x 9 pixels of a made-up ramp, compressed with
 * DCMTK 3.6.7 (JPEG, JPEG-LS) and JAI Image I/O (JPEG 2000).
 */
public final class Samples {

    /** Names of the images. */
    public static final List<String> IMAGES = List.of("explicit.dcm", "implicit.dcm", "big-endian.dcm", "deflated.dcm",
            "rle.dcm", "jpeg-baseline.dcm", "jpeg-extended.dcm", "jpeg-lossless.dcm", "jpeg-lossless-14.dcm",
            "jpeg-ls.dcm", "jpeg-ls-near.dcm", "jpeg-2000.dcm", "explicit-8-bits.dcm", "enhanced.dcm");
    /** A DICOMDIR that names {@code explicit.dcm} beside it. */
    public static final String DIRECTORY = "directory";

    private Samples() {
    }

    public static byte[] bytes(String name) throws IOException {
        try (InputStream in = Samples.class.getResourceAsStream("samples/" + name)) {
            return in.readAllBytes();
        }
    }
}
