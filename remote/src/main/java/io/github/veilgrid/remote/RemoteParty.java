package io.github.veilgrid.remote;

import io.github.veilgrid.regrid.blind.AnswerSink;
import java.io.IOException;

/** Somebody who regrids encrypted jobs and holds no key. */
public interface RemoteParty {

    /**
     * Begins a job.
     *
     * @param planChunk the job's plan
     * @param answers receives the answer chunks, during {@link Session#send} or {@link Session#finish}
     * @throws IOException if the plan is refused or the party cannot be reached
     */
    Session open(byte[] planChunk, AnswerSink answers) throws IOException;

    /** One job under way. For one caller at a time. */
    interface Session extends AutoCloseable {

        /** Sends the next plane. */
        void send(byte[] planeChunk) throws IOException;

        /** Says that every plane was sent and waits for the remaining answers. */
        void finish() throws IOException;

        /** Ends the job, whether finished or not. */
        @Override
        void close();
    }
}
