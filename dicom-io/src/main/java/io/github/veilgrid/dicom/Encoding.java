package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.TransferSyntax;

/** How the files of a derived series are encoded; all three keep every stored pixel. */
public enum Encoding {
    /** Explicit VR Little Endian: what everything reads. */
    PLAIN(TransferSyntax.EXPLICIT_LITTLE),
    /** Deflated Explicit VR Little Endian: small, read by few viewers. */
    DEFLATED(TransferSyntax.DEFLATED),
    /** RLE Lossless: pixels packed, read by most viewers. */
    RLE(TransferSyntax.RLE);

    private final TransferSyntax syntax;

    Encoding(TransferSyntax syntax) {
        this.syntax = syntax;
    }

    TransferSyntax syntax() {
        return syntax;
    }
}
