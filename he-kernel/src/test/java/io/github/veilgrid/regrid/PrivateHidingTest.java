package io.github.veilgrid.regrid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import io.github.veilgrid.regrid.blind.MapRefusedException;
import io.github.veilgrid.regrid.owner.AnswerRejectedException;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerDecryption;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the owner of a scan learns of a map that only the remote party knows, and what either side refuses. */
class PrivateHidingTest {

    private static final long SEED = 7;

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
}
