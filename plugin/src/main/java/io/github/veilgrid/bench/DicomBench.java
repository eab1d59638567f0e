package io.github.veilgrid.bench;

import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.SeriesReader;
import io.github.veilgrid.dicom.data.Toolkits;
import io.github.veilgrid.dicom.series.SeriesVolume;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.he.measure.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reading a series beside reading the bytes of the same files and copying them once. "Read" is: headers parsed, the grid
 * proven, and the stored samples of every slice fetched in the order of the grid into a buffer of one slice. Real-world
 * doubles, four times the bytes, are made slice by slice when they are asked for; reading so is a figure of its own. All
 * work on files in parallel and take turns, with the files in the operating system's cache.
 */
public final class DicomBench {

    private final int threads;
    private final Consumer<String> log;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * @param threads threads of both
     * @param log takes a line at a time
     */
    public DicomBench(int threads, Consumer<String> log) {
        this.threads = threads;
        this.log = log;
    }

    /**
     * Measures a series of 16-bit CT, which is made in a temporary folder and removed.
     *
     * @param runs how many of each to take the median of, after as many that are not counted
     */
    public void run(Size size, int runs) throws Exception {
        Path folder = Files.createTempDirectory("veilgrid-bench-");
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            SyntheticSeries.write(folder, size);
            measure(folder, size, runs, pool);
        } finally {
            pool.shutdownNow();
            remove(folder);
        }
    }

    private void measure(Path folder, Size size, int runs, ExecutorService pool) throws Exception {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.sorted().toList();
        }
        double[][] seconds = new double[4][runs];
        for (int run = -runs; run < runs; run++) {
            long start = System.nanoTime();
            copy(files, pool);
            long copied = System.nanoTime();
            SeriesVolume volume = (SeriesVolume) SeriesReader.read(folder, ReadOptions.standard().withThreads(threads))
                    .scan().volumes().get(0);
            long opened = System.nanoTime();
            stored(volume, pool);
            long read = System.nanoTime();
            real(volume, pool);
            long converted = System.nanoTime();
            if (run >= 0) {
                seconds[0][run] = (copied - start) * 1e-9;
                seconds[1][run] = (opened - copied) * 1e-9;
                seconds[2][run] = (read - copied) * 1e-9;
                seconds[3][run] = (opened - copied + converted - read) * 1e-9;
            }
        }
        log.accept(String.format(Locale.ROOT, "%s voxels of 16 bits, %d threads, %s, median of %d runs after %d not "
                + "counted", size, threads, Toolkits.installed().found().get(0).title(), runs, runs));
        double copy = median(seconds[0]);
        double whole = median(seconds[2]);
        double real = median(seconds[3]);
        figure("dicom-copy", 1e3 * copy, "ms");
        figure("dicom-headers", 1e3 * median(seconds[1]), "ms");
        figure("dicom-read", 1e3 * whole, "ms");
        figure("dicom-read-to-copy", whole / copy, "x");
        figure("dicom-real-world", 1e3 * real, "ms");
        figure("dicom-real-world-to-copy", real / copy, "x");
    }

    private void copy(List<Path> files, ExecutorService pool) throws Exception {
        inParallel(pool, files.size(), () -> {
            byte[][] kept = new byte[1][0];
            return i -> {
                byte[] bytes = Files.readAllBytes(files.get(i));
                kept[0] = kept[0].length == bytes.length ? kept[0] : new byte[bytes.length];
                System.arraycopy(bytes, 0, kept[0], 0, bytes.length);
            };
        });
    }

    private void stored(SeriesVolume volume, ExecutorService pool) throws Exception {
        inParallel(pool, volume.size().z(), () -> {
            byte[] cells = new byte[volume.storedBytes(0)];
            return z -> volume.readStored(z, cells);
        });
    }

    private void real(VoxelSource volume, ExecutorService pool) throws Exception {
        inParallel(pool, volume.size().z(), () -> {
            double[] values = new double[volume.size().slice()];
            return z -> volume.readSlice(z, values);
        });
    }

    /** Work on one file or slice. */
    @FunctionalInterface
    private interface Step {
        void run(int index) throws IOException;
    }

    private void inParallel(ExecutorService pool, int count, Callable<Step> worker) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<Void>> ends = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            ends.add(pool.submit(() -> {
                Step step = worker.call();
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    step.run(i);
                }
                return null;
            }));
        }
        for (Future<Void> end : ends) {
            end.get();
        }
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
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
