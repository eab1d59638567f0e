package io.github.veilgrid.remote;

import io.github.veilgrid.regrid.blind.AnswerSink;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import java.io.IOException;

/**
 * The remote party in this process, behind the same bytes as any other: useful to try things, and to regrid where owner
 * and remote party are one.
 */
public final class EmbeddedRemoteParty implements RemoteParty {

    private final int threads;

    /**
     * @param threads threads to work with, at least 1
     */
    public EmbeddedRemoteParty(int threads) {
        this.threads = threads;
    }

    @Override
    public Session open(byte[] planChunk, AnswerSink answers) throws IOException {
        BlindRegridder blind = new BlindRegridder(planChunk, threads);
        return new Session() {
            @Override
            public void send(byte[] planeChunk) throws IOException {
                blind.accept(planeChunk, answers);
            }

            @Override
            public void finish() throws IOException {
                blind.finish();
            }

            @Override
            public void close() {
                blind.close();
            }
        };
    }
}
