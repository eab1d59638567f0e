package io.github.veilgrid.dicom.data;

/**
 * Bounds a parser keeps whatever a file claims about itself. Lengths beyond the end of the file are refused in any
 * case; what these limits bound is what a small file may make a reader allocate.
 *
 * @param inMemoryValue values longer than this many bytes stay in the file and are read on demand
 * @param inflatedBytes most bytes that a deflated data set may expand to
 * @param depth deepest nesting of sequences
 * @param treeBytes what the tree of a file may take in memory besides twice the length of the file
 */
public record Limits(int inMemoryValue, int inflatedBytes, int depth, int treeBytes) {

    /**
     * What scanners produce stays far below, or (private data) is not needed: 4 KiB values, 1 GiB inflated, 64 levels, a
     * tree of 16 MiB, which some hundred thousand elements are.
     */
    public static final Limits STANDARD = new Limits(1 << 12, 1 << 30, 64, 16 << 20);

    public Limits {
        if (inMemoryValue < 1024 || inflatedBytes < 1 || depth < 1 || treeBytes < 1) {
            throw new IllegalArgumentException("limits must be positive, values of at least 1024 bytes");
        }
    }
}
