package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.compare.Comparison;
import io.github.veilgrid.app.compare.ComparisonPicture;
import io.github.veilgrid.app.compare.Differences;
import io.github.veilgrid.app.compare.MiddlePlanes;
import io.github.veilgrid.app.compare.PlaneView;
import io.github.veilgrid.app.report.PngFile;
import io.github.veilgrid.app.report.WholeFile;
import io.github.veilgrid.app.report.page.ReportPage;
import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.SeriesTemplate;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.Chunk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Compares every voxel of a regridded series with the same resampling in the clear. For the owner. Thread safe. */
public final class CompareJob {

    private CompareJob() {
    }

    /**
     * @param request the request that made the result; its target is not used, the result's own grid is, but its registration is
     * @param result folder of the regridded series
     * @throws JobFailure if either cannot be read, or the result's grid does not fit the scan, or only the remote
     *     party knows where it lies
     */
    public static Comparison run(RegridRequest request, Path result, Progress progress, Cancellation cancellation)
            throws JobFailure {
        return JobFailures.guard(Kind.INPUT, () -> {
            progress.at(Progress.Stage.READ, 0);
            ScanInput derived = Reading.of(() -> ScanInput.read(
                    result, ReadOptions.standard().withThreads(request.threads()).withAllVolumes(),
                    Optional.empty()), cancellation);
            PrivateTarget.refuseToCompare(result, derived);
            RegridRequest onto = request.onto(new GridTarget.LikeSeries(result, Optional.empty(), true));
            Preparation ready = Reading.of(() -> Preparation.of(onto), cancellation);
            if (ready.volumes().size() > 1) {
                throw new JobFailure(Kind.USAGE, "Volumes are compared one at a time: name one with --volume, counted "
                        + "from 0.");
            }
            Scan written = derived.scan();
            int volume = written.volumes().size() == 1 ? 0 : request.volume().orElse(0);
            if (volume >= written.volumes().size()) {
                throw new JobFailure(Kind.INPUT, result + " has no volume " + volume + ": it was made of another scan.");
            }
            return compare(ready, isElsewhere(ready.source().origin(), derived.origin()), request.threads(),
                    written.volumes().get(volume), progress, cancellation);
        });
    }

    /**
     * The same, and writes what the request asks for: the report (a page if its name ends in .html, else JSON) and the
     * picture.
     */
    public static Comparison write(RegridRequest request, Path result, Progress progress, Cancellation cancellation)
            throws JobFailure {
        Comparison comparison = run(request, result, progress, cancellation);
        return JobFailures.guard(Kind.UNEXPECTED, () -> {
            if (request.report().isPresent()) {
                Path report = request.report().get();
                WholeFile.write(report, ReportFile.isPage(report) ? ReportPage.of(comparison) : comparison.toJson());
            }
            if (request.picture().isPresent()) {
                PngFile.write(ComparisonPicture.draw(comparison), request.picture().get());
            }
            return comparison;
        });
    }

    /** Whether two series say that they lie in different spaces. A registered scan that has yet to get one says nothing. */
    private static boolean isElsewhere(Origin scan, Origin result) {
        String here = scan.series().map(SeriesTemplate::frameOfReferenceUid).orElse("");
        String there = result.series().map(SeriesTemplate::frameOfReferenceUid).orElse("");
        return !here.isEmpty() && !there.isEmpty() && !here.equals(there);
    }

    private static Comparison compare(
            Preparation ready, boolean elsewhere, int threads, VoxelSource written, Progress progress, Cancellation cancellation)
            throws IOException, JobFailure {
        RegridTask task = ready.plan().task();
        double slope = task.values().slope();
        Differences differences =
                new Differences(task.target().size(), Comparison.allowed(task.tolerance(), slope));
        MiddlePlanes result = MiddlePlanes.of(task.target());
        double[] found = new double[task.target().size().slice()];
        ClearPass pass = new ClearPass(task, ready.volume(), threads);
        pass.run((z, expected) -> {
            written.readSlice(z, found);
            differences.add(z, storable(expected, task.values()), storable(found, task.values()));
            result.take(z, found);
        }, progress, cancellation);
        return new Comparison(task.source(), task.target(), ready.source().origin().modality(), task.kernel(), task.tolerance(),
                slope, elsewhere, differences,
                PlaneView.of(pass.scan(), ciphertexts(ready), Chunk.HEADER_BYTES, result, pass.clear()));
    }

    /** A kernel that overshoots may leave the range that can be stored; what is written as integers stops there. */
    private static double[] storable(double[] values, ValueScale scale) {
        return Arrays.stream(values)
                .map(value -> Math.max(scale.minimum(), Math.min(scale.maximum(), value))).toArray();
    }

    /** Encrypts the middle plane once more, under a key that is thrown away: what it looks like from outside. */
    private static byte[] ciphertexts(Preparation ready) throws IOException, JobFailure {
        try (MasterKey master = MasterKey.random();
                OwnerEncryption encryption =
                        new OwnerEncryption(ready.plan(), JobKey.create(master), ready.volume(), 1)) {
            byte[] chunk = Exchange.encrypt(encryption, encryption.planes() / 2);
            return Arrays.copyOf(chunk, Math.min(chunk.length, 1 << 22));
        }
    }
}
