package io.github.veilgrid.he.measure;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same operations as {@code veilgrid bench kernel}, each in a JVM of its own: {@code he-kernel/jmh}. Times are
 * those of a run, which for some figures does several of what is measured ({@link KernelOperation#count}).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {

    @Param({"ntt-forward-4096", "ntt-inverse-4096", "ntt-forward-8192", "ntt-inverse-8192", "multiply-plain-add-4096",
        "encode-4096", "encrypt-4096-2", "decrypt-decode-4096-2", "rotate-8192", "rotate-hoisted-8192",
        "multiply-relinearise-8192", "rescale-8192", "linear-transform-513", "linear-transform-17", "private-map-256x256"})
    public String operation;

    private Runnable prepared;

    @Setup
    public void setUp() {
        prepared = KernelOperations.all().stream().filter(o -> o.name().equals(operation)).findFirst().orElseThrow().setUp().get();
    }

    @Benchmark
    public void run() {
        prepared.run();
    }
}
