package io.github.veilgrid.bench;

import io.github.veilgrid.app.ExchangeTrial;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.remote.EmbeddedRemoteParty;
import io.github.veilgrid.remote.RemoteParty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One job with the embedded party and through a service, in turns: encrypt, regrid, decrypt and check as a job does it,
 * voxels in memory to voxels in memory. What the service costs is the difference: HTTP at both ends, and planes and answers
 * written to its storage.
 */
public final class RemoteBench {

    private final int threads;
    private final Consumer<String> log;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * @param threads of the owner, and of the embedded party
     * @param log takes a line at a time
     */
    public RemoteBench(int threads, Consumer<String> log) {
        this.threads = threads;
        this.log = log;
    }

    /**
     * Measures both parties on the same scan.
     *
     * @param name of the service, for the figures
     * @param rounds the best of which counts
     */
    public void run(String name, RemoteParty service, Size size, int rounds) throws Exception {
        ValueScale values = new ValueScale(1, -1024, 0, 4095);
        Grid source = Grid.of(size, new double[3], new double[] {0.684, 0, 0}, new double[] {0, 0.684, 0},
                new double[] {0, 0, 2.5});
        RegridPlan plan = Planner.plan(new RegridTask(source, TargetGrid.spacing(source, new double[] {1, 1, 1}),
                Interpolation.LINEAR, Outside.FILL, values, values.minimum(), 0.5));
        SyntheticScan scan = new SyntheticScan(size, values, 1);
        double embedded = Double.MAX_VALUE;
        double remote = Double.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            embedded = Math.min(embedded, ExchangeTrial.seconds(plan, scan, new EmbeddedRemoteParty(threads), threads));
            remote = Math.min(remote, ExchangeTrial.seconds(plan, scan, service, threads));
        }
        double megabytes = (plan.bytesUp() + plan.bytesDown()) / 1e6;
        figure("embedded", embedded, "s");
        figure(name, remote, "s");
        figure(name + "-throughput", megabytes / remote, "MB/s");
        figure(name + "-of-embedded", 100 * embedded / remote, "%");
    }

    private void figure(String name, double value, String unit) {
        figures.add(new Figure(name, value, unit));
        log.accept(String.format(Locale.ROOT, "  %-28s %8.2f %s", name, value, unit));
    }

    /** Everything measured so far. */
    public List<Figure> figures() {
        return List.copyOf(figures);
    }
}
