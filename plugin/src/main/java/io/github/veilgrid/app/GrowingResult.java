package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.dicom.DerivedSeriesWriter;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.nifti.NiftiWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A series or a NIfTI file that is written in a hidden place first: see {@link Growing}. */
final class GrowingResult implements ResultWriter {

    /** Begins a writer at a place. */
    @FunctionalInterface
    interface Opening<W> {
        W at(Path place) throws DicomException;
    }

    /** Takes a slice. */
    private interface Slices {
        void take(int volume, int z, double[] values) throws IOException;
    }

    /** What writers of every kind do. */
    private record Writer(Slices slices, Closeable finish, Closeable close) {
    }

    private final Growing growing;
    private final Writer writer;

    private GrowingResult(Path output, Opening<Writer> opening) throws JobFailure, IOException {
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

    static GrowingResult nifti(Path output, Opening<NiftiWriter> opening) throws JobFailure, IOException {
        return new GrowingResult(output, place -> {
            NiftiWriter file = opening.at(place);
            return new Writer(file::writeSlice, file::finish, file::close);
        });
    }

    static GrowingResult series(Path output, Opening<DerivedSeriesWriter> opening) throws JobFailure, IOException {
        return new GrowingResult(output, place -> {
            DerivedSeriesWriter series = opening.at(place);
            return new Writer(series::writeSlice, series::finish, series::close);
        });
    }

    @Override
    public void slice(int volume, int z, double[] values) throws IOException {
        writer.slices.take(volume, z, values);
    }

    @Override
    public void finish() throws IOException {
        writer.finish.close();
        growing.finish();
    }

    @Override
    public void close() throws IOException {
        try (growing) {
            writer.close.close();
        }
    }
}
