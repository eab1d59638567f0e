package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.regrid.wire.Chunk;
import java.io.IOException;

/** Takes planes of answers as they are complete. */
@FunctionalInterface
public interface AnswerSink {

    /**
     * @param plane number of the plane, ascending from 0
     * @param chunk the sealed chunk; the caller does not touch it again
     */
    void answer(int plane, byte[] chunk) throws IOException;

    /**
     * The same with a chunk whose checksum was checked on its way here; who would check it again overrides this.
     *
     * @param chunk an answer, parsed; the caller does not touch it again
     */
    default void answer(Chunk chunk) throws IOException {
        answer(chunk.index(), chunk.bytes());
    }
}
