package io.github.veilgrid.regrid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import io.github.veilgrid.regrid.blind.MapRefusedException;
import io.github.veilgrid.regrid.owner.AnswerRejectedException;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerDecryption;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.plan.Prices;
import io.github.veilgrid.regrid.plan.PrivateTilings;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A map that only the remote party knows: every voxel against a float64 reference, within the bound of the plan. */
class PrivateRegridTest {

    private static final long SEED = 7;

    @ParameterizedTest
    @CsvSource({
        "40, 36, 3, 40, 36, LINEAR, RANDOM, 2.0, 1.01, 0.7, -1.3",
        "40, 36, 1, 40, 36, LINEAR, EXTREME, 0, 1, 0.5, 0.5",
        "33, 47, 2, 50, 29, LINEAR, SMOOTH, -3.0, 0.97, -2.2, 1.9",
        "50, 21, 2, 23, 40, CUBIC, RANDOM, 3.0, 1.05, 0.3, 1.2",
        "31, 30, 2, 31, 30, CUBIC, EXTREME, -3.0, 1, 0.5, -0.5",
        "35, 35, 2, 41, 33, NEAREST, RANDOM, 5.0, 0.97, 0.25, 0.6",
        "1, 30, 2, 1, 44, LINEAR, RANDOM, 0, 1, 0, 3.3",
        "20, 20, 1, 20, 20, LINEAR, RANDOM, 0, 1, -4.0000000000000009, 4.0000000000000009",
    })
    void everyVoxelIsWithinThePlansBound(int nx, int ny, int nz, int width, int height, Interpolation interpolation,
            TestVolume.Content content, double degrees, double zoom, double moveX, double moveY) throws Exception {
        Size size = new Size(nx, ny, nz);
        RegridPlan plan = PrivateJobs.plan(size, width, height, 4, interpolation);
        double[] map = PrivateJobs.map(size, width, height, degrees, zoom, moveX, moveY);
        requireWithinBound(plan, TestVolume.of(size, Jobs.TWELVE_BIT, content, new Random(SEED)), map, -1024);
    }

    private static void requireWithinBound(RegridPlan plan, TestVolume volume, double[] map, double fill) throws Exception {
        Walk.Result result = Walk.through(plan, volume, 2, wire -> PrivateJobs.of(map));
        double worst = worst(plan, volume, map, fill, result.slices());
        System.out.println(plan.description() + ": error at most " + worst + ", bound " + plan.predictedBound());
        assertTrue(worst <= plan.predictedBound(), worst + " above " + plan.predictedBound() + ", seed " + SEED);
        assertTrue(plan.predictedBound() <= 0.5 * plan.task().values().slope());
        assertEquals(plan.bytesUp(), result.bytesUp());
        assertEquals(plan.bytesDown(), result.bytesDown());
    }

    private static double worst(RegridPlan plan, TestVolume volume, double[] map, double fill, double[][] slices) {
        int width = plan.task().target().size().x();
        double worst = 0;
        for (int z = 0; z < slices.length; z++) {
            for (int i = 0; i < slices[z].length; i++) {
                double expected = PrivateJobs.reference(volume, map, i % width, i / width, z,
                        plan.task().interpolation(), fill);
                worst = Math.max(worst, Math.abs(slices[z][i] - expected));
            }
        }
        return worst;
    }

    /**
     * Tiles of several pixels that hang over the end, and more slices than one block holds; weights that repeat in the slots
     * after one slice, several or all of them; rows of answers worked on two at a time, one, and in parts.
     */
    @ParameterizedTest
    @CsvSource({
        "33, 47, 50, 29, 7, 4, 2, 128, LINEAR", "33, 47, 50, 29, 7, 4, 3, 256, LINEAR", "44, 30, 20, 41, 20, 6, 3, 128, CUBIC",
        "44, 30, 20, 41, 20, 6, 3, 8192, CUBIC", "30, 30, 30, 30, 4, 30, 5, 128, NEAREST", "30, 30, 30, 30, 4, 1, 1, 1024, LINEAR",
        "44, 20, 47, 20, 47, 3, 2, 8192, LINEAR",
    })
    void tilesAndBlocksFitTogether(int nx, int ny, int width, int height, int tileX, int tileY, int slicesInBlock, int period,
            Interpolation interpolation) throws Exception {
        Size size = new Size(nx, ny, 5);
        RegridPlan plan = PrivateTilings.of(PrivateJobs.plan(size, width, height, 3, interpolation, Jobs.TWELVE_BIT, -1024, 0.01),
                tileX, tileY, slicesInBlock, period);
        double[] map = PrivateJobs.map(size, width, height, 2, 1.02, -0.6, 0.9);
        TestVolume volume = TestVolume.of(size, Jobs.TWELVE_BIT, TestVolume.Content.RANDOM, new Random(SEED));
        Walk.Result result = Walk.through(plan, volume, 2, wire -> PrivateJobs.of(map));
        double worst = worst(plan, volume, map, -1024, result.slices());
        assertTrue(worst <= plan.predictedBound() && worst < 10, worst + " above " + plan.predictedBound());
        assertEquals(plan.bytesUp(), result.bytesUp());
        assertEquals(plan.bytesDown(), result.bytesDown());
    }

