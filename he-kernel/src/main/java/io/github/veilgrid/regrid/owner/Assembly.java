package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.io.IOException;

/** Puts decrypted messages into slices of the target. Answer planes one by one; messages of a plane by several threads. */
interface Assembly {

    /** The way of a job. */
    static Assembly of(OwnerState state) {
        if (state.wire() instanceof PrivatePlan) {
            return new PrivateAssembly(state);
        }
        ClearGrid grid = ClearGrid.of(state.wire(), state.geometry(), state.outside());
        return state.wire() instanceof AffinePlan
                ? new AffineAssembly(state, grid) : new TileAssembly(state, (ClearAxes) grid);
    }

    /** Makes room for an answer plane. */
    void start();

    /** Puts the messages of a ciphertext, one per tile, into place; what was centred gets its centre back. */
    void put(int plane, int ciphertext, double[] messages);

    /** Hands over, as real-world values, the slices that are complete with an answer plane. */
    void finish(int plane, Slices slices) throws IOException;

    /** Puts fill and padding where they belong in a slice that was handed over. */
    void cover(int z, double[] values);

    /**
     * Judges what was put into place, once all is there.
     *
     * @throws AnswerRejectedException if it cannot be the answer to what was asked
     */
    default void judge() throws AnswerRejectedException {
    }

    /** Takes slices, each once. */
    interface Slices {
        void slice(int z, double[] values) throws IOException;
    }
}
