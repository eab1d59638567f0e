package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.compare.ClearResampler;
import io.github.veilgrid.app.compare.Comparison;
import io.github.veilgrid.app.report.SlicePicture;
import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.SeriesReader;
import io.github.veilgrid.dicom.SourceSeries;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.Chunk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares every voxel of a regridded series with the same resampling in the clear. For the owner. Thread safe. */
public final class CompareJob {

    private static final int BINS = 81;

    private CompareJob() {
    }

    /**
     * @param request the request that made the result; its target is not used, the result's own grid is
     * @param result folder of the regridded series
     * @throws JobFailure if either cannot be read, or the result's grid does not fit the scan
     */
    public static Comparison run(RegridRequest request, Path result, Progress progress, Cancellation cancellation)
            throws JobFailure {
        return JobFailures.guard(Kind.INPUT, () -> {
            progress.at(Progress.Stage.READ, 0);
            RegridRequest onto = request.onto(new GridTarget.LikeSeries(result, Optional.empty(), true));
            Preparation ready = Preparation.of(onto);
            SourceSeries written = SeriesReader.read(
                    result, ReadOptions.standard().withThreads(request.threads()).withVolume(0));
            return new Walk(ready, written.scan().volumes().get(0), progress, cancellation).go();
        });
    }

    /** One pass over all slices. */
    private static final class Walk {
        private final Preparation ready;
        private final VoxelSource result;
        private final Progress progress;
        private final Cancellation cancellation;
        private final Grid target;
        private final double allowed;
        private final MiddlePlanes clear;
        private final MiddlePlanes written;
        private final long[] histogram = new long[BINS];
        private double largest;
        private double squares;
        private long voxels;

        Walk(Preparation ready, VoxelSource result, Progress progress, Cancellation cancellation) {
            this.ready = ready;
            this.result = result;
            this.progress = progress;
            this.cancellation = cancellation;
            this.target = ready.target();
            RegridPlan plan = ready.plan();
            this.allowed = plan.predictedBound() + 0.5 * plan.task().values().slope();
            this.clear = new MiddlePlanes(target);
            this.written = new MiddlePlanes(target);
        }

        Comparison go() throws IOException, JobFailure {
            ClearResampler resampler = new ClearResampler(ready.plan().task(), ready.volume());
            double[] expected = new double[target.size().slice()];
            double[] found = new double[expected.length];
            for (int z = 0; z < target.size().z(); z++) {
                cancellation.check();
                progress.at(Progress.Stage.CHECK, (double) z / target.size().z());
                resampler.slice(z, expected);
                result.readSlice(z, found);
                count(expected, found);
                clear.take(z, expected);
                written.take(z, found);
            }
            String unit = ready.source().template().modality().equals("CT") ? " HU" : "";
            return new Comparison(ready.source().scan().grid(), target, unit, largest,
                    Math.sqrt(squares / Math.max(1, voxels)), allowed, voxels, histogram, planes());
        }

        private void count(double[] expected, double[] found) {
            for (int i = 0; i < expected.length; i++) {
                double difference = found[i] - expected[i];
                if (Double.isNaN(difference)) {
                    continue;
                }
                largest = Math.max(largest, Math.abs(difference));
                squares += difference * difference;
                voxels++;
                double place = (difference / allowed + 1) / 2 * BINS;
                histogram[(int) Math.max(0, Math.min(BINS - 1, place))]++;
            }
        }

        private List<Comparison.Plane> planes() throws IOException, JobFailure {
            byte[] seen = ciphertexts();
            List<Comparison.Plane> planes = new ArrayList<>();
            List<SlicePicture> before = clear.pictures();
            List<SlicePicture> after = written.pictures();
            for (int i = 0; i < before.size(); i++) {
                planes.add(new Comparison.Plane(MiddlePlanes.NAMES.get(i), before.get(i),
                        before.get(i).ofBytes(seen, Chunk.HEADER_BYTES), after.get(i),
                        after.get(i).minus(before.get(i))));
            }
            return planes;
        }

        /** Encrypts the middle plane once more, under a key that is thrown away: what it looks like from outside. */
        private byte[] ciphertexts() throws IOException, JobFailure {
            try (MasterKey master = MasterKey.random();
                    OwnerEncryption encryption =
                            new OwnerEncryption(ready.plan(), JobKey.create(master), ready.volume(), 1)) {
                byte[] chunk = Exchange.encrypt(encryption, encryption.planes() / 2);
                return Arrays.copyOf(chunk, Math.min(chunk.length, 1 << 22));
            }
        }
    }
}
