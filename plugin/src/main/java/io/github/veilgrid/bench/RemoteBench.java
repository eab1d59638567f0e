package io.github.veilgrid.bench;

import io.github.veilgrid.app.ExchangeTrial;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.he.measure.Figure;
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
     * @param party the way to it
     * @param rounds the best of which counts
     */
    public void run(String name, ServiceProcess service, RemoteParty party, Size size, int rounds) throws Exception {
        ValueScale values = new ValueScale(1, -1024, 0, 4095);
        Grid source = Grid.of(size, new double[3], new double[] {0.684, 0, 0}, new double[] {0, 0.684, 0},
                new double[] {0, 0, 2.5});
        RegridPlan plan = Planner.plan(new RegridTask(source, TargetGrid.spacing(source, new double[] {1, 1, 1}),
                Interpolation.LINEAR, Outside.FILL, values, values.minimum(), 0.5));
        SyntheticScan scan = new SyntheticScan(size, values, 1);
        double embedded = Double.MAX_VALUE;
        double remote = Double.MAX_VALUE;
        double embeddedCpu = 0;
        double[] cpu = new double[2];
        for (int round = 0; round < rounds; round++) {
            double before = cpuSeconds();
            double alone = ExchangeTrial.seconds(plan, scan, new EmbeddedRemoteParty(threads), threads);
            if (alone < embedded) {
                embedded = alone;
                embeddedCpu = cpuSeconds() - before;
            }
            double ownerCpu = cpuSeconds();
            double serviceCpu = service.cpuSeconds();
            double seconds = ExchangeTrial.seconds(plan, scan, party, threads);
            if (seconds < remote) {
                remote = seconds;
                cpu = new double[] {cpuSeconds() - ownerCpu, service.cpuSeconds() - serviceCpu};
            }
        }
        double megabytes = (plan.bytesUp() + plan.bytesDown()) / 1e6;
        figure(name + "-embedded", embedded, "s");
        figure(name + "-embedded-cpu", embeddedCpu, "s");
        figure(name, remote, "s");
        figure(name + "-owner-cpu", cpu[0], "s");
        figure(name + "-service-cpu", cpu[1], "s");
        figure(name + "-throughput", megabytes / remote, "MB/s");
        figure(name + "-of-embedded", 100 * embedded / remote, "%");
    }

    /**
     * One job of 512 x 512 voxels and many slices, that no side holds as a whole; as the service has it, with what memory.
     *
     * @param slices 2000 for what a gigabyte must do for
     */
    public void large(ServiceProcess service, RemoteParty party, int slices) throws Exception {
        Size size = new Size(512, 512, slices);
        Grid source = Grid.of(size, new double[3], new double[] {0.684, 0, 0}, new double[] {0, 0.684, 0},
                new double[] {0, 0, 0.5});
        RegridPlan plan = Planner.plan(new RegridTask(source, TargetGrid.spacing(source, new double[] {1, 1, 1}),
                Interpolation.LINEAR, Outside.FILL, MadeUpScan.VALUES, MadeUpScan.VALUES.minimum(), 0.5));
        figure("large-up", plan.bytesUp() / 1e6, "MB");
        figure("large-down", plan.bytesDown() / 1e6, "MB");
        figure("large", ExchangeTrial.seconds(plan, new MadeUpScan(size), party, threads), "s");
        if (service.peakBytes().isPresent()) {
            figure("large-service-peak-memory", service.peakBytes().getAsLong() / 1e6, "MB");
        }
    }

    private void figure(String name, double value, String unit) {
        figures.add(new Figure(name, value, unit));
        log.accept(String.format(Locale.ROOT, "  %-28s %8.2f %s", name, value, unit));
    }

    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().map(time -> time.toNanos() * 1e-9).orElse(0.0);
    }

    /** Everything measured so far. */
    public List<Figure> figures() {
        return List.copyOf(figures);
    }
}
