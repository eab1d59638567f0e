package io.github.veilgrid.cli;

import io.github.veilgrid.app.PrivateMapFile;
import io.github.veilgrid.app.RegridFiles;
import io.github.veilgrid.he.ring.HardwareCheck;
import io.github.veilgrid.remote.RemoteAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code veilgrid regrid}: the remote party's side. */
@Command(name = "regrid", sortOptions = false,
        description = {"Second of three steps, at the remote party: regrid encrypted planes. Needs and accepts no key; "
                + "the same request gives the same answer, byte for byte (but where --map is to be hidden).",
            "With --remote the owner has a service do it. If that is interrupted, run it again: it goes on where it was, "
                + "and sends stored bytes only."},
        footerHeading = "%nExample:%n",
        footer = {"  veilgrid regrid job/send --output answers",
            "  veilgrid regrid job/send --output answers --map atlas.tfm --map-grid atlas.txt",
            "  veilgrid regrid job/send --output answers --remote https://regrid.example.org:8710"})
final class RegridCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SEND", description = "The folder that the owner gave: JOB/send.")
    private Path send;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "ANSWERS",
            description = "New folder for the answers, to be given back to the owner.")
    private Path output;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to work with (default: all processors).")
    private Integer threads;

    @Mixin
    private MapOptions own;

    @Option(names = "--private-map-name", paramLabel = "NAME",
            description = "With --remote: which of the service's own maps, for a job that waits for one.")
    private String mapName;

    @Mixin
    private RemoteOptions remote;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws Exception {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        Optional<RemoteAddress> service = remote.address(console);
        Optional<PrivateMapFile> map = own.map();
        if (map.isPresent() && service.isPresent()) {
            throw new IllegalArgumentException("a map of one's own is for one's own machine: leave out --map or --remote");
        }
        if (mapName != null && service.isEmpty()) {
            throw new IllegalArgumentException("maps are told by name at a service: name it with --remote, or give a map of one's own "
                    + "with --map");
        }
        if (service.isEmpty()) {
            HardwareCheck.slowFma().ifPresent(console::warn);
        }
        RegridFiles.Result result = console.run((progress, cancellation) -> service.isPresent()
                ? RegridFiles.runAt(service.get(), send, output, Optional.ofNullable(mapName), progress, cancellation)
                : RegridFiles.run(send, output, count, map, progress, cancellation));
        console.result(result.summary());
        return 0;
    }
}
