package io.github.veilgrid.regrid.blind;

import java.io.IOException;

/** Takes planes of answers as they are complete. */
@FunctionalInterface
public interface AnswerSink {

    /**
     * @param plane number of the plane, ascending from 0
     * @param chunk the sealed chunk; the caller does not touch it again
     */
    void answer(int plane, byte[] chunk) throws IOException;
}
