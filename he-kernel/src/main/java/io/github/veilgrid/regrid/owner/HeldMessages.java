package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.grid.Size;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Messages of a scan that is gone through many times, kept after they were read once: two bytes a voxel where all of a
 * slice are whole numbers of the stored quantum, as they are in series of up to 16 bits, else four. What a plan's forecast
 * has no room for is read anew each time. Each slice for one thread at a time; closing wipes what is held.
 */
final class HeldMessages implements AutoCloseable {

    /** How far a message may lie from a whole number, as a share of half the range: rounding noise of the scan's rescaling. */
    private static final double NOISE = 1e-9;

    /** Reads and checks the messages of a slice. */
    @FunctionalInterface
    interface Reader {
        void read(int z, double[] messages) throws IOException;
    }

    private final Reader reader;
    private final double halfRange;
    private final Size size;
    private final double lowest;
    private final short[][] whole;
    private final float[][] broken;
    private final AtomicLong room;

    /**
     * @param halfRange largest message
     * @param size of the scan
     * @param bytes that may be held
     */
    HeldMessages(Reader reader, double halfRange, Size size, long bytes) {
        this.reader = reader;
        this.halfRange = halfRange;
        this.size = size;
        this.lowest = -halfRange - Short.MIN_VALUE;
        this.whole = new short[size.z()][];
        this.broken = new float[size.z()][];
        this.room = new AtomicLong(bytes);
    }

    /** Messages of a slice, x fastest. */
    @FunctionalInterface
    interface Messages {
        double at(int voxel);
    }

    /** The messages of a slice; reads them the first time, or if there was no room for them. */
    Messages slice(int z) throws IOException {
        if (whole[z] == null && broken[z] == null) {
            double[] messages = new double[size.slice()];
            reader.read(z, messages);
            if (!hold(z, messages)) {
                return voxel -> messages[voxel];
            }
        }
        short[] numbers = whole[z];
        float[] others = broken[z];
        return numbers != null ? voxel -> numbers[voxel] + lowest : voxel -> others[voxel];
    }

    private boolean hold(int z, double[] messages) {
        if (!take((long) messages.length * Short.BYTES)) {
            return false;
        }
        short[] nearest = new short[messages.length];
        boolean near = true;
        for (int i = 0; i < messages.length; i++) {
            double number = Math.rint(messages[i] - lowest);
            nearest[i] = (short) number;
            near &= Math.abs(nearest[i] + lowest - messages[i]) <= NOISE * halfRange;
        }
        if (near) {
            whole[z] = nearest;
            return true;
        }
        if (!take((long) messages.length * (Float.BYTES - Short.BYTES))) {
            room.addAndGet((long) messages.length * Short.BYTES);
            return false;
        }
        broken[z] = new float[messages.length];
        for (int i = 0; i < messages.length; i++) {
            broken[z][i] = (float) messages[i];
        }
        return true;
    }

    @Override
    public void close() {
        for (int z = 0; z < size.z(); z++) {
            if (whole[z] != null) {
                Arrays.fill(whole[z], (short) 0);
            }
            if (broken[z] != null) {
                Arrays.fill(broken[z], 0);
            }
        }
    }

    private boolean take(long bytes) {
        boolean taken = room.addAndGet(-bytes) >= 0;
        if (!taken) {
            room.addAndGet(bytes);
        }
        return taken;
    }
}
