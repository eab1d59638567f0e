package io.github.veilgrid.dicom.data;

import java.util.Optional;

/** Transfer syntaxes that are read (PS3.5 section 10, PS3.6 table A-1). */
public enum TransferSyntax {
    IMPLICIT_LITTLE("1.2.840.10008.1.2", "Implicit VR Little Endian", false),
    EXPLICIT_LITTLE("1.2.840.10008.1.2.1", "Explicit VR Little Endian", false),
    DEFLATED("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", false),
    EXPLICIT_BIG("1.2.840.10008.1.2.2", "Explicit VR Big Endian", false),
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)", true),
    JPEG_EXTENDED("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)", true),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", "JPEG Lossless (Process 14)", true),
    JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", "JPEG Lossless (Process 14, Selection Value 1)", true),
    JPEG_LS("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless", true),
    JPEG_LS_NEAR("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless", true),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless", true),
    JPEG_2000("1.2.840.10008.1.2.4.91", "JPEG 2000", true),
    RLE("1.2.840.10008.1.2.5", "RLE Lossless", true);

    private final String uid;
    private final String title;
    private final boolean encapsulated;

    TransferSyntax(String uid, String title, boolean encapsulated) {
        this.uid = uid;
        this.title = title;
        this.encapsulated = encapsulated;
    }

    public String uid() {
        return uid;
    }

    /** The name in the standard. */
    public String title() {
        return title;
    }

    /** Whether pixel data are compressed frames in fragments. */
    public boolean encapsulated() {
        return encapsulated;
    }

    public boolean explicit() {
        return this != IMPLICIT_LITTLE;
    }

    public boolean bigEndian() {
        return this == EXPLICIT_BIG;
    }

    public static Optional<TransferSyntax> of(String uid) {
        for (TransferSyntax syntax : values()) {
            if (syntax.uid.equals(uid)) {
                return Optional.of(syntax);
            }
        }
        return Optional.empty();
    }
}
