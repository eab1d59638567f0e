package io.github.veilgrid.fiji;

import ij.IJ;
import io.github.veilgrid.app.Cancellation;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.Progress;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.util.List;
import org.scijava.command.ContextCommand;

/** What all commands share: progress in ImageJ's bar, Esc, and failures as one sentence. */
abstract class VeilgridCommand extends ContextCommand {

    static final String LINEAR = "linear";
    static final String NEAREST = "nearest";
    static final String FILL = "fill";
    static final String EDGE = "edge";

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
            cancel(failure.getMessage());
        }
    }

    /** Writes lines to ImageJ's log. */
    static void tell(List<String> lines) {
        lines.forEach(IJ::log);
    }

    static Interpolation interpolation(String choice) {
        return choice.equals(NEAREST) ? Interpolation.NEAREST : Interpolation.LINEAR;
    }

    static Outside outside(String choice) {
        return choice.equals(EDGE) ? Outside.EDGE : Outside.FILL;
    }

    static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }
}
