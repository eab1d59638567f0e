package io.github.veilgrid.bench;

import io.github.veilgrid.app.Cancellation;
import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.Progress;
import io.github.veilgrid.app.ScanJob;
import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.he.measure.Figure;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import io.github.veilgrid.regrid.blind.PrivateMap;
import io.github.veilgrid.regrid.plan.Forecast;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.plan.Prices;
import io.github.veilgrid.regrid.plan.PrivatePlanner;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.plan.TurnedGrid;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One regridding job on random data, measured stage by stage, wire bytes to wire bytes, beside plain resampling of the
 * same voxels; see {@link StagedRun}.
 */
public final class RegridBench {

    /** A job to measure. */
    public enum Job {
        /** 0.684 x 0.684 x 2.5 mm to 1 mm: no ratio in the plane is simple. */
        GENERAL("general", "remote-linear", "plain-linear", 1, Interpolation.LINEAR),
        /** The same with cubic interpolation. */
        CUBIC("cubic", "remote-cubic", "", 1, Interpolation.CUBIC),
        /** Only the slices are made thinner. */
        SLICES("slices", "remote-slices", "plain-slices", 0, Interpolation.LINEAR),
        /** To 1 mm on axes turned by a few degrees about all three of the scan's. */
        OBLIQUE("oblique", "remote-oblique", "", 1, Interpolation.LINEAR);

        private final String label;
        private final String remote;
        private final String plain;
        private final double inPlane;
        private final Interpolation interpolation;

        Job(String label, String remote, String plain, double inPlane, Interpolation interpolation) {
            this.label = label;
            this.remote = remote;
            this.plain = plain;
            this.inPlane = inPlane;
            this.interpolation = interpolation;
        }
    }

    private static final double[] TURNED = {4, -3, 6};
    /** The target's slices cut across all of the scan's. */
    private static final double[] FAR_TURNED = {45, 0, 0};
    private static final int SPEEDUP_RUNS = 7;
    private static final double PIXEL = 0.684;
    private static final double SLICE = 2.5;

    /** A job that takes fewer seconds is run so often, and the median run counts. */
    private static final double LONG = 3;
    private static final int RUNS = 3;

    private final int threads;
    private final Supplier<Prices> prices;
    private final Consumer<String> log;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * @param threads threads for the encrypted stages; plain resampling always runs on one
     * @param prices measures those of this machine, right before each job: what a plan would have predicted is printed beside
     *     what was measured
     * @param log takes a line at a time
     */
    public RegridBench(int threads, Supplier<Prices> prices, Consumer<String> log) {
        this.threads = threads;
        this.prices = prices;
        this.log = log;
    }

    /**
     * Measures a job.
     *
     * @param size of the scan
     * @param bits stored: 12 unsigned, the usual CT, or 16 signed
     */
    public void run(Job job, Size size, int bits) throws Exception {
        ValueScale values = bits == 12 ? new ValueScale(1, -1024, 0, 4095) : new ValueScale(1, 0, -32768, 32767);
        Grid source = grid(size);
        Grid covered = job == Job.OBLIQUE ? TurnedGrid.turned(source, TURNED) : source;
        Grid target = TargetGrid.spacing(covered, new double[] {job.inPlane, job.inPlane, 1});
        String suffix = bits == 12 ? "" : "-" + bits + "bit";
        log.accept(String.format(Locale.ROOT, "%s job, %d bits stored, %s to %s", job.label, bits, source.size(), target.size()));
        long start = System.nanoTime();
        RegridPlan plan = Planner.plan(new RegridTask(source, target, job.interpolation, Outside.FILL, values,
                values.minimum(), 0.5));
        log.accept("  " + plan.description());
        figure("plan-" + job.label + suffix, (System.nanoTime() - start) * 1e-6, "ms");
        SyntheticScan scan = new SyntheticScan(size, values, 1);
        encrypted(job.label, job.remote, suffix, plan, scan, BlindRegridder.NO_MAPS);
        if (!job.plain.isEmpty()) {
            plain(job.plain + suffix, plan, scan);
        }
    }

    private void encrypted(String label, String remote, String suffix, RegridPlan plan, SyntheticScan scan,
            BlindRegridder.Maps maps) throws Exception {
        double inputs = plan.task().source().size().voxels();
        double outputs = plan.task().target().size().voxels();
        Forecast forecast = plan.forecast(prices.get());
        StagedRun run = run(plan, scan, maps);
        String general = label.equals(Job.GENERAL.label) ? "" : "-" + label;
        timed("encrypt" + general + suffix, 1e9 * run.encrypt() / inputs, forecast.encrypt() / inputs);
        timed(remote + suffix, 1e9 * run.remote() / outputs, forecast.remote() / outputs);
        timed("decrypt" + general + suffix, 1e9 * run.decrypt() / outputs, forecast.decrypt() / outputs);
        figure("bits-up-" + label + suffix, 8 * plan.bytesUp() / inputs, "bits/voxel");
        figure("bits-down-" + label + suffix, 8 * plan.bytesDown() / outputs, "bits/voxel");
        figure("error-bound-" + label + suffix, run.error().predictedBound(), "units");
        if (run.error().sampledVoxels() > 0) {
            figure("error-sampled-" + label + suffix, run.error().sampledMax(), "units");
        }
    }

