package io.github.veilgrid.cli;

import io.github.veilgrid.app.Progress;
import io.github.veilgrid.app.report.Figures;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Progress of long work on one line of the terminal, or as a line now and then where there is no terminal. Work that is
 * soon over says nothing.
 */
final class ProgressLine implements Progress, AutoCloseable {

    /** Seconds before the first word, and between words, on a terminal. */
    private static final double PATIENCE = 2;
    private static final double REDRAW = 0.5;
    /** Both in a log, where every word stays. */
    private static final double LOG = 10;

    private final PrintWriter out;
    private final boolean quiet;
    private final boolean terminal = Terminal.console().isPresent() && System.getenv("TERM") != null;
    private final long start = System.nanoTime();
    private Stage stage;
    private long stageStart;
    private double lastShown = Double.NEGATIVE_INFINITY;
    private boolean open;

    ProgressLine(PrintWriter out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    @Override
    public void at(Stage now, double done) {
        if (now != stage) {
            stage = now;
            stageStart = System.nanoTime();
        }
        double elapsed = since(start);
        if (quiet || elapsed < (terminal ? PATIENCE : LOG)
                || elapsed - lastShown < (terminal ? REDRAW : LOG)) {
            return;
        }
        lastShown = elapsed;
        String text = String.format(Locale.ROOT, "%s: %.0f %%%s", stage.words(), 100 * done, remaining(done));
        if (terminal) {
            out.print("\r\u001b[K" + text);
            out.flush();
            open = true;
        } else {
            out.println(text);
        }
    }

    private String remaining(double done) {
        double elapsed = since(stageStart);
        if (done < 0.02 || elapsed < 1) {
            return "";
        }
        return ", about " + Figures.seconds(Math.ceil(elapsed * (1 - done) / done)).replace(".00", " s")
                + " left";
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    /** Wipes the line. */
    @Override
    public void close() {
        if (open) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
