package io.github.veilgrid.fiji;

import ij.IJ;
import io.github.veilgrid.app.Cancellation;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.Progress;
import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.scijava.command.DynamicCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;

/** What all commands share: progress in ImageJ's bar, Esc, and failures as one sentence. */
abstract class VeilgridCommand extends DynamicCommand {

    static final String FILL = "fill";
    static final String ITK = "itk";
    static final String EDGE = "edge";

    /** Style of inputs that most users leave alone; a dialog may show them on demand only. */
    static final String SELDOM = "seldom";

    /** Style of messages that advise on the input before them. */
    static final String ADVICE = "advice";

    private static final AtomicReference<JobFailure> FIRST_FAILURE = new AtomicReference<>();

    @Parameter(required = false)
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
        } catch (JobFailure failure) {
            fail(failure);
        } catch (IllegalArgumentException nonsense) {
            fail(new JobFailure(Kind.USAGE, nonsense.getMessage(), nonsense));
        }
    }

    private void fail(JobFailure failure) {
        FIRST_FAILURE.compareAndSet(null, failure);
        // SciJava shows the reason in a dialog, and nowhere where there is none.
        if (GraphicsEnvironment.isHeadless() && log != null) {
            log.error(failure.getMessage());
        }
        cancel(failure.getMessage());
    }

    /** Why the first command of this process failed, if one did. */
    static Optional<JobFailure> firstFailure() {
        return Optional.ofNullable(FIRST_FAILURE.get());
    }

    /** Puts every interpolation there is into the choice of that name. */
    final void offerInterpolations() {
        getInfo().getMutableInput("interpolation", String.class).setChoices(Kernels.names());
    }

    /** Puts every filter there is into the choice of that name. */
    final void offerFilters() {
        getInfo().getMutableInput("antialias", String.class).setChoices(Kernels.filters());
    }

    /** Puts everything a plan can be chosen by into the choice of that name. */
    final void offerAims() {
        getInfo().getMutableInput("prefer", String.class).setChoices(Aims.names());
    }

    /** Writes lines to ImageJ's log. */
    static void tell(List<String> lines) {
        lines.forEach(IJ::log);
    }

    static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }
}
