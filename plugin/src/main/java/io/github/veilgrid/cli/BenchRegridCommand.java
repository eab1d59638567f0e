package io.github.veilgrid.cli;

import io.github.veilgrid.bench.RegridBench;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.measure.MachinePrices;
import io.github.veilgrid.regrid.plan.Prices;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code veilgrid bench regrid}. */
@Command(name = "regrid", sortOptions = false,
        description = {
            "Measure encrypting, blind regridding and decrypting of 512 x 512 x 150 voxels (0.684 x 0.684 x 2.5 mm to "
                    + "1 mm), beside plain trilinear resampling in the same run and beside what 'plan' predicts; the gain "
                    + "from a second thread; and the heap of both sides for 512 x 512 x 2000 voxels."})
final class BenchRegridCommand implements Callable<Integer> {

    private static final Size STANDARD = new Size(512, 512, 150);
    /** Run first, unseen, so that the compiler has done its work when measuring begins. */
    private static final Size WARM_UP = new Size(160, 160, 40);
    private static final Size QUICK = new Size(256, 256, 60);
    private static final Size PRIVATE = new Size(256, 256, 32);
    private static final Size PRIVATE_WARM_UP = new Size(128, 128, 32);

    @Option(names = "--quick", description = "A scan of 256 x 256 x 60 voxels, no heap; figures are less steady.")
    private boolean quick;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
            description = "Threads for the encrypted stages (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Mixin
    private FiguresOutput output;

    @Override
    public Integer call() throws Exception {
        RegridBench unseen = new RegridBench(threads, () -> Prices.REFERENCE, line -> { });
        measure(unseen, WARM_UP);
        unseen.privateMap(PRIVATE_WARM_UP);
        RegridBench bench = new RegridBench(threads, () -> MachinePrices.measure().prices(), output::line);
        measure(bench, quick ? QUICK : STANDARD);
        bench.privateMap(PRIVATE);
        bench.speedup(quick ? QUICK : STANDARD);
        if (!quick) {
            bench.peakHeap();
        }
        output.write(bench.figures());
        return 0;
    }

    private static void measure(RegridBench bench, Size size) throws Exception {
        for (RegridBench.Job job : RegridBench.Job.values()) {
            for (int bits : job == RegridBench.Job.OBLIQUE ? new int[] {12} : new int[] {12, 16}) {
                bench.run(job, size, bits);
            }
        }
    }
}
