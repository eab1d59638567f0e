package io.github.veilgrid.fiji;

import io.github.veilgrid.app.Cancellation;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.Progress;
import java.util.List;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;

/** What all commands share: progress in ImageJ's bar, Esc, and failures as one sentence. */
abstract class VeilgridCommand extends ContextCommand {

    static final String LINEAR = "linear";
    static final String NEAREST = "nearest";
    static final String FILL = "fill";
    static final String EDGE = "edge";

    @Parameter
    private LogService log;

    /** The body of a command. */
    @FunctionalInterface
    interface Work {
        void run(Progress progress, Cancellation cancellation) throws JobFailure;
    }

    /** Runs a job. A failure cancels the command with its sentence: a dialog, or the log where there is no display. */
    final void work(Work work) {
        try (ImageJProgress progress = new ImageJProgress()) {
            work.run(progress, progress.cancellation());
        } catch (JobFailure | IllegalArgumentException failure) {
            log.debug(failure);
            cancel(failure.getMessage());
        }
    }

    /** Writes lines to the log. */
    final void tell(List<String> lines) {
        lines.forEach(line -> log.info(line));
    }
}