    /** The median run by its total time; of a long job there is one. */
    private StagedRun run(RegridPlan plan, SyntheticScan scan, BlindRegridder.Maps maps) throws Exception {
        List<StagedRun> runs = new ArrayList<>(List.of(StagedRun.of(plan, scan, threads, maps)));
        while (runs.size() < RUNS && runs.get(0).total() < LONG) {
            runs.add(StagedRun.of(plan, scan, threads, maps));
        }
        runs.sort(Comparator.comparingDouble(StagedRun::total));
        return runs.get(runs.size() / 2);
    }

    private void plain(String name, RegridPlan plan, SyntheticScan scan) {
        Size to = plan.task().target().size();
        short[][] out = new short[to.z()][to.slice()];
        double[] step = {plan.geometry(0).step(), plan.geometry(1).step(), plan.geometry(2).step()};
        long best = Long.MAX_VALUE;
        for (int run = 0; run < 3; run++) {
            long start = System.nanoTime();
            PlainTrilinear.resample(scan.slices(), scan.size(), to, step, out);
            best = Math.min(best, System.nanoTime() - start);
        }
        figure(name, best / (double) to.voxels(), "ns/voxel");
    }

    /** A figure beside what the plan predicts, which holds for one thread. */
    private void timed(String name, double nanoseconds, double predictedSeconds) {
        double predicted = 1e9 * predictedSeconds;
        figures.add(new Figure(name, nanoseconds, "ns/voxel"));
        figures.add(new Figure("predicted-" + name, predicted, "ns/voxel"));
        log.accept(String.format(Locale.ROOT, "  %-28s %8.2f ns/voxel, predicted %.2f", name, nanoseconds, predicted));
    }

    /**
     * Measures how much sooner a whole job of the general kind is done with two threads than with one: encryption, remote
     * work and decryption, in memory. Runs with one and with two take turns, and their medians count.
     */
    public void speedup(Size size) throws Exception {
        ValueScale values = new ValueScale(1, -1024, 0, 4095);
        Scan scan = new Scan(grid(size), List.of(new SyntheticScan(size, values, 1)), values, values.minimum());
        double[][] seconds = new double[2][SPEEDUP_RUNS];
        for (int run = 0; run < SPEEDUP_RUNS; run++) {
            for (int count = 1; count <= 2; count++) {
                ScanJob.Request request = new ScanJob.Request(scan, new GridTarget.Spacing(1, 1, 1), Interpolation.LINEAR,
                        Outside.FILL, 0.5, count);
                List<RegridReport> reports = ScanJob.run(request, Optional.empty(),
                        index -> (z, slice) -> { }, Progress.SILENT, new Cancellation());
                seconds[count - 1][run] = reports.get(0).seconds().total();
            }
        }
        double one = median(seconds[0]);
        double two = median(seconds[1]);
        log.accept(String.format(Locale.ROOT, "general job from end to end: %.2f s on one thread, %.2f s on two", one, two));
        figure("speedup-2-cores", one / two, "times");
    }

    private static double median(double[] seconds) {
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    /** Measures the heap that both sides need for the largest scan. */
    public void peakHeap() throws Exception {
        log.accept("512 x 512 x " + PeakHeap.SLICES + " voxels, a process for each side: heap in use after collections");
        peakHeap("", PeakHeap.measure(PeakHeap.SLICES));
        peakHeap("-oblique", PeakHeap.measure(PeakHeap.SLICES, FAR_TURNED));
    }

    private void peakHeap(String job, PeakHeap peak) {
        figure("peak-heap-owner" + job, peak.owner() * 1e-6, "MB");
        figure("peak-heap-remote" + job, peak.remote() * 1e-6, "MB");
    }

    /**
     * Measures a bilinear map within slices that the remote party keeps to itself: turned by two degrees, a little larger,
     * moved. Its weights are encoded in the time that is measured.
     */
    public void privateMap(Size size) throws Exception {
        ValueScale values = new ValueScale(1, -1024, 0, 4095);
        Grid source = grid(size);
        int reach = PrivatePlanner.USUAL_REACH;
        RegridPlan plan = PrivatePlanner.plan(new RegridTask(source, PrivatePlanner.nominal(source, 0, 0), Interpolation.LINEAR,
                Outside.ITK, values, values.minimum(), 0.5), new int[] {reach, reach}, Preference.BALANCED);
        log.accept("private map, 12 bits stored, " + size + " to as many, up to " + reach + " voxels away");
        log.accept("  " + plan.description());
        encrypted("private", "remote-private", "", plan, new SyntheticScan(size, values, 1), wire -> map(size));
    }

    /** Turned by two degrees, a little larger, moved. */
    static PrivateMap map(Size size) {
        double midX = (size.x() - 1) / 2.0;
        double midY = (size.y() - 1) / 2.0;
        double c = 0.99 * Math.cos(Math.toRadians(2));
        double s = 0.99 * Math.sin(Math.toRadians(2));
        return PrivateMap.of(c, -s, midX - c * midX + s * midY + 1.3, s, c, midY - s * midX - c * midY - 0.8);
    }

    /** A scan of the usual voxels. */
    static Grid grid(Size size) {
        return Grid.of(size, new double[3], new double[] {PIXEL, 0, 0}, new double[] {0, PIXEL, 0},
                new double[] {0, 0, SLICE});
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
