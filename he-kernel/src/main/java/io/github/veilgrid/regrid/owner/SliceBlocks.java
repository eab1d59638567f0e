package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.grid.Size;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slices that can only be computed many at a time, kept in blocks until memory runs short: readers go through the scan in
 * several places at once, one for each tile along z, slice after slice. A volume that is
 * done with gives its memory back when others need it. Thread safe.
 */
final class SliceBlocks {

    /** Computes slices {@code first} to {@code first + slices.length - 1}. */
    @FunctionalInterface
    interface Loader {
        void load(int first, double[][] slices) throws IOException;
    }

    /** Share of the heap that blocks may take. */
    private static final int HEAP_SHARE = 5;

    private final Size size;
    private final Loader loader;
    private final int length;
    private final int capacity;
    private final Map<Integer, SoftReference<double[][]>> blocks = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param size of the volume
     * @param readers places at which it will be read side by side
     * @param bytes that blocks may take
     */
    SliceBlocks(Size size, int readers, Loader loader, long bytes) {
        this.size = size;
        this.loader = loader;
        long slices = Math.max(1, bytes / ((long) size.slice() * Double.BYTES));
        this.length = slices >= size.z() ? size.z() : (int) Math.max(1, slices / Math.max(1, readers));
        this.capacity = (int) Math.max(1, Math.min(size.z(), slices) / length);
    }

    /** Bytes that one set of blocks may well take. */
    static long heapShare() {
        return Runtime.getRuntime().maxMemory() / HEAP_SHARE;
    }

    /** Copies a slice. */
    synchronized void read(int z, double[] values) throws IOException {
        int block = z / length;
        SoftReference<double[][]> kept = blocks.get(block);
        double[][] slices = kept == null ? null : kept.get();
        if (slices == null) {
            for (Iterator<?> eldest = blocks.values().iterator(); blocks.size() >= capacity; ) {
                eldest.next();
                eldest.remove();
            }
            slices = new double[Math.min(length, size.z() - block * length)][size.slice()];
            loader.load(block * length, slices);
            blocks.put(block, new SoftReference<>(slices));
        }
        System.arraycopy(slices[z % length], 0, values, 0, size.slice());
    }

    /** Overwrites what is kept. */
    synchronized void wipe() {
        for (SoftReference<double[][]> kept : blocks.values()) {
            double[][] slices = kept.get();
            if (slices != null) {
                Arrays.stream(slices).forEach(slice -> Arrays.fill(slice, 0));
            }
        }
        blocks.clear();
    }
}