    /** Sixteen bits, signed, with a slope: answers take more bits than one prime can decrypt. */
    @Test
    void sixteenBitsTakeLongerAnswers() throws Exception {
        Size size = new Size(24, 26, 2);
        ValueScale values = new ValueScale(0.5, 10, -32768, 32767);
        RegridPlan plan = PrivateJobs.plan(size, 20, 31, 2, Interpolation.LINEAR, values, 0, 0.5);
        assertTrue(((PrivatePlan) plan.wire()).answerForm().maskBits() > 35, plan.description());
        double[] map = PrivateJobs.map(size, 20, 31, 1, 1, 0.4, 0.3);
        requireWithinBound(plan, TestVolume.of(size, values, TestVolume.Content.EXTREME, new Random(SEED)), map, 0);
    }

    /** Labels come back as they were, and none that was not there. */
    @Test
    void labelsStayLabels() throws Exception {
        Size size = new Size(30, 30, 2);
        ValueScale labels = new ValueScale(1, 0, 0, 9);
        RegridPlan plan = PrivateJobs.plan(size, 30, 30, 3, Interpolation.NEAREST, labels, 0, 0.5);
        TestVolume volume = TestVolume.of(size, labels, TestVolume.Content.RANDOM, new Random(SEED));
        double[] map = PrivateJobs.map(size, 30, 30, 4, 1, 0.1, 0.7);
        double[][] slices = Walk.through(plan, volume, 1, wire -> PrivateJobs.of(map)).slices();
        for (double[] slice : slices) {
            Arrays.setAll(slice, i -> Math.rint(slice[i]));
        }
        assertEquals(0, worst(plan, volume, map, 0, slices));
    }

    /** Padding is no measurement and has no place of its own in the result: it counts as fill. */
    @Test
    void paddingAndWhatLiesOutsideAreFill() throws Exception {
        Size size = new Size(20, 20, 1);
        RegridPlan plan = PrivateJobs.plan(size, 20, 20, 8, Interpolation.LINEAR);
        double[] voxels = new double[400];
        double[] asFill = new double[400];
        Arrays.fill(voxels, 500);
        Arrays.fill(asFill, 500);
        voxels[210] = Double.NaN;
        asFill[210] = -1024;
        double[] map = PrivateJobs.map(size, 20, 20, 0, 1, 7.5, 0);
        double[][] slices = Walk.through(plan, new TestVolume(size, voxels), 1, wire -> PrivateJobs.of(map)).slices();
        assertTrue(worst(plan, new TestVolume(size, asFill), map, -1024, slices) <= plan.predictedBound());
        assertEquals(-1024, slices[0][19], plan.predictedBound());
    }

    @Test
    void aMapThatReachesTooFarIsRefusedWithWhatItTakes() throws Exception {
        RegridPlan plan = PrivateJobs.small();
        double[] far = PrivateJobs.map(plan.task().source().size(), 16, 17, 0, 1, 3.4, -1);
        try (MasterKey master = MasterKey.random();
                OwnerEncryption encryption = new OwnerEncryption(plan, JobKey.create(master), Jobs.volume(plan, 1), 1)) {
            byte[] chunk = encryption.planChunk();
            String message = assertThrows(MapRefusedException.class, () ->
                    new BlindRegridder(chunk, 1, wire -> PrivateJobs.of(far))).getMessage();
            assertTrue(message.contains("3.40 columns and 1.00 rows") && message.contains("--private-reach 4,1"), message);
            assertTrue(assertThrows(WireFormatException.class, () -> new BlindRegridder(chunk, 1)).getMessage()
                    .contains("a map that only the remote party knows"));
        }
    }

