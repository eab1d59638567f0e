package io.github.veilgrid.remote;

import io.github.veilgrid.regrid.blind.AnswerSink;
import io.github.veilgrid.regrid.wire.Chunk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A remote service as the remote party. Each plane is kept until the job ends, so that it can be sent again whatever
 * happens; answers are handed on, on the caller's thread, while later planes are being made. However a job ends, the
 * service is asked to delete it: it cannot tell a good end from a bad one. What processes that died left there is deleted by
 * the next job ({@link JobTrace}).
 */
public final class HttpRemoteParty implements RemoteParty {

    /** Asked now and then while waiting; throws to stop. */
    @FunctionalInterface
    public interface Waiting {
        void check() throws IOException;
    }

    /** Planes take so much of the heap before they go to files. */
    private static final int PART_OF_MEMORY = 8;
    private static final Duration TURN = Duration.ofMillis(200);
    /** How long the owner waits, at the end, for the service to confirm that a job is deleted. */
    private static final Duration DELETION = Duration.ofSeconds(3);
    /** A wrong address is told soon; a service that was there once is waited for longer. */
    private static final Duration FIRST_CONTACT = Duration.ofSeconds(15);

    private final RemoteAddress address;
    private final Path spool;
    private final Waiting waiting;
    private final Optional<String> mapName;
    private final ServiceClient client;
    private final Backoff backoff;
    /** Id of the map that the first job was by. */
    private final AtomicReference<String> firstMap = new AtomicReference<>();

    /**
     * @param spool folder under which encrypted planes are kept while a job runs, if they are too many for memory
     * @param waiting asked while waiting for the service
     */
    public HttpRemoteParty(RemoteAddress address, Path spool, Waiting waiting) throws IOException {
        this(address, spool, waiting, Optional.empty());
    }

    /**
     * The same for jobs that need a map of the service's own. All are by one map: if the service changes what the name stands
     * for, the next is refused.
     *
     * @param mapName name of the map, as the service offers it
     */
    public HttpRemoteParty(RemoteAddress address, Path spool, Waiting waiting, Optional<String> mapName) throws IOException {
        this.address = address;
        this.spool = spool;
        this.waiting = waiting;
        this.mapName = mapName;
        this.client = new ServiceClient(address);
        this.backoff = new Backoff(address);
    }

    /**
     * Asks what the service offers, once.
     *
     * @throws ServiceException if it cannot be reached or is no such service
     */
    public static ServiceOffer offer(RemoteAddress address) throws IOException {
        RemoteAddress once = address.withPatience(Duration.ofMillis(1));
        ServiceClient client = new ServiceClient(once);
        return new Backoff(once).run(client::offer);
    }

    @Override
    public Session open(byte[] planChunk, AnswerSink answers) throws IOException {
        JobShape shape = JobShape.of(planChunk);
        // Refused here, before anything is sent, is what the service would refuse later.
        Duration patience = FIRST_CONTACT.compareTo(address.patience()) < 0 ? FIRST_CONTACT : address.patience();
        ServiceOffer offer = new Backoff(address.withPatience(patience), waiting).run(client::offer);
        Optional<String> map = offer.map(shape.plan(), mapName);
        if (map.isPresent() && !firstMap.compareAndSet(null, map.get()) && !firstMap.get().equals(map.get())) {
            throw MapMemory.changed(mapName.orElseThrow(), "run it again");
        }
        if (!offer.takes(shape.plan())) {
            throw new ServiceException(address, Problem.PLAN_REFUSED);
        }
        JobTrace.clear(spool, address, this::delete);
        JobTrace trace = JobTrace.leave(spool, address, shape.job());
        try {
            SentPlanes stored = new SentPlanes(trace.planes(), Runtime.getRuntime().maxMemory() / PART_OF_MEMORY);
            return new Sent(shape, trace, stored, new Transfer(client, backoff, shape, map, stored, 0, 0), answers);
        } catch (IOException | RuntimeException e) {
            trace.close();
            throw e;
        }
    }

    private void delete(String job) throws IOException {
        new Backoff(address.withPatience(DELETION)).run(() -> {
            client.delete(job);
            return null;
        });
    }

    private final class Sent implements Session {
        private final JobShape shape;
        private final JobTrace trace;
        private final SentPlanes stored;
        private final Transfer transfer;
        private final AnswerSink answers;
        private int planes;
        private int taken;

        Sent(JobShape shape, JobTrace trace, SentPlanes stored, Transfer transfer, AnswerSink answers) {
            this.shape = shape;
            this.trace = trace;
            this.stored = stored;
            this.transfer = transfer;
            this.answers = answers;
        }

        @Override
        public void send(byte[] planeChunk) throws IOException {
            stored.add(planeChunk);
            planes++;
            transfer.stored(planes);
            while (handOn(Duration.ZERO)) {
                waiting.check();
            }
        }

        private boolean handOn(Duration longest) throws IOException {
            Optional<Chunk> chunk = transfer.take(longest);
            if (chunk.isPresent()) {
                answers.answer(chunk.get());
                taken++;
            }
            return chunk.isPresent();
        }

        @Override
        public void finish() throws IOException {
            while (taken < shape.answers()) {
                waiting.check();
                handOn(TURN);
            }
        }

        @Override
        public void close() {
            transfer.close();
            boolean isDeleted = false;
            try {
                delete(shape.job());
                isDeleted = true;
            } catch (IOException e) {
                // The next job from here deletes this one as well, else the service does when it expires.
            }
            try {
                trace.end(isDeleted);
            } catch (IOException e) {
                // Encrypted bytes stay behind in a hidden folder; the job's result does not depend on them.
            }
        }
    }
}
