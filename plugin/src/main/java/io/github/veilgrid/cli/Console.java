package io.github.veilgrid.cli;

import io.github.veilgrid.app.Cancellation;
import io.github.veilgrid.app.CleanExit;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.Progress;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command talks: progress and remarks on standard error, results on standard output, Ctrl-C heard. */
final class Console {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = {"-q", "--quiet"}, description = "Print nothing but errors.")
    private boolean quiet;

    /** The body of a command. */
    @FunctionalInterface
    interface Work<R> {
        R run(Progress progress, Cancellation cancellation) throws JobFailure;
    }

    /** Runs a job so that Ctrl-C stops it cleanly: the process then ends with 130 once nothing is left behind. */
    <R> R run(Work<R> work) throws JobFailure {
        Cancellation cancellation = new Cancellation();
        CleanExit exit = new CleanExit(cancellation);
        try (ProgressLine line = new ProgressLine(spec.commandLine().getErr(), quiet)) {
            return work.run(line, cancellation);
        } finally {
            exit.close();
        }
    }

    void remarks(List<String> remarks) {
        if (!quiet) {
            remarks.forEach(remark -> spec.commandLine().getErr().println("note: " + remark));
        }
    }

    /** Something that the user must know before the work begins, asked for quiet or not. */
    void warn(String warning) {
        spec.commandLine().getErr().println("warning: " + warning);
    }

    void result(String text) {
        if (!quiet) {
            spec.commandLine().getOut().println(text);
        }
    }
}
