package io.github.veilgrid.cli;

import io.github.veilgrid.app.report.Json;
import io.github.veilgrid.app.report.WholeFile;
import io.github.veilgrid.bench.RemoteBench;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.remote.HttpRemoteParty;
import io.github.veilgrid.remote.RemoteAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code veilgrid bench remote}: services in processes of their own, on loopback, with and without TLS. */
@Command(name = "remote", sortOptions = false,
        description = {
            "Measure one job with the embedded party and through a service on loopback, in turns: 512 x 512 x 150 voxels "
                    + "(0.684 x 0.684 x 2.5 mm to 1 mm), encrypted, regridded, decrypted and checked."})
final class BenchRemoteCommand implements Callable<Integer> {

    private static final Size STANDARD = new Size(512, 512, 150);
    private static final Size QUICK = new Size(256, 256, 60);
    private static final Size WARM_UP = new Size(160, 160, 40);
    private static final String LISTENING = "listening on ";
    private static final String CERTIFICATE = "certificate SHA-256 ";

    @Option(names = "--quick", description = "A scan of 256 x 256 x 60 voxels; figures are less steady.")
    private boolean quick;

    @Option(names = "--threads", paramLabel = "N",
            description = "Threads of the owner, the embedded party and the service (default: all processors).")
    private Integer threads;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        RemoteBench bench = new RemoteBench(count, line -> {
            out.println(line);
            out.flush();
        });
        Path folder = Files.createTempDirectory("veilgrid-bench-");
        try {
            measure(bench, "http", folder, count, List.of());
            measure(bench, "tls", folder, count, List.of("--self-made-certificate"));
        } finally {
            remove(folder);
        }
        if (json != null) {
            List<Map<String, Object>> figures = bench.figures().stream().map(BenchRegridCommand::fields).toList();
            WholeFile.write(json, Json.text(Map.of("figures", figures)));
        }
        return 0;
    }

    private void measure(RemoteBench bench, String name, Path folder, int count, List<String> more) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve", "--port", "0", "--storage",
                folder.resolve(name).toString(), "--threads", Integer.toString(count), "--jobs", "1"));
        command.addAll(more);
        Process service = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8))) {
            HttpRemoteParty party = new HttpRemoteParty(address(lines), folder.resolve("sent"), () -> { });
            new RemoteBench(count, line -> { }).run(name, party, WARM_UP, 2);
            bench.run(name, party, quick ? QUICK : STANDARD, 3);
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    private static RemoteAddress address(BufferedReader lines) throws IOException {
        String fingerprint = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(CERTIFICATE)) {
                fingerprint = line.substring(CERTIFICATE.length());
            } else if (line.startsWith(LISTENING)) {
                return RemoteAddress.of(line.substring(LISTENING.length())).withFingerprint(fingerprint);
            }
        }
        throw new IOException("the service did not start");
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path path : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
