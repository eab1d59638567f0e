package io.github.veilgrid.fiji;

import ij.IJ;
import io.github.veilgrid.app.Cancellation;
import io.github.veilgrid.app.CleanExit;
import io.github.veilgrid.app.PlanFigures;
import io.github.veilgrid.app.Progress;
import java.util.List;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;

/** Shows a job in ImageJ's status bar and stops it when the user presses Esc or quits ImageJ. */
final class ImageJProgress implements Progress, AutoCloseable {

    private static final int POLL_MILLIS = 200;

    private final Cancellation cancellation = new Cancellation();
    private final CleanExit exit = new CleanExit(cancellation);
    private final Timer escape = new Timer("veilgrid-escape", true);
    private Stage stage;
    private long stageStart;

    ImageJProgress() {
        IJ.resetEscape();
        escape.schedule(new TimerTask() {
            @Override
            public void run() {
                if (IJ.escapePressed()) {
                    cancellation.cancel();
                }
            }
        }, POLL_MILLIS, POLL_MILLIS);
    }

    Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void at(Stage now, double done) {
        if (now != stage) {
            stage = now;
            stageStart = System.nanoTime();
        }
        IJ.showProgress(Math.min(done, 0.999));
        IJ.showStatus("Veilgrid: " + stage.words() + remaining(done) + " (Esc stops)");
    }

    @Override
    public void planned(PlanFigures plan, List<String> remarks) {
        remarks.forEach(IJ::log);
        plan.lines().forEach(line -> IJ.log("Plan     " + line));
    }

    private String remaining(double done) {
        double elapsed = (System.nanoTime() - stageStart) / 1e9;
        if (done < 0.02 || elapsed < 1) {
            return "";
        }
        return String.format(Locale.ROOT, ", about %.0f s left", Math.ceil(elapsed * (1 - done) / done));
    }

    @Override
    public void close() {
        escape.cancel();
        exit.close();
        IJ.showProgress(1.0);
        IJ.showStatus(cancellation.isCancelled() ? "Veilgrid: cancelled" : "");
    }
}
