package io.github.veilgrid.regrid.owner;

import java.io.IOException;

/** Puts decrypted messages into slices of the target. Answer planes one by one; messages of a plane by several threads. */
interface Assembly {

    /** The way of a job. */
    static Assembly of(OwnerState state, ClearGrid grid) {
        if (state.wire() instanceof io.github.veilgrid.regrid.wire.PrivatePlan) {
            return new PrivateAssembly(state);
        }
        return state.wire() instanceof io.github.veilgrid.regrid.wire.AffinePlan
                ? new AffineAssembly(state, grid) : new TileAssembly(state, (ClearAxes) grid);
    }

    /** Makes room for an answer plane. */
    void start();

    /** Puts the messages of a ciphertext, one per tile, into place; what was centred gets its centre back. */
    void put(int plane, int ciphertext, double[] messages);

    /** Hands over, as real-world values, the slices that are complete with an answer plane. */
    void finish(int plane, Slices slices) throws IOException;

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
