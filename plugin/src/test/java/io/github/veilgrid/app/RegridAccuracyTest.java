package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.remote.EmbeddedRemoteParty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real series to 1 mm: every voxel against a float64 reference that shares no code with the product. */
class RegridAccuracyTest {

    private static final double[] MILLIMETRE = {1, 1, 1};
    /** The float64 reference and the probes' text have errors of their own, far below anything that matters. */
    private static final double REFERENCE_ERROR = 1e-6;
    private static final int THREADS = 2;

    @TempDir
    private Path temp;

    static Stream<Arguments> series() {
        return Stream.of(
                Arguments.of("ct-head-phantom", true), Arguments.of("mr-t1-oblique-defaced", true),
                Arguments.of("ct-skull", false), Arguments.of("mr-brain", false));
    }

    private static Path folder(String name, boolean shared) {
        return shared ? TestData.shared("open/" + name) : TestData.sample(name);
    }

    private static RegridRequest.Builder request(Path folder) {
        return RegridRequest.of(folder, new GridTarget.Spacing(1, 1, 1)).threads(THREADS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("series")
    void everyDecryptedVoxelIsWithinThePredictedBound(String name, boolean shared) throws Exception {
        Path folder = folder(name, shared);
        PlainVolume source = PlainVolume.read(folder);
        Preparation ready = Preparation.of(request(folder).build());
        RegridPlan plan = ready.plan();
        int[] size = source.sizeFor(MILLIMETRE);
        boolean[] seen = new boolean[size[2]];
        double[] worst = new double[1];
        Exchange exchange = new Exchange(new EmbeddedRemoteParty(THREADS), THREADS, Progress.SILENT,
                new Cancellation(), new StageClock(THREADS));
        Exchange.Outcome outcome = exchange.run(plan, ready.volume(), (z, values) -> {
            seen[z] = true;
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[0]; x++) {
                    double error = Math.abs(values[x + y * size[0]] - source.trilinear(x, y, z, MILLIMETRE));
                    worst[0] = Math.max(worst[0], error);
                }
            }
        });
        for (boolean slice : seen) {
            assertTrue(slice, "every slice comes back");
        }
        System.out.printf("%s: worst of all voxels %.4f, predicted %.4f, sampled %.4f%n", name, worst[0],
                plan.predictedBound(), outcome.error().sampledMax());
        assertTrue(worst[0] <= plan.predictedBound() + REFERENCE_ERROR,
                worst[0] + " exceeds " + plan.predictedBound());
        assertTrue(plan.predictedBound() <= 0.5 * source.slope(), "the bound keeps the tolerance");
        assertTrue(outcome.error().sampledMax() <= worst[0] + REFERENCE_ERROR, "a sample cannot be worse than all");
        assertTrue(outcome.error().sampledMax() > 0, "encrypted arithmetic is never exact to the last bit");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("series")
    void everyWrittenVoxelIsWithinToleranceAndHalfASlope(String name, boolean shared) throws Exception {
        Path folder = folder(name, shared);
        PlainVolume source = PlainVolume.read(folder);
        Path output = temp.resolve("out");
        RegridResult result = RegridJob.run(
                request(folder).output(output).build(), Progress.SILENT, new Cancellation());
        PlainVolume written = PlainVolume.read(output);
        assertArrayEquals(source.sizeFor(MILLIMETRE), written.size());
        assertArrayEquals(MILLIMETRE, written.spacing(), 1e-6);
        assertArrayEquals(source.origin(), written.origin(), 1e-4);
        assertEquals(source.slope(), written.slope(), 1e-12, "CT and MR keep the source's slope");
        double allowed = 0.5 * source.slope() + 0.5 * source.slope() + REFERENCE_ERROR;
        for (int z = 0; z < written.size()[2]; z++) {
            for (int y = 0; y < written.size()[1]; y++) {
                for (int x = 0; x < written.size()[0]; x++) {
                    double value = written.slices()[z][x + y * written.size()[0]];
                    double error = Math.abs(value - source.trilinear(x, y, z, MILLIMETRE));
                    assertTrue(error <= allowed, () -> "off by " + error);
                }
            }
        }
        RegridReport report = result.report();
        assertTrue(report.error().sampledMax() <= report.error().predictedBound());
        assertEquals(0.5 * source.slope(), report.error().quantisation(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ct-head-phantom", "mr-t1-oblique-defaced"})
    void everyReferenceProbeIsMet(String name) throws Exception {
        Path folder = TestData.shared("open/" + name);
        List<String> probes = Files.readAllLines(TestData.shared("reference/" + name + "_aligned_probes.csv"));
        Path output = temp.resolve("out");
        RegridJob.run(request(folder).output(output).build(), Progress.SILENT, new Cancellation());
        PlainVolume written = PlainVolume.read(output);
        assertEquals("i_x,j_y,k_z,x_lps,y_lps,z_lps,value", probes.get(0));
        assertTrue(probes.size() > 2900);
        for (String line : probes.subList(1, probes.size())) {
            String[] cells = line.split(",");
            int x = Integer.parseInt(cells[0]);
            int y = Integer.parseInt(cells[1]);
            int z = Integer.parseInt(cells[2]);
            double error = Math.abs(written.slices()[z][x + y * written.size()[0]] - Double.parseDouble(cells[6]));
            assertTrue(error <= written.slope() + REFERENCE_ERROR, () -> line + " is off by " + error);
        }
    }
}
