package io.github.veilgrid.app;

import io.github.veilgrid.app.compare.Resampler;
import io.github.veilgrid.app.compare.MiddlePlanes;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.owner.SliceSink;
import java.io.IOException;

/**
 * One pass over the target grid in the clear, in the owner's house, keeping the planes that pictures show of scan and
 * resampling. Memory does not grow with the scan.
 */
final class ClearPass {

    private final RegridTask task;
    private final VoxelSource volume;
    private final int threads;
    private final MiddlePlanes scan;
    private final MiddlePlanes clear;

    ClearPass(RegridTask task, VoxelSource volume, int threads) {
        this.task = task;
        this.volume = volume;
        this.threads = threads;
        this.scan = MiddlePlanes.where(task.target(), task.source());
        this.clear = MiddlePlanes.of(task.target());
    }

    /** @param sink receives every slice of the resampling in the clear, in order */
    void run(SliceSink sink, Progress progress, Cancellation cancellation) throws IOException {
        Grid target = task.target();
        Resampler resampler = Resampler.of(task, new Overheard(), threads);
        double[] expected = new double[target.size().slice()];
        for (int z = 0; z < target.size().z(); z++) {
            cancellation.check();
            progress.at(Progress.Stage.CHECK, (double) z / target.size().z());
            resampler.slice(z, expected);
            clear.take(z, expected);
            sink.slice(z, expected);
        }
        restOfScan(cancellation);
    }

    /** Slices of the scan that the target does not touch are in the pictures too. */
    private void restOfScan(Cancellation cancellation) throws IOException {
        double[] slice = new double[task.source().size().slice()];
        for (int z = 0; z < task.source().size().z(); z++) {
            if (!scan.has(z)) {
                cancellation.check();
                new Overheard().readSlice(z, slice);
            }
        }
    }

    MiddlePlanes scan() {
        return scan;
    }

    MiddlePlanes clear() {
        return clear;
    }

    /** The scan, its slices noted as they are read. */
    private final class Overheard implements VoxelSource {
        @Override
        public Size size() {
            return volume.size();
        }

        @Override
        public void readSlice(int z, double[] values) throws IOException {
            volume.readSlice(z, values);
            scan.take(z, values);
        }
    }
}
