package io.github.veilgrid.cli;

import io.github.veilgrid.bench.MalformedBench;
import io.github.veilgrid.bench.RemoteBench;
import io.github.veilgrid.bench.ServiceProcess;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.he.measure.Figure;
import io.github.veilgrid.remote.HttpRemoteParty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code veilgrid bench remote}: services in processes of their own, on loopback, with and without TLS. */
@Command(name = "remote", sortOptions = false,
        description = {
            "Measure one job with the embedded party and through a service on loopback, in turns: 512 x 512 x 150 voxels "
                    + "(0.684 x 0.684 x 2.5 mm to 1 mm), encrypted, regridded, decrypted and checked; the best of five rounds, and "
                    + "the processor time of each side."})
final class BenchRemoteCommand implements Callable<Integer> {

    private static final Size STANDARD = new Size(512, 512, 150);
    private static final Size QUICK = new Size(256, 256, 60);
    private static final Size WARM_UP = new Size(160, 160, 40);
    private static final String HEAP = "-Xmx1g";
    private static final long SEED = 60;
    private static final int ROUNDS = 5;

    @Option(names = "--quick", description = "A scan of 256 x 256 x 60 voxels; figures are less steady.")
    private boolean quick;

    @Option(names = "--threads", paramLabel = "N",
            description = "Threads of the owner, the embedded party and the service (default: one for each side, as if "
                    + "they were on machines of their own; then all processors for each).")
    private Integer threads;

    @Option(names = "--large", paramLabel = "SLICES", arity = "0..1", fallbackValue = "2000",
            description = "Instead: one job of 512 x 512 x SLICES voxels (2000) through a service with a heap of 1 GB, and the "
                    + "memory it took.")
    private Integer large;

    @Option(names = "--malformed", paramLabel = "N", arity = "0..1", fallbackValue = "1000000",
            description = "Instead: so many senseless requests (a million), while heap, threads and descriptors of the service "
                    + "are watched.")
    private Long malformed;

    @Mixin
    private FiguresOutput output;

    @Override
    public Integer call() throws Exception {
        List<Figure> figures = new ArrayList<>();
        Path folder = Files.createTempDirectory("veilgrid-bench-");
        try {
            if (malformed != null) {
                try (ServiceProcess service = ServiceProcess.start(folder, List.of(HEAP),
                        List.of("--requests-per-second", "1000000"))) {
                    new MalformedBench(service, output::line).run(malformed, SEED);
                }
            } else if (large != null) {
                RemoteBench bench = new RemoteBench(processors(), output::line);
                try (ServiceProcess service = ServiceProcess.start(folder, List.of(HEAP), List.of())) {
                    bench.large(service, party(service, folder), large);
                }
                figures.addAll(bench.figures());
            } else {
                for (int count : threads == null ? new int[] {1, processors()} : new int[] {threads}) {
                    figures.addAll(compare(folder, count, "http", List.of()));
                    figures.addAll(compare(folder, count, "tls", List.of("--self-made-certificate")));
                }
            }
        } finally {
            remove(folder);
        }
        output.write(figures);
        return 0;
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static HttpRemoteParty party(ServiceProcess service, Path folder) throws IOException {
        return new HttpRemoteParty(service.address(), folder.resolve("sent"), () -> { });
    }

    private List<Figure> compare(Path folder, int count, String name, List<String> more) throws Exception {
        output.line(String.format(Locale.ROOT, "%s, %d thread%s for the owner, the embedded party and the service each", name, count,
                count == 1 ? "" : "s"));
        List<String> serve = new ArrayList<>(List.of("--threads", Integer.toString(count), "--jobs", "1"));
        serve.addAll(more);
        RemoteBench bench = new RemoteBench(count, output::line);
        try (ServiceProcess service = ServiceProcess.start(folder.resolve(name + count), List.of(), serve)) {
            HttpRemoteParty party = party(service, folder);
            // Two processes have to be compiled, where the embedded party shares one with its owner.
            new RemoteBench(count, line -> { }).run(name, service, party, quick ? WARM_UP : STANDARD, 3);
            bench.run(name + "-" + count, service, party, quick ? QUICK : STANDARD, ROUNDS);
        }
        return bench.figures();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path path : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
