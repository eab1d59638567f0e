package io.github.veilgrid.dicom;

import java.io.Closeable;
import java.io.IOException;

/** Writes volumes slice by slice, in any order and by several threads. Closing without {@link #finish} leaves nothing behind. */
public interface ScanWriter extends Closeable {

    /**
     * Writes one slice.
     *
     * @param volume which volume, from 0
     * @param z slice of the volume, each once
     * @param values real-world values, x fastest; NaN where there is no measurement
     */
    void writeSlice(int volume, int z, double[] values) throws IOException;

    /**
     * Makes visible what was written.
     *
     * @throws IOException if a slice is missing, or the place cannot be taken
     */
    void finish() throws IOException;
}
