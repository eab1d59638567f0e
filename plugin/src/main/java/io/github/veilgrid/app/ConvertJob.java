package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.dicom.Derivation;
import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.nifti.NiftiReader;
import io.github.veilgrid.dicom.nifti.NiftiWriter;
import io.github.veilgrid.dicom.nifti.ValueRange;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.ValueScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
     * @param range what values a NIfTI file can hold; empty: what its header says
     * @param output new file ending in .nii or .nii.gz, else new folder for a DICOM series
     * @param form how a DICOM series is written
     */
    public record Request(
            Path input, ReadOptions reading, Optional<ValueRange> range, Path output, SeriesForm form) {

        public Request {
            Objects.requireNonNull(input);
            Objects.requireNonNull(reading);
            Objects.requireNonNull(range);
            Objects.requireNonNull(output);
            Objects.requireNonNull(form);
        }
    }

    /**
     * What was written.
     *
     * @param output file or folder
     * @param grid of the scan and of the output
     * @param volumes time points or echoes
     * @param remarks what is worth knowing about the input
     */
    public record Result(Path output, Grid grid, int volumes, List<String> remarks) {

        public Result {
            remarks = List.copyOf(remarks);
        }

        /** One line for the user. */
        public String summary() {
            return "Result   " + output + ", " + Figures.grid(grid) + (volumes > 1 ? ", " + volumes + " volumes" : "");
        }
    }

    /** Takes slices. */
    @FunctionalInterface
    private interface Slices {
        void slice(int volume, int z, double[] values) throws IOException;
    }

    private ConvertJob() {
    }

    /** @throws JobFailure if the input is refused or the output cannot be written; then nothing is left behind */
    public static Result run(Request request, Progress progress, Cancellation cancellation) throws JobFailure {
        return JobFailures.guard(Kind.INPUT, () -> {
            OutputPlace.requireFreeResult(request.output());
            progress.at(Progress.Stage.READ, 0);
            ScanInput source =
                    ScanInput.read(request.input(), request.reading(), range(request, progress, cancellation));
            try (ResultWriter writer = writer(request, source, progress, cancellation)) {
                each(source.scan(), Progress.Stage.WRITE, progress, cancellation, writer::slice);
                writer.finish();
            }
            return new Result(request.output(), source.scan().grid(), source.scan().volumes().size(), source.remarks());
        });
    }

    /** In the clear, and only there, the voxels themselves may say what a file of floating-point numbers holds. */
    private static Optional<ValueRange> range(Request request, Progress progress, Cancellation cancellation)
            throws JobFailure, IOException {
        boolean open = request.range().isEmpty() && Files.isRegularFile(request.input())
                && NiftiReader.recognises(request.input()) && NiftiReader.lacksRange(request.input());
        if (!open) {
            return request.range();
        }
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        each(ScanInput.model(request.input(), request.reading()).scan(), Progress.Stage.READ, progress, cancellation,
                (volume, z, values) -> {
                    for (double value : values) {
                        if (!Double.isNaN(value)) {
                            ends[0] = Math.min(ends[0], value);
                            ends[1] = Math.max(ends[1], value);
                        }
                    }
                });
        return Optional.of(ends[1] > ends[0] ? ValueRange.of(ends[0], ends[1])
                : ends[1] == ends[0] ? ValueRange.of(ends[0], ends[0] + 1) : ValueRange.of(0, 1));
    }

    /** Values that are not all multiples of the scan's quantum (rescales that vary) are written to NIfTI as they are. */
    private static ResultWriter writer(
            Request request, ScanInput source, Progress progress, Cancellation cancellation)
            throws JobFailure, IOException {
        Scan scan = source.scan();
        if (OutputPlace.isNifti(request.output()) && !onQuantum(scan, progress, cancellation)) {
            ResultWriter.requireUsual(request.output(), request.form());
            return GrowingResult.nifti(request.output(), place -> NiftiWriter.openDouble(place, scan.grid(), scan.values(),
                    scan.volumes().size(), source.origin().nifti()));
        }
        return ResultWriter.open(request.output(), request.form().withToolkit(request.reading().toolkit()),
                source.origin(), scan.grid(), scan.values(), Derivation.copy(DERIVATION));
    }

    private static boolean onQuantum(Scan scan, Progress progress, Cancellation cancellation) throws IOException {
        ValueScale scale = scan.values();
        boolean[] all = {true};
        each(scan, Progress.Stage.READ, progress, cancellation, (volume, z, values) -> {
            for (int i = 0; i < values.length && all[0]; i++) {
                all[0] = Double.isNaN(values[i]) || values[i] == scale.value(scale.stored(values[i]));
            }
        });
        return all[0];
    }

    private static void each(
            Scan scan, Progress.Stage stage, Progress progress, Cancellation cancellation, Slices slices)
            throws IOException {
        int count = scan.grid().size().z();
        int volumes = scan.volumes().size();
        double[] values = new double[scan.grid().size().slice()];
        for (int volume = 0; volume < volumes; volume++) {
            for (int z = 0; z < count; z++) {
                cancellation.check();
                scan.volumes().get(volume).readSlice(z, values);
                slices.slice(volume, z, values);
                progress.part(volume, volumes).at(stage, (z + 1.0) / count);
            }
        }
    }
}
