package io.github.veilgrid.he.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures {@link KernelOperations}, one after the other, on the calling thread. */
public final class KernelFigures {

    private KernelFigures() {
    }

    /**
     * Measures everything.
     *
     * @param quick shorter and rougher
     * @param progress is told each figure as soon as it is known
     */
    public static List<Figure> measure(boolean quick, Consumer<Figure> progress) {
        Stopwatch stopwatch = new Stopwatch(quick);
        List<Figure> figures = new ArrayList<>();
        for (KernelOperation operation : KernelOperations.all()) {
            Figure figure = operation.figure(stopwatch.nanoseconds(operation.setUp().get()));
            figures.add(figure);
            progress.accept(figure);
        }
        return figures;
    }
}