    /** What cannot be an interpolation of the scan is refused, although nobody here knows where voxels lie. */
    @Test
    void answersToSomethingElseAreRejected() throws Exception {
        RegridPlan plan = PrivateJobs.small();
        try (MasterKey master = MasterKey.random()) {
            JobKey key = JobKey.create(master);
            List<byte[]> request = new ArrayList<>();
            try (OwnerEncryption encryption = new OwnerEncryption(plan, key, Jobs.volume(plan, 1), 1);
                    OwnerDecryption decryption = new OwnerDecryption(encryption.state(), key, 1)) {
                request.add(encryption.planChunk());
                for (int plane = 0; plane < encryption.planes(); plane++) {
                    request.add(encryption.encryptPlane(plane));
                }
                double[] map = PrivateJobs.map(plan.task().source().size(), 16, 17, 0, 1, 0, 0);
                List<byte[]> answers = Walk.regrid(request, 1, wire -> PrivateJobs.of(map));
                new Random(SEED).nextBytes(answers.get(0));
                byte[] original = Walk.regrid(request, 1, wire -> PrivateJobs.of(map)).get(0);
                System.arraycopy(original, 0, answers.get(0), 0, Chunk.HEADER_BYTES);
                Chunk.seal(answers.get(0));
                for (byte[] answer : answers) {
                    decryption.decryptPlane(answer, (z, values) -> { });
                }
                assertTrue(assertThrows(AnswerRejectedException.class, decryption::finish).getMessage()
                        .contains("no interpolation of the scan"));
            }
        }
    }

    /** Nothing that leaves depends on how many threads compute, but answers are never the same twice. */
    @Test
    void hidingIsDrawnAnewForEveryAnswer() throws Exception {
        RegridPlan plan = PrivateJobs.small();
        double[] map = PrivateJobs.map(plan.task().source().size(), 16, 17, 1, 1, 0, 0);
        try (MasterKey master = MasterKey.random()) {
            List<byte[]> request = Jobs.request(plan, JobKey.create(master), Jobs.volume(plan, 2));
            List<byte[]> once = Walk.regrid(request, 1, wire -> PrivateJobs.of(map));
            List<byte[]> twice = Walk.regrid(request, 2, wire -> PrivateJobs.of(map));
            assertEquals(once.size(), twice.size());
            for (int i = 0; i < once.size(); i++) {
                assertEquals(once.get(i).length, twice.get(i).length);
                assertArrayEquals(Arrays.copyOf(once.get(i), Chunk.HEADER_BYTES), Arrays.copyOf(twice.get(i), Chunk.HEADER_BYTES));
                assertTrue(Arrays.mismatch(once.get(i), twice.get(i)) < Chunk.HEADER_BYTES + 16, "fresh noise from the first byte on");
            }
        }
    }

    /**
     * What the owner sees besides the values has one distribution, whatever the map: the largest distance between those of
     * two maps is that of two samples of one (Kolmogorov and Smirnov, one in 20,000 beyond 2.3). A scan of fill alone has no
     * values that rounded weights could make others of. A thousandth of the flooding would do for that, and hide nothing for
     * long: so errors are also as wide as the flooding announced makes them.
     */
    @Test
    void errorsTellNothingOfTheMap() throws Exception {
        Size size = new Size(64, 60, 2);
        RegridPlan plan = PrivateJobs.plan(size, 64, 60, 3, Interpolation.LINEAR);
        double[] voxels = new double[(int) size.voxels()];
        Arrays.fill(voxels, -1024);
        TestVolume volume = new TestVolume(size, voxels);
        double[] still = errors(plan, volume, PrivateJobs.map(size, 64, 60, 0, 1, 0, 0));
        double[] turned = errors(plan, volume, PrivateJobs.map(size, 64, 60, 1.5, 1.01, 0.37, -0.81));
        double distance = distance(still, turned);
        double critical = 2.3 * Math.sqrt(1.0 / still.length + 1.0 / turned.length);
        assertTrue(distance < critical, distance + " above " + critical);

        double expected = Math.sqrt(noiseSquared(plan));
        for (double[] errors : new double[][] {still, turned}) {
            double spread = Math.sqrt(Arrays.stream(errors).map(e -> e * e).average().orElseThrow());
            assertEquals(expected, spread, 0.06 * expected);
        }
    }

