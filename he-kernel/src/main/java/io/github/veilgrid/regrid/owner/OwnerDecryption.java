package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Decrypts answers plane by plane into slices of the target grid, and compares the sampled voxels at the end. Planes may
 * come in any order, each once; along the scan's axes plane 0, which all others need, comes first. Answers may be decrypted
 * while later planes are still being encrypted. For one caller at a time; closing it wipes its keys.
 */
public final class OwnerDecryption implements AutoCloseable {

    private final OwnerState state;
    private final JobPlan wire;
    private final PlaneLayout layout;
    private final byte[] jobId;
    private final AnswerReader reader;
    private final Workers workers;
    private final Assembly assembly;
    private final boolean[] seen;
    private final double[] sampled;

    /**
     * @param state what was kept of the encryption
     * @param key the job's key
     * @param threads threads to work with, at least 1
     */
    public OwnerDecryption(OwnerState state, JobKey key, int threads) {
        this.state = state;
        this.wire = state.wire();
        this.layout = new PlaneLayout(wire);
        this.jobId = key.jobId();
        this.reader = AnswerReader.of(state, key);
        this.workers = new Workers(threads);
        this.assembly = Assembly.of(state);
        this.seen = new boolean[wire.planesDown()];
        this.sampled = new double[state.samples().count()];
    }

    /**
     * Decrypts a plane of answers and hands over the slices it holds.
     *
     * @throws WireFormatException if the chunk is not an answer to this job, whole and unaltered, or came before
     * @throws IOException if the sink fails
     */
    public void decryptPlane(byte[] answerChunk, SliceSink sink) throws IOException {
        decryptPlane(Chunk.parse(answerChunk, Chunk.Kind.ANSWER), sink);
    }

    /**
     * The same with a chunk that was parsed as an answer before, and whose checksum need not be computed again.
     *
     * @throws WireFormatException if the chunk is not an answer to this job, or came before
     * @throws IOException if the sink fails
     */
    public void decryptPlane(Chunk chunk, SliceSink sink) throws IOException {
        if (!Arrays.equals(chunk.jobId(), jobId) || !Arrays.equals(chunk.planDigest(), state.planDigest())) {
            throw new WireFormatException("the answer belongs to another job");
        }
        int w = chunk.index();
        if (w >= seen.length || seen[w]) {
            throw new WireFormatException("answer plane " + w + " was not due");
        }
        if (chunk.payloadBytes() != layout.answerBytes(w)) {
            throw new WireFormatException("answer plane " + w + " has " + chunk.payloadBytes()
                    + " bytes where the plan says " + layout.answerBytes(w));
        }
        if (reader.plane(chunk, workers)) {
            assembly.start();
            int count = wire.ciphertextsDown(w);
            workers.each((count + 1) / 2, pair -> decrypt(chunk, 2 * pair, Math.min(2, count - 2 * pair)));
            assembly.finish(w, (z, values) -> {
                finishSlice(z, values);
                sink.slice(z, values);
            });
        }
        seen[w] = true;
    }

    private void decrypt(Chunk chunk, int first, int count) throws WireFormatException {
        double[][] messages = reader.messages(chunk, first, count);
        for (int i = 0; i < count; i++) {
            assembly.put(chunk.index(), first + i, messages[i]);
        }
    }

    /** Notes the sampled voxels, then puts fill and padding where they belong. */
    private void finishSlice(int z, double[] values) {
        CheckSamples samples = state.samples();
        for (int i = 0; i < sampled.length; i++) {
            if (samples.z(i) == z) {
                sampled[i] = values[samples.x(i) + samples.y(i) * wire.outputs(0)];
            }
        }
        assembly.cover(z, values);
    }

    /**
     * Says that no answer follows, and judges the result.
     *
     * @throws WireFormatException if planes are missing
     * @throws AnswerRejectedException if a sampled voxel is off by more than the bound
     */
    public ErrorFigures finish() throws WireFormatException, AnswerRejectedException {
        for (int w = 0; w < seen.length; w++) {
            if (!seen[w]) {
                throw new WireFormatException("answer plane " + w + " is missing");
            }
        }
        assembly.judge();
        double[] errors = sampledErrors();
        double worst = 0;
        double squares = 0;
        for (double error : errors) {
            worst = Math.max(worst, Math.abs(error));
            squares += error * error;
        }
        if (!(worst <= state.predictedBound())) {
            throw new AnswerRejectedException(String.format(Locale.ROOT,
                    "the answer is wrong: a sampled voxel is off by %.4g where at most %.4g is possible; "
                            + "nothing was written, and this job's key must not be used again", worst,
                    state.predictedBound()));
        }
        return new ErrorFigures(state.predictedBound(), worst, Math.sqrt(squares / Math.max(1, errors.length)),
                errors.length);
    }

    /** Decrypted value minus the value in the clear at every sampled voxel that is not padding; valid after the last plane. */
    public double[] sampledErrors() {
        return IntStream.range(0, sampled.length).mapToDouble(i -> sampled[i] - state.samples().reference(i))
                .filter(error -> !Double.isNaN(error)).toArray();
    }

    @Override
    public void close() {
        reader.close();
        workers.close();
    }
}
