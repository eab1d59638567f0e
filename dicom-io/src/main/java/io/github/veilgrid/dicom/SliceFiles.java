package io.github.veilgrid.dicom;

import java.io.IOException;

/** Where the slices of a growing series go. Thread safe; each slice is written once. */
interface SliceFiles extends AutoCloseable {

    void write(int volume, int z, double[] values) throws IOException;

    /** Completes the files after the last slice. */
    void finish() throws IOException;

    /** Lets go of the files, complete or not. */
    @Override
    void close() throws IOException;
}
