package io.github.veilgrid.dicom.data;

import java.nio.file.Path;

/**
 * What the first bytes of a file tell: where its elements begin, and which encoding they have if no file meta
 * information says it. Both toolkits start from here, so that they take the same files for DICOM.
 *
 * @param file the file
 * @param dataOffset offset of the first element: 132 behind a preamble and "DICM", else 0
 * @param guessedSyntax encoding of the first element, which holds for the data set if there is no file meta information
 */
public record FileStart(Path file, int dataOffset, TransferSyntax guessedSyntax) {

    private static final int PREAMBLE = 132;
    /** Bytes that tell. */
    public static final int NEEDED = PREAMBLE + 8;

    /**
     * Looks at the first bytes of a file.
     *
     * @param head the first {@link #NEEDED} bytes, or all there are
     * @param size bytes of the file
     * @throws NotDicomException if they are not the start of DICOM elements
     */
    public static FileStart of(Path file, byte[] head, long size) throws NotDicomException {
        boolean part10 = head.length >= PREAMBLE
                && head[128] == 'D' && head[129] == 'I' && head[130] == 'C' && head[131] == 'M';
        int start = part10 ? PREAMBLE : 0;
        TransferSyntax syntax = head.length < start + 8 ? null : guess(head, start, size - start - 8);
        if (syntax == null) {
            throw new NotDicomException(file, part10
                    ? "is marked as DICOM but holds no DICOM elements."
                    : "is not a DICOM file.");
        }
        return new FileStart(file, start, syntax);
    }

    /**
     * The transfer syntax that the file names.
     *
     * @throws DicomException naming it if it is not one that is read
     */
    public TransferSyntax syntaxOf(String uid) throws DicomException {
        return TransferSyntax.of(uid).orElseThrow(() -> new DicomException(file,
                "its transfer syntax \"" + uid + "\" is not one that can be read; export it uncompressed."));
    }

    /** A first element must be of group 0002 or 0008 (data sets begin there) and be encoded plausibly. */
    private static TransferSyntax guess(byte[] head, int at, long left) {
        int group = head[at] & 0xFF | (head[at + 1] & 0xFF) << 8;
        boolean bigEndian = group == 0x0800;
        if (group != 0x0002 && group != 0x0008 && !bigEndian) {
            return null;
        }
        if (Vr.of(head[at + 4], head[at + 5]).isPresent()) {
            return bigEndian ? TransferSyntax.EXPLICIT_BIG : TransferSyntax.EXPLICIT_LITTLE;
        }
        long length = head[at + 4] & 0xFFL | (head[at + 5] & 0xFFL) << 8
                | (head[at + 6] & 0xFFL) << 16 | (head[at + 7] & 0xFFL) << 24;
        return group == 0x0008 && length <= left ? TransferSyntax.IMPLICIT_LITTLE : null;
    }
}