    /** Variance of flooding and of rounding answers, of which b meets the value and a the key, in stored units. */
    private static double noiseSquared(RegridPlan plan) {
        PrivatePlan wire = (PrivatePlan) plan.wire();
        double slots = 2.0 * wire.parameters().ringDimension();
        double unit = Math.pow(2, wire.parameters().log2Modulus());
        double key = slots * 2 / 3;
        double rounded = unit * unit / 12 * (Math.scalb(1.0, -2 * wire.answerForm().bodyBits())
                + key * Math.scalb(1.0, -2 * wire.answerForm().maskBits()));
        double flooding = Math.scalb(1.0, 2 * wire.floodBits()) / 3;
        double scale = plan.messageScale() * wire.weightScale();
        assertTrue(flooding > 0.2 * rounded, "flooding counts");
        return slots * (flooding + rounded) / (scale * scale);
    }

    private static double[] errors(RegridPlan plan, TestVolume volume, double[] map) throws Exception {
        double[][] slices = Walk.through(plan, volume, 2, wire -> PrivateJobs.of(map)).slices();
        int width = plan.task().target().size().x();
        List<Double> errors = new ArrayList<>();
        for (int z = 0; z < slices.length; z++) {
            for (int i = 0; i < slices[z].length; i++) {
                errors.add(slices[z][i] - PrivateJobs.reference(volume, map, i % width, i / width, z, Interpolation.LINEAR, -1024));
            }
        }
        return errors.stream().mapToDouble(e -> e).sorted().toArray();
    }

    private static double distance(double[] x, double[] y) {
        double distance = 0;
        int below = 0;
        for (int i = 0; i < x.length; i++) {
            while (below < y.length && y[below] <= x[i]) {
                below++;
            }
            distance = Math.max(distance, Math.abs((i + 1.0) / x.length - (double) below / y.length));
        }
        return distance;
    }

    @Test
    void thePlanKeepsToItsWord() throws Exception {
        PrivatePlan wire = (PrivatePlan) PrivateJobs.plan(new Size(256, 256, 150), 181, 217, 8, Interpolation.LINEAR).wire();
        assertTrue(wire.heldBytes() < 512L << 20, wire.heldBytes() + " bytes held");
        assertTrue(wire.parameters().log2Modulus() <= 203, "the 2024 table");
        assertEquals(wire.blocks() * wire.axis(1).window(), wire.planesUp());
    }

    /** Two rows of answers go together, unless their weights, which do not repeat, would take more than there is for them. */
    @Test
    void weightsThatDoNotRepeatAreHeldForFewerAnswers() throws Exception {
        RegridPlan plan = PrivateJobs.plan(new Size(44, 20, 2), 47, 20, 3, Interpolation.LINEAR);
        PrivatePlan repeated = (PrivatePlan) PrivateTilings.of(plan, 47, 4, 2, 128).wire();
        PrivatePlan whole = (PrivatePlan) PrivateTilings.of(plan, 47, 4, 2, 8192).wire();
        assertEquals(94, repeated.answersTogether());
        assertTrue(whole.answersTogether() > 16 && whole.answersTogether() < 47, whole.answersTogether() + " together");
        assertTrue(whole.heldBytes() - repeated.heldBytes() < 128 << 20, whole.heldBytes() + " and " + repeated.heldBytes());
    }

    /** Tiles of the largest slices hold more numbers than an {@code int} counts. */
    @Test
    void largeSlicesAreCutIntoTilesToo() throws Exception {
        for (int slices : new int[] {60, 150, 300}) {
            Size size = new Size(512, 512, slices);
            RegridPlan plan = PrivateJobs.plan(size, 512, 512, 8, Interpolation.LINEAR);
            assertTrue(8.0 * plan.bytesUp() / size.voxels() < 320, plan.description());
            assertTrue(plan.forecast(Prices.REFERENCE).remote() > 1e-7 * size.voxels(), plan.description());
        }
    }
}
