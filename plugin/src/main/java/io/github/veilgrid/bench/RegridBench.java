package io.github.veilgrid.bench;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import io.github.veilgrid.regrid.owner.ErrorFigures;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerDecryption;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One regridding job on random data, measured stage by stage, wire bytes to wire bytes, beside plain resampling of the
 * same voxels. The stages alternate plane by plane, as in a real run, so nothing is measured in a state it never has.
 */
public final class RegridBench {

    /** A job to measure. */
    public enum Job {
        /** 0.684 x 0.684 x 2.5 mm to 1 mm: no ratio in the plane is simple. */
        GENERAL("general", "remote-linear", "plain-linear", 1, Interpolation.LINEAR),
        /** The same with cubic interpolation. */
        CUBIC("cubic", "remote-cubic", "", 1, Interpolation.CUBIC),
        /** Only the slices are made thinner. */
        SLICES("slices", "remote-slices", "plain-slices", 0, Interpolation.LINEAR);

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

    private static final double PIXEL = 0.684;
    private static final double SLICE = 2.5;

    private final int threads;
    private final Consumer<String> log;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * @param threads threads for the encrypted stages; plain resampling always runs on one
     * @param log takes a line at a time
     */
    public RegridBench(int threads, Consumer<String> log) {
        this.threads = threads;
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
        Grid source = Grid.of(size, new double[3], new double[] {PIXEL, 0, 0}, new double[] {0, PIXEL, 0},
                new double[] {0, 0, SLICE});
        Grid target = TargetGrid.spacing(source, new double[] {job.inPlane, job.inPlane, 1});
        String suffix = bits == 12 ? "" : "-" + bits + "bit";
        log.accept(String.format(Locale.ROOT, "%s job, %d bits stored, %s to %s", job.label, bits, source.size(), target.size()));
        long start = System.nanoTime();
        RegridPlan plan = Planner.plan(new RegridTask(source, target, job.interpolation, Outside.FILL, values,
                values.minimum(), 0.5));
        log.accept("  " + plan.description());
        figure("plan-" + job.label + suffix, (System.nanoTime() - start) * 1e-6, "ms");
        SyntheticScan scan = new SyntheticScan(size, values, 1);
        encrypted(job, suffix, plan, scan);
        if (job.interpolation == Interpolation.LINEAR) {
            plain(job.plain + suffix, plan, scan);
        }
    }

    private void encrypted(Job job, String suffix, RegridPlan plan, SyntheticScan scan) throws Exception {
        double inputs = plan.task().source().size().voxels();
        double outputs = plan.task().target().size().voxels();
        long[] nanos = new long[3];
        long start = System.nanoTime();
        ErrorFigures error;
        try (MasterKey master = MasterKey.random()) {
            JobKey key = JobKey.create(master);
            try (OwnerEncryption encryption = new OwnerEncryption(plan, key, scan, threads);
                    BlindRegridder blind = new BlindRegridder(encryption.planChunk(), threads);
                    OwnerDecryption decryption = new OwnerDecryption(encryption.state(), key, threads)) {
                nanos[1] += System.nanoTime() - start;
                List<byte[]> answers = new ArrayList<>();
                for (int plane = 0; plane < encryption.planes(); plane++) {
                    start = System.nanoTime();
                    byte[] chunk = encryption.encryptPlane(plane);
                    nanos[0] += System.nanoTime() - start;
                    start = System.nanoTime();
                    blind.accept(chunk, (w, answer) -> answers.add(answer));
                    nanos[1] += System.nanoTime() - start;
                    start = System.nanoTime();
                    for (byte[] answer : answers) {
                        decryption.decryptPlane(answer, (z, slice) -> { });
                    }
                    nanos[2] += System.nanoTime() - start;
                    answers.clear();
                }
                error = decryption.finish();
            }
        }
        String general = job == Job.GENERAL ? "" : "-" + job.label;
        figure("encrypt" + general + suffix, nanos[0] / inputs, "ns/voxel");
        figure(job.remote + suffix, nanos[1] / outputs, "ns/voxel");
        figure("decrypt" + general + suffix, nanos[2] / outputs, "ns/voxel");
        figure("bits-up-" + job.label + suffix, 8 * plan.bytesUp() / inputs, "bits/voxel");
        figure("bits-down-" + job.label + suffix, 8 * plan.bytesDown() / outputs, "bits/voxel");
        figure("error-bound-" + job.label + suffix, error.predictedBound(), "units");
        figure("error-sampled-" + job.label + suffix, error.sampledMax(), "units");
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

    private void figure(String name, double value, String unit) {
        figures.add(new Figure(name, value, unit));
        log.accept(String.format(Locale.ROOT, "  %-28s %8.2f %s", name, value, unit));
    }

    /** Everything measured so far. */
    public List<Figure> figures() {
        return List.copyOf(figures);
    }
}
