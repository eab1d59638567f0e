package io.github.veilgrid.app;

import io.github.veilgrid.app.compare.MiddlePlanes;
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
 * The derived series while it is being written: timed, cancellable, and with three planes kept for the pictures. Nothing is
 * visible in the output folder before {@link #finish}; closing without it removes everything.
 */
final class OwnedResult implements SliceSink, AutoCloseable {

    private final DerivedSeriesWriter writer;
    private final StageClock clock;
    private final Cancellation cancellation;
    private final MiddlePlanes planes;

    OwnedResult(Path folder, SeriesTemplate source, Grid target, ValueScale values, Derivation derivation,
            StageClock clock, Cancellation cancellation) throws IOException {
        this.writer = DerivedSeriesWriter.open(folder, source, target, values, derivation);
        this.clock = clock;
        this.cancellation = cancellation;
        this.planes = MiddlePlanes.of(target);
    }

    @Override
    public void slice(int z, double[] values) throws IOException {
        cancellation.check();
        planes.take(z, values);
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

    /** What the pictures show, before rounding to stored integers. */
    MiddlePlanes planes() {
        return planes;
    }

    /** Where the time of a job went that this process did from its beginning to its end. */
    static RegridReport.Times times(StageClock clock) {
        return new RegridReport.Times(clock.seconds(StageClock.Part.READ), clock.seconds(StageClock.Part.ENCRYPT),
                clock.seconds(StageClock.Part.REMOTE), clock.seconds(StageClock.Part.DECRYPT),
                clock.seconds(StageClock.Part.WRITE), clock.total());
    }

    /**
     * Where the owner's time went in a job whose reading and encryption another process did: the total counts that
     * process's as well, and not the remote party's, which nobody here measured.
     */
    static RegridReport.Times times(StageClock clock, double read, double encrypt) {
        return new RegridReport.Times(read, encrypt, Double.NaN, clock.seconds(StageClock.Part.DECRYPT),
                clock.seconds(StageClock.Part.WRITE), read + encrypt + clock.total());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
