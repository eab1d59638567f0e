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
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What plans predict beside what is then measured, over jobs of many kinds, on one thread of a Java that has compiled what
 * they use: time of each stage, and their sum. Other work makes a machine slower by half for minutes, so prices and jobs
 * are measured in turns, and a job is compared with prices of its own round; medians over rounds are printed.
 */
public final class PlanBench {

    private static final int ROUNDS = 3;

    /** A job is run again in a round until that took so many seconds. */
    private static final double TURN = 0.05;

    private static final String[] STAGES = {"encrypt-", "remote-", "decrypt-"};
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

    /** A job that is measured in rounds; the last of a round's figures is the sum of stages. */
    private static final class Measured {

        final Job job;
        final RegridPlan plan;
        final SyntheticScan scan;
        final BlindRegridder.Maps maps;
        final List<double[]> predicted = new ArrayList<>();
        final List<double[]> seconds = new ArrayList<>();

        Measured(Job job) throws Exception {
            ValueScale values = job.bits == 12 ? new ValueScale(1, -1024, 0, 4095) : new ValueScale(1, 0, -32768, 32767);
            this.job = job;
            plan = plan(job, RegridBench.grid(job.size), values);
            scan = new SyntheticScan(job.size, values, 1);
            maps = job.spacing.length == 0 ? wire -> RegridBench.map(job.size) : BlindRegridder.NO_MAPS;
        }

        double[] run() throws Exception {
            StagedRun run = StagedRun.of(plan, scan, 1, maps);
            return new double[] {run.encrypt(), run.remote(), run.decrypt(), run.total()};
        }

        void round(Prices prices) throws Exception {
            Forecast forecast = plan.forecast(prices);
            double spent = 0;
            while (spent < TURN) {
                predicted.add(new double[] {forecast.encrypt(), forecast.remote(), forecast.decrypt(), forecast.computing()});
                double[] stages = run();
                seconds.add(stages);
                spent += stages[STAGES.length];
            }
        }
    }

    private final Supplier<Prices> prices;
    private final Consumer<String> log;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * @param prices measures those of this machine
     * @param log takes a line at a time
     */
    public PlanBench(Supplier<Prices> prices, Consumer<String> log) {
        this.prices = prices;
        this.log = log;
    }

    /** Measures all jobs whose names contain a word; an empty one takes all. */
    public void run(String word) throws Exception {
        List<Measured> all = new ArrayList<>();
        for (Job job : jobs()) {
            if (job.name.contains(word)) {
                Measured measured = new Measured(job);
                // The compiler learns from jobs of every kind.
                measured.run();
                all.add(measured);
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            Prices now = prices.get();
            for (Measured measured : all) {
                measured.round(now);
            }
        }
        log.accept("predicted and measured milliseconds, and how much more was measured");
        log.accept(String.format(Locale.ROOT, "%-16s %8s %8s %6s   %8s %8s %6s   %8s %8s %6s   %6s", "job",
                "encrypt", "", "", "remote", "", "", "decrypt", "", "", "total"));
        all.forEach(this::report);
    }

    private void report(Measured measured) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-16s", measured.job.name));
        for (int i = 0; i < STAGES.length; i++) {
            double predicted = 1e3 * median(i, measured.predicted);
            double seconds = 1e3 * median(i, measured.seconds);
            line.append(String.format(Locale.ROOT, " %8.1f %8.1f %+5.0f%%  ", predicted, seconds, more(i, measured)));
            figures.add(new Figure(STAGES[i] + measured.job.name, seconds, "ms"));
            figures.add(new Figure("predicted-" + STAGES[i] + measured.job.name, predicted, "ms"));
        }
        log.accept(line.append(String.format(Locale.ROOT, " %+5.0f%%", more(STAGES.length, measured))).toString());
    }

    private static double median(int figure, List<double[]> rounds) {
        return rounds.stream().mapToDouble(round -> round[figure]).sorted().toArray()[rounds.size() / 2];
    }

    /** How much longer it took than predicted, in percent. */
    private static double more(int figure, Measured measured) {
        double[] ratios = IntStream.range(0, measured.seconds.size())
                .mapToDouble(run -> measured.seconds.get(run)[figure] / measured.predicted.get(run)[figure]).sorted().toArray();
        return 100 * (ratios[ratios.length / 2] - 1);
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
