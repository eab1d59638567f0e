package io.github.veilgrid.app;

import io.github.veilgrid.app.compare.MiddlePlanes;
import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.regrid.owner.SliceSink;
import java.io.IOException;

/**
 * The result while it is being written: timed, cancellable, and with three planes of its first volume kept for the
 * pictures. Nothing is visible before {@link #finish}; closing without it removes everything.
 */
final class OwnedResult implements AutoCloseable {

    private final ResultWriter writer;
    private final StageClock clock;
    private final Cancellation cancellation;
    private final MiddlePlanes planes;

    OwnedResult(ResultWriter writer, Grid target, StageClock clock, Cancellation cancellation) {
        this.writer = writer;
        this.clock = clock;
        this.cancellation = cancellation;
        this.planes = MiddlePlanes.of(target);
    }

    /** Where the slices of a volume go. */
    SliceSink volume(int index) {
        return (z, values) -> slice(index, z, values);
    }

    private void slice(int volume, int z, double[] values) throws IOException {
        cancellation.check();
        if (volume == 0) {
            planes.take(z, values);
        }
        clock.time(StageClock.Part.WRITE, () -> {
            writer.slice(volume, z, values);
            return null;
        });
    }

    /** Makes the result visible. */
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
