package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.dicom.ScanWriter;
import io.github.veilgrid.dicom.data.DicomException;
import java.io.IOException;
import java.nio.file.Path;

/** A series or a NIfTI file that is written in a hidden place first: see {@link Growing}. */
final class GrowingResult implements ResultWriter {

    /** Begins a writer at a place. */
    @FunctionalInterface
    interface Opening {
        ScanWriter at(Path place) throws DicomException;
    }

    private final Growing growing;
    private final ScanWriter writer;

    GrowingResult(Path output, Opening opening) throws JobFailure, IOException {
        growing = new Growing(output);
        try {
            writer = opening.at(growing.path());
        } catch (DicomException refused) {
            growing.close();
            throw new JobFailure(Kind.INPUT, refused.getMessage().replace(growing.path().toString(), output.toString()), refused);
        } catch (RuntimeException bug) {
            growing.close();
            throw bug;
        }
    }

    @Override
    public void slice(int volume, int z, double[] values) throws IOException {
        writer.writeSlice(volume, z, values);
    }

    @Override
    public void finish() throws IOException {
        writer.finish();
        growing.finish();
    }

    @Override
    public void close() throws IOException {
        try (growing) {
            writer.close();
        }
    }
}
