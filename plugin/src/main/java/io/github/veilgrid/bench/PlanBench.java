package io.github.veilgrid.bench;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.he.measure.Figure;
import io.github.veilgrid.regrid.blind.BlindRegridder;
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
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What plans predict beside what is then measured, over jobs of many kinds, each as fast as the best of a few runs on one
 * thread: time of each stage, and their sum.
 */
public final class PlanBench {

    private static final int RUNS = 4;
    private static final Size USUAL = new Size(256, 256, 60);

    /**
     * A job.
     *
     * @param name in the table
     * @param size of the scan, of 0.684 x 0.684 x 2.5 mm
     * @param spacing of the result in millimetres, 0 for the scan's own; none for a map that only the remote party knows
     * @param degrees by which the result is turned about the patient's axes; none if it is not
     */
    private record Job(String name, Size size, double[] spacing, Kernel kernel, int bits, double... degrees) {
    }

    private static final double[] FINE = {1, 1, 1};
    private static final double[] SLICES = {0, 0, 1};
    private static final double[] COARSE = {2, 2, 5};

    private static Job usual(Interpolation interpolation) {
        return new Job(interpolation.name().toLowerCase(Locale.ROOT), USUAL, FINE, Kernel.of(interpolation), 12);
    }

    private static List<Job> jobs() {
        Kernel linear = Kernel.of(Interpolation.LINEAR);
        // The largest comes first: when it is done the compiler is, too.
        return List.of(
                new Job("linear-large", new Size(512, 512, 150), FINE, linear, 12),
                usual(Interpolation.NEAREST), usual(Interpolation.LINEAR), usual(Interpolation.CUBIC),
                usual(Interpolation.BSPLINE), usual(Interpolation.LANCZOS3),
                new Job("linear-16bit", USUAL, FINE, linear, 16),
                new Job("cubic-16bit", USUAL, FINE, Kernel.of(Interpolation.CUBIC), 16),
                new Job("linear-small", new Size(64, 64, 20), FINE, linear, 12),
                new Job("slices", USUAL, SLICES, linear, 12),
                new Job("slices-16bit", USUAL, SLICES, linear, 16),
                new Job("slices-cubic", USUAL, SLICES, Kernel.of(Interpolation.CUBIC), 12),
                new Job("slices-large", new Size(512, 512, 150), SLICES, linear, 12),
                new Job("coarse", USUAL, COARSE, linear, 12),
                new Job("coarse-area", USUAL, COARSE, new Kernel(Interpolation.LINEAR, Antialias.AREA), 12),
                new Job("coarse-gaussian", USUAL, COARSE, new Kernel(Interpolation.LINEAR, Antialias.GAUSSIAN), 12),
                new Job("turned", new Size(128, 128, 30), FINE, linear, 12, 4, -3, 6),
                new Job("turned-nearest", USUAL, FINE, Kernel.of(Interpolation.NEAREST), 12, 4, -3, 6),
                new Job("private", new Size(128, 128, 16), new double[0], linear, 12));
    }

    private final Prices prices;
    private final Consumer<String> log;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * @param prices of this machine
     * @param log takes a line at a time
     */
    public PlanBench(Prices prices, Consumer<String> log) {
        this.prices = prices;
        this.log = log;
    }

    /** Measures all jobs whose names contain a word; an empty one takes all. */
    public void run(String word) throws Exception {
        log.accept("predicted and measured milliseconds, and how much more was measured");
        log.accept(String.format(Locale.ROOT, "%-16s %8s %8s %6s   %8s %8s %6s   %8s %8s %6s   %6s", "job",
                "encrypt", "", "", "remote", "", "", "decrypt", "", "", "total"));
        for (Job job : jobs()) {
            if (job.name.contains(word)) {
                run(job);
            }
        }
    }

    private void run(Job job) throws Exception {
        ValueScale values = job.bits == 12 ? new ValueScale(1, -1024, 0, 4095) : new ValueScale(1, 0, -32768, 32767);
        RegridPlan plan = plan(job, RegridBench.grid(job.size), values);
        BlindRegridder.Maps maps = job.spacing.length == 0 ? wire -> RegridBench.map(job.size) : BlindRegridder.NO_MAPS;
        SyntheticScan scan = new SyntheticScan(job.size, values, 1);
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (int i = 0; i < RUNS; i++) {
            StagedRun run = StagedRun.of(plan, scan, 1, maps);
            least[0] = Math.min(least[0], run.encrypt());
            least[1] = Math.min(least[1], run.remote());
            least[2] = Math.min(least[2], run.decrypt());
        }
        Forecast forecast = plan.forecast(prices);
        double[] predicted = {forecast.encrypt(), forecast.remote(), forecast.decrypt()};
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-16s", job.name));
        String[] stages = {"encrypt-", "remote-", "decrypt-"};
        for (int i = 0; i < stages.length; i++) {
            line.append(String.format(Locale.ROOT, " %8.1f %8.1f %+5.0f%%  ", 1e3 * predicted[i], 1e3 * least[i],
                    percent(least[i], predicted[i])));
            figures.add(new Figure(stages[i] + job.name, 1e3 * least[i], "ms"));
            figures.add(new Figure("predicted-" + stages[i] + job.name, 1e3 * predicted[i], "ms"));
        }
        line.append(String.format(Locale.ROOT, " %+5.0f%%", percent(least[0] + least[1] + least[2], forecast.computing())));
        log.accept(line.toString());
    }

    private static double percent(double measured, double predicted) {
        return 100 * (measured / predicted - 1);
    }

    private static RegridPlan plan(Job job, Grid source, ValueScale values) throws Exception {
        if (job.spacing.length == 0) {
            return PrivatePlanner.plan(new RegridTask(source, PrivatePlanner.nominal(source, 0, 0), job.kernel, Outside.ITK,
                    values, values.minimum(), 0.5), new int[] {PrivatePlanner.USUAL_REACH, PrivatePlanner.USUAL_REACH},
                    Preference.BALANCED);
        }
        Grid covered = job.degrees.length == 0 ? source : TurnedGrid.turned(source, job.degrees);
        return Planner.plan(new RegridTask(source, TargetGrid.spacing(covered, job.spacing), job.kernel, Outside.FILL, values,
                values.minimum(), 0.5));
    }

    /** Everything measured so far. */
    public List<Figure> figures() {
        return List.copyOf(figures);
    }
}
