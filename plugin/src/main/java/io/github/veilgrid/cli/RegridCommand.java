package io.github.veilgrid.cli;

import io.github.veilgrid.app.RegridFiles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code veilgrid regrid}: the remote party's side. */
@Command(name = "regrid", sortOptions = false,
        description = "Second of three steps, at the remote party: regrid encrypted planes. Needs and accepts no key; "
                + "the same request gives the same answer, byte for byte.",
        footerHeading = "%nExample:%n",
        footer = {"  veilgrid regrid job/send --output answers"})
final class RegridCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SEND", description = "The folder that the owner gave: JOB/send.")
    private Path send;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "ANSWERS",
            description = "New folder for the answers, to be given back to the owner.")
    private Path output;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to work with (default: all processors).")
    private Integer threads;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws Exception {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        RegridFiles.Result result = console.run((progress, cancellation) ->
                RegridFiles.run(send, output, count, progress, cancellation));
        console.result(result.summary());
        return 0;
    }
}
