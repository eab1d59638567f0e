package io.github.veilgrid.dicom.data;

/**
 * Bounds a parser keeps whatever a file claims about itself. Lengths beyond the end of the file are refused in any
 * case; what these limits bound is what a small file may make a reader allocate.
 *
 * @param inMemoryValue values longer than this many bytes stay in the file and are read on demand
 * @param inflatedBytes most bytes that a deflated data set may expand to
 * @param depth deepest nesting of sequences
 * @param elements most elements of one file, nested ones included
 */
public record Limits(int inMemoryValue, int inflatedBytes, int depth, int elements) {

    /** What scanners produce stays far below, or (private data) is not needed: 4 KiB values, 1 GiB inflated, 64 levels, two million elements. */
    public static final Limits STANDARD = new Limits(1 << 12, 1 << 30, 64, 2_000_000);

    public Limits {
        if (inMemoryValue < 1024 || inflatedBytes < 1 || depth < 1 || elements < 1) {
            throw new IllegalArgumentException("limits must be positive, values of at least 1024 bytes");
        }
    }
}
