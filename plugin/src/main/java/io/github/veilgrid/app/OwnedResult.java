package io.github.veilgrid.app;

import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.dicom.Derivation;
import io.github.veilgrid.dicom.DerivedSeriesWriter;
import io.github.veilgrid.dicom.SeriesTemplate;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.owner.SliceSink;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The derived series while it is being written: timed, cancellable, and with one slice kept for the picture. Nothing is
 * visible in the output folder before {@link #finish}; closing without it removes everything.
 */
final class OwnedResult implements SliceSink, AutoCloseable {

    private final DerivedSeriesWriter writer;
    private final Grid target;
    private final StageClock clock;
    private final Cancellation cancellation;
    private final double[] middle;

    OwnedResult(Path folder, SeriesTemplate source, Grid target, ValueScale values, Derivation derivation,
            StageClock clock, Cancellation cancellation) throws IOException {
        this.writer = DerivedSeriesWriter.open(folder, source, target, values, derivation);
        this.target = target;
        this.clock = clock;
        this.cancellation = cancellation;
        this.middle = new double[target.size().slice()];
    }

    @Override
    public void slice(int z, double[] values) throws IOException {
        cancellation.check();
        if (z == middleSlice(target)) {
            System.arraycopy(values, 0, middle, 0, middle.length);
        }
        clock.time(StageClock.Part.WRITE, () -> {
            writer.writeSlice(z, values);
            return null;
        });
    }

    /** Makes the series visible. */
    void finish() throws IOException {
        cancellation.check();
        clock.time(StageClock.Part.WRITE, () -> {
            writer.finish();
            return null;
        });
    }

    /** The slice that the picture shows. */
    double[] middle() {
        return middle.clone();
    }

    static int middleSlice(Grid target) {
        return target.size().z() / 2;
    }

    static RegridReport.Times times(StageClock clock, double read, double encrypt, double remote) {
        return new RegridReport.Times(read, encrypt, remote, clock.seconds(StageClock.Part.DECRYPT),
                clock.seconds(StageClock.Part.WRITE), clock.total());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
