package io.github.veilgrid.dicom.data;

import java.nio.file.Path;

/**
 * What the tree of one file may take in memory: twice its file, and a fixed part ({@link Limits#treeBytes}) besides. An
 * element may be eight bytes in a file and is several times that as an object, so that a file of nothing but tiny
 * elements, items or fragments, which no image is, would fill the memory; and a few bytes of a deflated file may inflate to
 * values of any length. The fixed part is for headers whose file holds little else, such as items for thousands of frames.
 * One use for one file.
 */
public final class TreeBudget {

    /** Sizes of objects as the usual Java machines lay them out, with the room that growing lists leave. */
    private static final int ELEMENT = 24 + 12;
    private static final int ARRAY = 16;
    private static final int SEQUENCE = 76;
    private static final int ITEM = 12;
    private static final int FILLED_ITEM = 44;
    private static final int REFERENCE = 56;

    private final Path file;
    private final long most;
    private long spent;

    public TreeBudget(Path file, long fileBytes, Limits limits) {
        this.file = file;
        this.most = 2 * fileBytes + limits.treeBytes();
    }

    /** Before a value of so many bytes is read into memory. */
    public void value(long bytes) throws DicomException {
        spend(ELEMENT + (bytes == 0 ? 0 : ARRAY + bytes));
    }

    /** Before a value that stays in its file. */
    public void reference() throws DicomException {
        spend(ELEMENT + REFERENCE);
    }

    /** Before the items of a sequence are read. */
    public void sequence() throws DicomException {
        spend(ELEMENT + SEQUENCE);
    }

    /** Before an item is read. */
    public void item(boolean filled) throws DicomException {
        spend(filled ? ITEM + FILLED_ITEM : ITEM);
    }

    /** Before a fragment of compressed pixels; frames are lists of these. */
    public void fragment() throws DicomException {
        spend(REFERENCE + ELEMENT);
    }

    private void spend(long bytes) throws DicomException {
        spent += bytes;
        if (spent > most) {
            throw new DicomException(file, "has a header that would take over " + (most >> 20)
                    + " MB of memory; this is no image. Take the file out.");
        }
    }
}
