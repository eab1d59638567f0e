package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.TestData;
import java.io.File;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job can be stopped at any moment, soon, and then leaves nothing behind. */
class CancellationTest {

    private static final int SEED = 17;
    private static final int TIMES = 8;
    private static final int LONGEST_MILLIS = 1500;
    private static final double SECONDS = 1;

    @TempDir
    private Path temp;

    private RegridRequest request() {
        return RegridRequest.of(TestData.sample("ct-skull"), new GridTarget.Spacing(0.25, 0.25, 0.25))
                .output(temp.resolve("out")).report(temp.resolve("report.html")).build();
    }

    @Test
    void atMomentsOfChanceAJobStopsWithinASecondAndLeavesNothing() throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        double slowest = 0;
        for (int i = 0; i < TIMES; i++) {
            Cancellation cancellation = new Cancellation();
            FutureTask<JobFailure> job = new FutureTask<>(() -> assertThrows(JobFailure.class, () ->
                    RegridJob.run(request(), Progress.SILENT, cancellation)));
            new Thread(job).start();
            Thread.sleep(random.nextInt(LONGEST_MILLIS));
            long asked = System.nanoTime();
            cancellation.cancel();
            assertEquals(JobFailure.Kind.CANCELLED, job.get(1, TimeUnit.MINUTES).kind());
            slowest = Math.max(slowest, (System.nanoTime() - asked) / 1e9);
            assertEquals(0, temp.toFile().list().length, () -> String.join(", ", temp.toFile().list()));
        }
        System.out.println("cancelled within " + slowest + " s");
        assertTrue(slowest < SECONDS, "the slowest took " + slowest + " s");
    }

    @Test
    void readingIsNotWaitedFor() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertThrows(JobFailure.class, () -> Reading.of(() -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                interrupted.countDown();
            }
            return new File("");
        }, cancellation));
        assertTrue(interrupted.await(1, TimeUnit.MINUTES), "what is abandoned is told so");
    }
}
