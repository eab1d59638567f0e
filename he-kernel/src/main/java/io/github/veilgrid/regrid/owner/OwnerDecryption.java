package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.he.ckks.SecretKey;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.WireAxis;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Decrypts answers plane by plane into slices of the target grid, and compares the sampled voxels at the end. Planes may
 * come in any order, each once; answers may be decrypted while later planes are still being encrypted. For one caller at
 * a time; closing it wipes the ring secret.
 */
public final class OwnerDecryption implements AutoCloseable {

    private final OwnerState state;
    private final WirePlan wire;
    private final PlaneLayout layout;
    private final byte[] jobId;
    private final SecretKey secret;
    private final AnswerReader reader;
    private final Workers workers;
    private final ClearAxis[] axes;
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
        this.secret = key.ringSecret(wire.parameters());
        this.reader = new AnswerReader(state, secret);
        this.workers = new Workers(threads);
        this.axes = ClearAxis.of(wire, state.geometry(), state.outside());
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
        Chunk chunk = Chunk.parse(answerChunk, Chunk.Kind.ANSWER);
        if (!Arrays.equals(chunk.jobId(), jobId) || !Arrays.equals(chunk.planDigest(), state.planDigest())) {
            throw new WireFormatException("the answer belongs to another job");
        }
        int w = chunk.index();
        if (w >= seen.length || seen[w]) {
            throw new WireFormatException("answer plane " + w + " was not due");
        }
        if (chunk.payloadBytes() != layout.answerBytes()) {
            throw new WireFormatException("answer plane " + w + " has " + chunk.payloadBytes()
                    + " bytes where the plan says " + layout.answerBytes());
        }
        double[][] slices = new double[wire.axis(2).tiles()][wire.axis(0).outputs() * wire.axis(1).outputs()];
        int count = wire.ciphertextsDown();
        workers.each((count + 1) / 2, pair -> decrypt(chunk, 2 * pair, Math.min(2, count - 2 * pair), slices));
        for (int tile = 0; tile < slices.length; tile++) {
            int z = tile * wire.axis(2).tileSize() + w;
            if (z < wire.axis(2).outputs()) {
                finishSlice(z, slices[tile]);
                sink.slice(z, slices[tile]);
            }
        }
        seen[w] = true;
    }

    private void decrypt(Chunk chunk, int first, int count, double[][] slices) throws WireFormatException {
        double[][] messages = reader.messages(chunk.bytes(), first, count);
        for (int i = 0; i < count; i++) {
            scatter(chunk.index(), first + i, messages[i], slices);
        }
    }

    /** Puts the values of local output (u, v, w) of every tile into its place; what was centred gets its centre back. */
    private void scatter(int w, int ciphertext, double[] messages, double[][] slices) {
        WireAxis x = wire.axis(0);
        WireAxis y = wire.axis(1);
        int u = ciphertext % x.tileSize();
        int v = ciphertext / x.tileSize();
        int slot = 0;
        for (int tileZ = 0; tileZ < slices.length; tileZ++) {
            double[] slice = slices[tileZ];
            double sumZ = axes[2].sum(Math.min(tileZ * wire.axis(2).tileSize() + w, wire.axis(2).outputs() - 1));
            for (int tileY = 0; tileY < y.tiles(); tileY++) {
                int row = tileY * y.tileSize() + v;
                for (int tileX = 0; tileX < x.tiles(); tileX++) {
                    int column = tileX * x.tileSize() + u;
                    if (row < y.outputs() && column < x.outputs()) {
                        slice[column + row * x.outputs()] = messages[slot] * state.slope()
                                + state.centre() * axes[0].sum(column) * axes[1].sum(row) * sumZ;
                    }
                    slot++;
                }
            }
        }
    }

    /** Notes the sampled voxels, then puts fill and padding where they belong. */
    private void finishSlice(int z, double[] values) {
        CheckSamples samples = state.samples();
        for (int i = 0; i < sampled.length; i++) {
            if (samples.z(i) == z) {
                sampled[i] = values[samples.x(i) + samples.y(i) * wire.axis(0).outputs()];
            }
        }
        state.padding().apply(axes[0], axes[1], axes[2], z, values);
        fillOutside(z, values);
    }

    private void fillOutside(int z, double[] values) {
        int width = axes[0].outputs();
        for (int v = 0; v < axes[1].outputs(); v++) {
            boolean rowOutside = !axes[2].inside(z) || !axes[1].inside(v);
            for (int u = 0; u < width; u++) {
                if (rowOutside || !axes[0].inside(u)) {
                    values[u + v * width] = state.fill();
                }
            }
        }
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
        secret.close();
        workers.close();
    }
}
