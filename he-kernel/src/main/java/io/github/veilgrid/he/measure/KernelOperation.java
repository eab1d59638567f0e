package io.github.veilgrid.he.measure;

import java.util.function.Supplier;

/**
 * Something to measure. Immutable, thread safe; what the set-up gives runs on one thread.
 *
 * @param name such as {@code ntt-forward-4096}
 * @param unit {@code us} or {@code ms}
 * @param count how many of what is measured one run does
 * @param setUp makes keys and data, and gives what runs on them
 */
public record KernelOperation(String name, String unit, int count, Supplier<Runnable> setUp) {

    static KernelOperation of(String name, Supplier<Runnable> setUp) {
        return new KernelOperation(name, "us", 1, setUp);
    }

    Figure figure(double nanosecondsPerRun) {
        return new Figure(name, nanosecondsPerRun / count / (unit.equals("ms") ? 1e6 : 1e3), unit);
    }

    @Override
    public String toString() {
        return name;
    }
}
