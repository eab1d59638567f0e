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
    private final BlindRegridder.Maps maps;

    /**
     * @param threads threads to work with, at least 1
     */
    public EmbeddedRemoteParty(int threads) {
        this(threads, BlindRegridder.NO_MAPS);
    }

    /** The same for a party with a map of its own. */
    public EmbeddedRemoteParty(int threads, BlindRegridder.Maps maps) {
        this.threads = threads;
        this.maps = maps;
    }

    @Override
    public Session open(byte[] planChunk, AnswerSink answers) throws IOException {
        BlindRegridder blind = new BlindRegridder(planChunk, threads, maps);
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
