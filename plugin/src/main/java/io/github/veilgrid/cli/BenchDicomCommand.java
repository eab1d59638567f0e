package io.github.veilgrid.cli;

import io.github.veilgrid.bench.DicomBench;
import io.github.veilgrid.grid.Size;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code veilgrid bench dicom}. */
@Command(name = "dicom", sortOptions = false,
        description = {
            "Measure reading a DICOM series of 512 x 512 x 300 voxels, made in a temporary folder, beside reading its "
                    + "bytes and copying them once."})
final class BenchDicomCommand implements Callable<Integer> {

    private static final Size STANDARD = new Size(512, 512, 300);
    private static final Size QUICK = new Size(256, 256, 100);

    @Option(names = "--quick", description = "A series of 256 x 256 x 100 voxels; figures are less steady.")
    private boolean quick;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to read with (default: all processors).")
    private Integer threads;

    @Mixin
    private FiguresOutput output;

    @Override
    public Integer call() throws Exception {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (count < 1) {
            throw new IllegalArgumentException("at least one thread is needed: " + count);
        }
        DicomBench bench = new DicomBench(count, output::line);
        bench.run(quick ? QUICK : STANDARD, quick ? 15 : 30);
        output.write(bench.figures());
        return 0;
    }
}
