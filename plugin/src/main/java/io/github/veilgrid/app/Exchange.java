package io.github.veilgrid.app;

import io.github.veilgrid.app.StageClock.Part;
import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.blind.AnswerSink;
import io.github.veilgrid.regrid.owner.ErrorFigures;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerDecryption;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.owner.SliceSink;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.remote.RemoteParty;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One volume through the remote party and back. Encryption, the remote party's work and decryption overlap, a few planes
 * ahead of each other at most; with one thread they take turns. With more, each stage has that many: what it must do on one
 * thread, as checksums, the others then fill. The key is made here and never leaves.
 *
 * @param party who regrids
 * @param threads of the owner's side
 * @param progress hears of planes, on the caller's thread
 * @param cancellation asked many times a second
 * @param clock counts the time
 */
record Exchange(RemoteParty party, int threads, Progress progress, Cancellation cancellation, StageClock clock) {

    /** The picture needs no more of a plane than this. */
    private static final int SEEN_BYTES = 1 << 22;

    private static final int STAGES = 3;
    /** Chunks that wait for the remote party, answers that wait for decryption: a plane completes two or three. */
    private static final int SENT = 2;
    private static final int ANSWERED = 4;

    /**
     * A volume that came back and passed the sampled check.
     *
     * @param error what the check found
     * @param bytes what travelled
     * @param seen bytes of the middle plane of ciphertexts, for the picture
     * @param errors of the sample, one by one
     */
    record Outcome(ErrorFigures error, RegridReport.Traffic bytes, byte[] seen, double[] errors) {
    }

    /** An answer that waits for its decryption. */
    @FunctionalInterface
    private interface Answer {
        void decrypt() throws IOException;
    }

    /**
     * @param sink receives every slice of the target once, before the check: it must not publish them until this returns
     */
    Outcome run(RegridPlan plan, VoxelSource volume, SliceSink sink) throws Exception {
        WatchedVoxels watched = new WatchedVoxels(volume, clock, cancellation);
        try (MasterKey master = MasterKey.random()) {
            JobKey key = JobKey.create(master);
            try (OwnerEncryption encryption = new OwnerEncryption(plan, key, watched, threads);
                    OwnerDecryption decryption = new OwnerDecryption(encryption.state(), key, threads)) {
                return new Volley(encryption, decryption, sink, plan.planesDown()).go();
            }
        }
    }

    /** Encrypts a plane; a scan that turns out to be unreadable half-way is a refused input. */
    static byte[] encrypt(OwnerEncryption encryption, int plane) throws IOException, JobFailure {
        try {
            return encryption.encryptPlane(plane);
        } catch (DicomException | JobCancelledException known) {
            throw known;
        } catch (IOException unreadable) {
            throw new JobFailure(JobFailure.Kind.INPUT, "The scan cannot be read to its end: "
                    + unreadable.getMessage() + ".", unreadable);
        }
    }

    /** The planes of one volume, forth and back. */
    private final class Volley {
        private final OwnerEncryption encryption;
        private final OwnerDecryption decryption;
        private final SliceSink sink;
        private final int planes;
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicLong up = new AtomicLong();
        private final AtomicLong down = new AtomicLong();
        private volatile byte[] seen = new byte[0];

        Volley(OwnerEncryption encryption, OwnerDecryption decryption, SliceSink sink, int answers) {
            this.encryption = encryption;
            this.decryption = decryption;
            this.sink = sink;
            this.planes = encryption.planes() + answers;
        }

        Outcome go() throws Exception {
            byte[] planChunk = encryption.planChunk();
            up.addAndGet(planChunk.length);
            Pipeline pipeline = new Pipeline(threads == 1 ? 1 : STAGES);
            Pipeline.Belt<byte[]> sent = pipeline.new Belt<>(SENT);
            Pipeline.Belt<Answer> answered = pipeline.new Belt<>(ANSWERED);
            try {
                pipeline.start("encrypt", () -> encryptAll(sent));
                // Meanwhile: the remote party makes its weights ready.
                try (RemoteParty.Session session = pipeline.turn(() -> party.open(planChunk, new Taker(answered)))) {
                    try {
                        pipeline.start("remote", () -> regridAll(session, sent, answered));
                        pipeline.start("decrypt", () -> decryptAll(answered));
                        pipeline.await(this::look);
                    } finally {
                        pipeline.stop();
                    }
                }
            } finally {
                pipeline.stop();
            }
            progress.at(Progress.Stage.CHECK, 1);
            return new Outcome(decryption.finish(), new RegridReport.Traffic(up.get(), down.get()), seen,
                    decryption.sampledErrors());
        }

        /** Answers count as well: a service may be far behind what was sent. */
        private void look() throws JobCancelledException {
            cancellation.check();
            progress.at(Progress.Stage.REGRID, (double) done.get() / planes);
        }

        private void encryptAll(Pipeline.Belt<byte[]> sent) throws Exception {
            for (int plane = 0; plane < encryption.planes(); plane++) {
                int number = plane;
                byte[] chunk = clock.time(Part.ENCRYPT, () -> encrypt(encryption, number));
                up.addAndGet(chunk.length);
                if (plane == encryption.planes() / 2) {
                    seen = Arrays.copyOf(chunk, Math.min(chunk.length, SEEN_BYTES));
                }
                sent.put(chunk);
                done.incrementAndGet();
            }
            sent.end();
        }

        private void regridAll(RemoteParty.Session session, Pipeline.Belt<byte[]> sent, Pipeline.Belt<Answer> answered)
                throws Exception {
            for (byte[] chunk = sent.take(); chunk != null; chunk = sent.take()) {
                byte[] plane = chunk;
                clock.time(Part.REMOTE, () -> {
                    session.send(plane);
                    return null;
                });
            }
            clock.time(Part.REMOTE, () -> {
                session.finish();
                return null;
            });
            answered.end();
        }

        /** Puts answers on the belt. Waiting for the decryption is no work of the remote party. */
        private final class Taker implements AnswerSink {
            private final Pipeline.Belt<Answer> answered;

            Taker(Pipeline.Belt<Answer> answered) {
                this.answered = answered;
            }

            @Override
            public void answer(int plane, byte[] bytes) throws IOException {
                handOn(bytes.length, () -> decryption.decryptPlane(bytes, sink));
            }

            @Override
            public void answer(Chunk checked) throws IOException {
                handOn(checked.bytes().length, () -> decryption.decryptPlane(checked, sink));
            }

            private void handOn(int bytes, Answer answer) throws IOException {
                down.addAndGet(bytes);
                try {
                    clock.time(Part.OTHER, () -> {
                        answered.put(answer);
                        return null;
                    });
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted");
                }
            }
        }

        private void decryptAll(Pipeline.Belt<Answer> answered) throws Exception {
            for (Answer next = answered.take(); next != null; next = answered.take()) {
                Answer answer = next;
                clock.time(Part.DECRYPT, () -> {
                    answer.decrypt();
                    return null;
                });
                done.incrementAndGet();
            }
        }
    }
}
