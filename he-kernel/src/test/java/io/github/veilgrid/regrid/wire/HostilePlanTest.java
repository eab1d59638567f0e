package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.wire.WireFormatException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan of a hundred bytes or so, from a stranger, takes no more memory to be read than it is good for. */
class HostilePlanTest {

    /** Read and kept, or read and refused. */
    private static final long MOST = 100L << 20;

    private static long allocatedByReading(byte[] plan) {
        assertTrue(plan.length < 250, plan.length + " bytes");
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = bean.getCurrentThreadAllocatedBytes();
        try {
            JobPlan read = JobPlanCodec.fromBytes(plan);
            long allocated = bean.getCurrentThreadAllocatedBytes() - before;
            assertTrue(read.listedBytes() <= allocated + (1 << 20), "it takes " + allocated + " bytes and says " + read.listedBytes());
            // Arrays that are dropped again while it is read are no more than twice those that stay.
            assertTrue(allocated <= 3 * read.listedBytes() + (8 << 20), "it takes " + allocated + " bytes and says " + read.listedBytes());
            return allocated;
        } catch (WireFormatException refused) {
            return bean.getCurrentThreadAllocatedBytes() - before;
        }
    }

    /** Turned plans at the limits of what is read: large tiles, many blocks, and steps so long that windows are nearly empty. */
    @ParameterizedTest
    @CsvSource({"128, 128, 1.95, 1", "100, 100, 1.5, 1", "101, 101, 1.58, 1", "16, 16, 15, 1", "64, 1, 15, 128", "1024, 16, 2, 128", "1600, 25, 1.5, 1"})
    void ofTurnedAxes(int outputs, int tile, double step, int batch) {
        byte[] plan = turned(outputs, tile, step, batch);
        long allocated = allocatedByReading(plan);
        assertTrue(allocated < MOST, plan.length + " bytes become " + allocated);
    }

    /** The bytes of a plan that this side would not make. */
    private static byte[] turned(int outputs, int tile, double step, int batch) {
        byte[] bytes = AffinePlanCodec.toBytes(new AffinePlan(Kernel.of(Interpolation.LINEAR), new int[] {65535, 65535, 65535},
                new int[] {307, 307, 307}, new int[] {41, 41, 41}, true, new double[] {1.3, 0.001, 0, 0, 1.3, 0.001, 0.001, 0, 1.3}, new double[3], 233, 20, 0,
                new AnswerForm(24, 31), CkksParameters.of(2048, 50)));
        replace(bytes, number(307), number(outputs), 3);
        replace(bytes, number(41), number(tile), 3);
        replace(bytes, number(233), number(batch), 1);
        replace(bytes, real(1.3), real(step), 3);
        return bytes;
    }

    /** Wide filters on one tile along each axis: as many taps as one axis may have, and on all axes together. */
    @ParameterizedTest
    @CsvSource({"1000, 2046, 1000, 2046", "1000, 2046, 1, 1", "60000, 30, 60000, 30", "31000, 63.5, 1, 1", "400, 2046, 400, 2046"})
    void ofWideFilters(int outputs, double step, int slices, double apart) {
        byte[] bytes = WirePlanCodec.toBytes(new WirePlan(new Kernel(Interpolation.LINEAR, Antialias.AREA),
                List.of(new WireAxis(65535, 307, 307, 3.1, 0, 0, 0, 1), new WireAxis(1, 1, 1, 1, 0, 1, 1, 1), new WireAxis(65535, 205, 205, 2.1, 0, 0, 0, 1)),
                Packing.COEFFICIENTS, 0, 0, 24, CkksParameters.of(1024, 25)));
        replace(bytes, number(307), number(outputs), 2);
        replace(bytes, real(3.1), real(step), 1);
        replace(bytes, number(205), number(slices), 2);
        replace(bytes, real(2.1), real(apart), 1);
        long allocated = allocatedByReading(bytes);
        assertTrue(allocated < MOST, bytes.length + " bytes become " + allocated);
    }

    /** Weights that differ from tile to tile. */
    @ParameterizedTest
    @CsvSource({"65535, 9, 30", "65535, 20, 20", "30000, 4, 9"})
    void ofManyTiles(int outputs, int tile, double step) {
        byte[] bytes = WirePlanCodec.toBytes(new WirePlan(new Kernel(Interpolation.LINEAR, Antialias.AREA),
                List.of(new WireAxis(65535, 307, 41, 3.1, 0, 0, 0, 0), new WireAxis(1, 1, 1, 1, 0, 1, 1, 1), new WireAxis(9, 9, 9, 1, 0, 1, 1, 1)),
                Packing.SLOTS, 20, 0, 24, CkksParameters.of(8192, 50, 50)));
        replace(bytes, number(307), number(outputs), 1);
        replace(bytes, number(41), number(tile), 1);
        replace(bytes, real(3.1), real(step), 1);
        long allocated = allocatedByReading(bytes);
        assertTrue(allocated < MOST, bytes.length + " bytes become " + allocated);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] real(double value) {
        return ByteBuffer.allocate(Double.BYTES).putDouble(value).array();
    }

    /** Each of so many places that hold a value. */
    private static void replace(byte[] bytes, byte[] value, byte[] by, int times) {
        int found = 0;
        for (int at = 0; at + value.length <= bytes.length; at++) {
            if (ByteBuffer.wrap(bytes, at, value.length).equals(ByteBuffer.wrap(value))) {
                System.arraycopy(by, 0, bytes, at, by.length);
                at += by.length - 1;
                found++;
            }
        }
        if (found != times) {
            throw new IllegalStateException("found " + found + " of " + times);
        }
    }

    /** And plans that are neither: what chance makes of sound ones. */
    @Test
    void ofChance() {
        long seed = 17;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = turned(random.nextInt(1, 2000), random.nextInt(1, 200), random.nextDouble() * 30, random.nextInt(1, 200));
            assertTrue(allocatedByReading(bytes) < MOST, "seed " + seed + ", round " + round);
        }
        assertThrows(WireFormatException.class, () -> JobPlanCodec.fromBytes(turned(128, 128, 1.95, 1)));
    }
}
