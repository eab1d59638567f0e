package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.dicom.Derivation;
import io.github.veilgrid.dicom.DerivedSeriesWriter;
import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.SeriesReader;
import io.github.veilgrid.dicom.SeriesTemplate;
import io.github.veilgrid.dicom.SourceSeries;
import io.github.veilgrid.dicom.nifti.NiftiReader;
import io.github.veilgrid.dicom.nifti.NiftiWriter;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Writes a scan as it was read, in the clear and on its own grid. Stateless and thread safe. */
public final class ConvertJob {

    private static final String DERIVATION = "Copied slice by slice on its own grid, not resampled, by Veilgrid";

    /**
     * What to convert.
     *
     * @param input folder or file of a DICOM series, or a NIfTI file
     * @param reading which series and volume of it, and how to read
     * @param output new file ending in .nii or .nii.gz, else new folder for a DICOM series
     */
    public record Request(Path input, ReadOptions reading, Path output) {

        public Request {
            Objects.requireNonNull(input);
            Objects.requireNonNull(reading);
            Objects.requireNonNull(output);
        }

        private boolean toNifti() {
            String name = output.toString().toLowerCase(Locale.ROOT);
            return name.endsWith(".nii") || name.endsWith(".nii.gz");
        }
    }

    /**
     * What was written.
     *
     * @param output file or folder
     * @param grid of the scan and of the output
     * @param remarks what is worth knowing about the input
     */
    public record Result(Path output, Grid grid, List<String> remarks) {

        public Result {
            remarks = List.copyOf(remarks);
        }

        /** One line for the user. */
        public String summary() {
            return "Result   " + output + ", " + Figures.grid(grid);
        }
    }

    /** A volume to be copied; a NIfTI file has no template. */
    private record Source(
            Grid grid, VoxelSource volume, ValueScale values, double fill, Optional<SeriesTemplate> template,
            List<String> remarks) {
    }

    /** Takes slices. */
    @FunctionalInterface
    private interface Slices {
        void slice(int z, double[] values) throws IOException;
    }

    private ConvertJob() {
    }

    /** @throws JobFailure if the input is refused or the output cannot be written; then nothing is left behind */
    public static Result run(Request request, Progress progress, Cancellation cancellation) throws JobFailure {
        return JobFailures.guard(Kind.INPUT, () -> {
            if (!Files.exists(request.input())) {
                throw new JobFailure(Kind.INPUT, request.input() + " does not exist: name a DICOM folder or a NIfTI "
                        + "file.");
            }
            if (request.toNifti() && Files.exists(request.output())) {
                throw new JobFailure(Kind.USAGE, request.output() + " exists already: name a new file.");
            }
            if (!request.toNifti()) {
                OutputPlace.requireFree(request.output());
            }
            progress.at(Progress.Stage.READ, 0);
            Source source = Files.isRegularFile(request.input()) && NiftiReader.recognises(request.input())
                    ? nifti(request) : dicom(request);
            if (request.toNifti()) {
                writeNifti(source, request.output(), progress, cancellation);
            } else {
                writeSeries(source, request.output(), progress, cancellation);
            }
            return new Result(request.output(), source.grid(), source.remarks());
        });
    }

    private static Source dicom(Request request) throws IOException {
        SourceSeries series = SeriesReader.read(request.input(), request.reading());
        Scan scan = series.scan();
        return new Source(scan.grid(), scan.volumes().get(0), scan.values(), scan.fill(),
                Optional.of(series.template()), series.remarks());
    }

    private static Source nifti(Request request) throws JobFailure, IOException {
        if (request.reading().series().isPresent()) {
            throw new JobFailure(Kind.USAGE, request.input() + " is a NIfTI file, which holds no series: leave out "
                    + "--series.");
        }
        Scan scan = NiftiReader.read(request.input());
        int volumes = scan.volumes().size();
        if (request.reading().volume().isEmpty() && volumes > 1 || request.reading().volume().orElse(0) >= volumes) {
            throw new JobFailure(Kind.INPUT, request.input() + " holds " + volumes
                    + (volumes == 1 ? " volume" : " volumes") + ": choose one, counted from 0, with --volume.");
        }
        return new Source(scan.grid(), scan.volumes().get(request.reading().volume().orElse(0)), scan.values(),
                scan.fill(), Optional.empty(), List.of());
    }

    private static void writeNifti(Source source, Path file, Progress progress, Cancellation cancellation)
            throws IOException {
        boolean[] whole = {true};
        each(source, Progress.Stage.READ, progress, cancellation, (z, values) -> {
            for (int i = 0; i < values.length && whole[0]; i++) {
                whole[0] = Double.isNaN(values[i]) || values[i] == source.values().value(source.values().stored(values[i]));
            }
        });
        try (NiftiWriter writer = whole[0]
                ? NiftiWriter.open(file, source.grid(), source.values(), source.fill())
                : NiftiWriter.openDouble(file, source.grid(), source.values())) {
            each(source, Progress.Stage.WRITE, progress, cancellation, writer::writeSlice);
            writer.finish();
        }
    }

    private static void writeSeries(Source source, Path folder, Progress progress, Cancellation cancellation)
            throws JobFailure, IOException {
        SeriesTemplate template = source.template().orElseThrow(() -> new JobFailure(Kind.INPUT,
                "A NIfTI file lacks what a DICOM series must say of its patient and study: name an output that ends in "
                        + ".nii or .nii.gz."));
        try (DerivedSeriesWriter writer = DerivedSeriesWriter.open(
                folder, template, source.grid(), source.values(), Derivation.copy(DERIVATION))) {
            each(source, Progress.Stage.WRITE, progress, cancellation, writer::writeSlice);
            writer.finish();
        }
    }

    private static void each(
            Source source, Progress.Stage stage, Progress progress, Cancellation cancellation, Slices slices)
            throws IOException {
        int count = source.grid().size().z();
        double[] values = new double[source.grid().size().slice()];
        for (int z = 0; z < count; z++) {
            cancellation.check();
            source.volume().readSlice(z, values);
            slices.slice(z, values);
            progress.at(stage, (z + 1.0) / count);
        }
    }
}
