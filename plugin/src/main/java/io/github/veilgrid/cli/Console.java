package io.github.veilgrid.cli;

import io.github.veilgrid.app.Cancellation;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.Progress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command talks: progress and remarks on standard error, results on standard output, Ctrl-C heard. */
final class Console {

    /** How long Ctrl-C waits for a job to clean up. */
    private static final int CLEANUP_SECONDS = 20;

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
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            cancellation.cancel();
            try {
                ended.await(CLEANUP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "veilgrid-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        ProgressLine line = new ProgressLine(spec.commandLine().getErr(), quiet);
        try {
            return work.run(line, cancellation);
        } finally {
            line.close();
            ended.countDown();
            if (!cancellation.isCancelled()) {
                remove(hook);
            }
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Ctrl-C came in this very moment; the hook sees that the job has ended.
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
