package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.TestData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dialogs tell before a run, against what the run then does. */
class PlanFiguresTest {

    @TempDir
    private Path temp;

    private static RegridRequest.Builder request(double spacing) {
        return RegridRequest.of(TestData.sample("ct-skull"), new GridTarget.Spacing(spacing, spacing, spacing));
    }

    private static PlanFigures figures(double spacing) throws Exception {
        return PlanJob.run(request(spacing).build(), new Cancellation()).figures();
    }

    @Test
    void bytesAreThoseThatTravelAndTheErrorIsWithinWhatWasSaid() throws Exception {
        PlanFigures said = figures(1.5);
        RegridResult done = RegridJob.run(
                request(1.5).output(temp.resolve("out")).build(), Progress.SILENT, new Cancellation());
        assertEquals(said.plan().bytesUp(), done.report().bytes().up());
        assertEquals(said.plan().bytesDown(), done.report().bytes().down());
        assertTrue(done.report().error().sampledMax() <= said.plan().predictedBound());
        String text = String.join("\n", said.lines());
        assertTrue(text.matches("(?s)[0-9.]+ MB up, [0-9.]+ MB down; about [0-9]+ s here, [0-9]+ s at the remote party\n"
                + "error at most 0[0-9.]+ HU, rounding 0.5 HU; result [0-9 x]+ voxels"), text);
    }

    @Test
    void timeGrowsWithVoxelsAndVolumesAndShrinksWithThreads() throws Exception {
        PlanFigures coarse = figures(1);
        PlanFigures fine = figures(0.3);
        assertTrue(fine.time().owner() > 2 * coarse.time().owner(), "37 times the voxels");
        assertTrue(fine.time().remote() > 1.2 * coarse.time().remote());
        PredictedTime alone = PredictedTime.of(fine.plan(), 1, 1);
        PredictedTime forty = PredictedTime.of(fine.plan(), 40, 1);
        PredictedTime shared = PredictedTime.of(fine.plan(), 40, 40);
        assertTrue(forty.owner() > 3 * alone.owner() && forty.remote() > 3 * alone.remote());
        assertEquals(alone.owner(), shared.owner(), 1e-9);
        System.out.println("ct-skull to 0.3 mm on one thread: " + alone.words());
    }
}
