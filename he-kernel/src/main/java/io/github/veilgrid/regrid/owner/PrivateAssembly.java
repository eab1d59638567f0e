package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.wire.PrivateAxis;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.WeightHiding;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Slices of a private job: an answer plane holds one row of every tile, so the slices of a block are held, four bytes a
 * voxel, until its last row has come.
 *
 * <p>Without the map nothing can be compared with the scan. What can be seen is whether values lie in the range that
 * encrypted ones have, which answers to something else do not: that is judged at the end.
 */
final class PrivateAssembly implements Assembly {

    private final OwnerState state;
    private final PrivatePlan wire;
    private final double limit;
    private final Map<Integer, Block> blocks = new HashMap<>();
    private final AtomicLong outside = new AtomicLong();

    /** Slices under way. */
    private static final class Block {
        private final float[][] slices;
        private int rows;

        Block(int count, int voxels) {
            slices = new float[count][voxels];
        }
    }

    PrivateAssembly(OwnerState state) {
        this.state = state;
        this.wire = (PrivatePlan) state.wire();
        double gain = WeightHiding.gain(wire.interpolation());
        this.limit = gain * gain * wire.magnitude() + state.predictedBound() / state.slope();
    }

    @Override
    public void start() {
        // Rows find their block themselves.
    }

    @Override
    public void put(int plane, int ciphertext, double[] messages) {
        PrivateAxis x = wire.axis(0);
        PrivateAxis y = wire.axis(1);
        float[][] slices = block(plane).slices;
        int v = plane % y.tileSize();
        long beyond = 0;
        for (int z = 0; z < slices.length; z++) {
            float[] slice = slices[z];
            int slot = wire.slots().firstSlot(z);
            for (int tileY = 0; tileY < y.tiles(); tileY++) {
                int line = tileY * y.tileSize() + v;
                for (int tileX = 0; tileX < x.tiles(); tileX++) {
                    int column = tileX * x.tileSize() + ciphertext;
                    double message = messages[slot++];
                    if (line < y.outputs() && column < x.outputs()) {
                        slice[column + x.outputs() * line] = (float) message;
                        beyond += Math.abs(message) <= limit ? 0 : 1;
                    }
                }
            }
        }
        outside.addAndGet(beyond);
    }

    private Block block(int plane) {
        int number = plane / wire.axis(1).tileSize();
        synchronized (blocks) {
            return blocks.computeIfAbsent(number, n -> new Block(
                    Math.min(wire.slicesInBlock(), wire.slices() - n * wire.slicesInBlock()), wire.outputs(0) * wire.outputs(1)));
        }
    }

    @Override
    public void finish(int plane, Slices taker) throws IOException {
        Block block = block(plane);
        int number = plane / wire.axis(1).tileSize();
        if (++block.rows < wire.axis(1).tileSize()) {
            return;
        }
        blocks.remove(number);
        for (int i = 0; i < block.slices.length; i++) {
            double[] values = new double[block.slices[i].length];
            for (int voxel = 0; voxel < values.length; voxel++) {
                values[voxel] = block.slices[i][voxel] * state.slope() + state.fill();
            }
            taker.slice(number * wire.slicesInBlock() + i, values);
        }
    }

    @Override
    public void cover(int z, double[] values) {
        // Where the scan ends only the remote party knows; it answers fill there, and padding was encrypted as fill.
    }

    @Override
    public void judge() throws AnswerRejectedException {
        if (outside.get() > 0) {
            throw new AnswerRejectedException(String.format(Locale.ROOT,
                    "the answer is wrong: %d voxels have values that no interpolation of the scan can give; nothing was written, "
                            + "and this job's key must not be used again", outside.get()));
        }
    }
}
