package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.Locale;

/** Brings the voxels of a plane into the slots of its ciphertexts. Thread safe, except that planes are read one by one. */
interface Gather extends AutoCloseable {

    /** Takes note of a source slice that was read. */
    @FunctionalInterface
    interface SliceObserver {
        void slice(int z, double[] values);
    }

    /**
     * The way of a plan.
     *
     * @param threads that a B-spline's coefficients may be computed with
     */
    static Gather of(RegridPlan plan, VoxelSource volume, int threads) {
        if (!volume.size().equals(plan.task().source().size())) {
            throw new IllegalArgumentException("a volume of " + volume.size() + " for a plan of " + plan.task().source().size());
        }
        if (plan.wire() instanceof PrivatePlan) {
            return new PrivateGather(plan, volume);
        }
        return plan.wire() instanceof AffinePlan ? new AffineGather(plan, volume, threads) : new TileGather(plan, volume, threads);
    }

    /**
     * Reads what a plane needs, as messages: centred by the declared range and divided by the stored quantum, padding as
     * the centre of the range.
     *
     * @throws IOException if a slice cannot be read or holds a value outside its declared range
     */
    double[][] read(int plane, Workers workers, SliceObserver observer) throws IOException;

    /**
     * Messages of a ciphertext of the plane read.
     *
     * @param read what {@link #read} gave
     * @param slots takes one message per tile
     */
    void slots(int ciphertext, double[][] read, double[] slots);

    /** Wipes what is held of the scan from one plane to the next. */
    @Override
    void close();

    /** What is said of a value that the declared range does not hold. */
    static IOException outsideRange(int slice) {
        return new IOException(String.format(Locale.ROOT,
                "slice %d holds a value outside the range that the scan declares", slice));
    }
}
