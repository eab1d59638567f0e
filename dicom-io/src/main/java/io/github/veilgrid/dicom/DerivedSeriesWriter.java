package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.ValueScale;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a derived series slice by slice, in any order; thread safe; all or nothing. */
public final class DerivedSeriesWriter implements AutoCloseable {

    private DerivedSeriesWriter() {
    }

    public static DerivedSeriesWriter open(
            Path folder, SeriesTemplate source, Grid target, ValueScale values, Derivation derivation)
            throws DicomException {
        throw new DicomException(folder, "writing is not written yet");
    }

    public void writeSlice(int z, double[] values) throws IOException {
        throw new DicomException("writing is not written yet");
    }

    public void finish() throws IOException {
        throw new DicomException("writing is not written yet");
    }

    /** Removes everything written, unless {@link #finish} was reached. */
    @Override
    public void close() throws IOException {
    }
}
