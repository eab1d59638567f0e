package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancelTest {

    @TempDir
    private Path temp;

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 3})
    void cancellingStopsARunWithinASecondAndLeavesNothingBehind(int threads) throws Exception {
        requireStopped(RegridRequest.of(TestData.sample("ct-skull"), new GridTarget.Spacing(0.6, 0.6, 0.6))
                .threads(threads).output(temp.resolve("out")).build());
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2})
    void aPrivateMapIsNoLongerInStopping(int threads) throws Exception {
        Path map = Files.writeString(temp.resolve("map.txt"), "1 0.01 0\n-0.01 1 0\n0 0 1\n");
        PrivateMapFile own = PrivateMapFile.read(map, Optional.empty(), Optional.empty());
        Files.delete(map);
        requireStopped(RegridRequest.of(TestData.sample("ct-skull"), new GridTarget.PrivateSize(0, 0, 8, 8, Optional.empty())).map(own)
                .threads(threads).output(temp.resolve("out")).build());
    }

    private void requireStopped(RegridRequest request) throws Exception {
        Cancellation cancellation = new Cancellation();
        long[] cancelled = new long[1];
        Progress progress = (stage, done) -> {
            if (stage == Progress.Stage.REGRID && done > 0.1 && cancelled[0] == 0) {
                cancelled[0] = System.nanoTime();
                cancellation.cancel();
            }
        };
        JobFailure failure = assertThrows(JobFailure.class, () -> RegridJob.run(request, progress, cancellation));
        double seconds = (System.nanoTime() - cancelled[0]) / (double) TimeUnit.SECONDS.toNanos(1);
        assertEquals(JobFailure.Kind.CANCELLED, failure.kind());
        assertTrue(cancelled[0] != 0 && seconds < 1, "stopped after " + seconds + " s");
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(List.of(), left.toList());
        }
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().startsWith("veilgrid-encrypt")),
                "no stage goes on");
    }
}
