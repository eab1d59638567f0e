package io.github.veilgrid.fiji;

import io.github.veilgrid.app.JobFailure;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Works out, behind an open dialog, what a run would send, take and get wrong. Only the latest question is answered: a
 * new one interrupts the reading of the one before. Nothing is encrypted. Thread safe.
 */
final class LivePlan {

    /** Typing shall not start a plan with every letter. */
    private static final int PATIENCE_MILLIS = 400;

    /** A question that a dialog asks. */
    @FunctionalInterface
    interface Question extends Callable<List<String>> {
        @Override
        List<String> call() throws JobFailure, InterruptedException;
    }

    private final Consumer<String> show;
    private Object asked;
    private Thread worker;

    /** @param show hears the text to show; called from any thread, with something soon and the figures later */
    LivePlan(Consumer<String> show) {
        this.show = show;
    }

    /**
     * Asks for a plan.
     *
     * @param what all that the plan depends on; the same as before changes nothing
     */
    synchronized void ask(Object what, Question question) {
        if (Objects.equals(what, asked)) {
            return;
        }
        stop();
        asked = what;
        show.accept("reading ...");
        worker = new Thread(() -> work(what, question), "veilgrid-plan");
        worker.setDaemon(true);
        worker.start();
    }

    /** Says something in place of a plan. */
    synchronized void say(String sentence) {
        stop();
        show.accept(sentence);
    }

    /** Forgets the question; its answer is not shown any more. */
    synchronized void stop() {
        asked = null;
        if (worker != null) {
            worker.interrupt();
            worker = null;
        }
    }

    private void work(Object what, Question question) {
        try {
            Thread.sleep(PATIENCE_MILLIS);
            answer(what, String.join("\n", question.call()));
        } catch (JobFailure | IllegalArgumentException refused) {
            answer(what, refused.getMessage());
        } catch (InterruptedException overtaken) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void answer(Object what, String text) {
        if (what.equals(asked)) {
            show.accept(text);
        }
    }
}
