package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.SwitchedPlan;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.Arrays;

/** Bytes of answers to messages: unpacks, decrypts and decodes. Planes one by one; those of a plane by several threads. */
abstract class AnswerReader implements AutoCloseable {

    private final JobPlan wire;
    private final Encoder encoder;
    private final double scale;
    /** Four rows for each thread, which stay in its cache. */
    private final PerThread<double[][]> workspaces;

    AnswerReader(OwnerState state) {
        wire = state.wire();
        encoder = wire.parameters().encoder();
        workspaces = new PerThread<>(() -> new double[4][wire.parameters().ringDimension()]);
        scale = state.messageScale() * wire.weightScale() / Math.pow(2, wire.parameters().log2Modulus());
    }

    /** The way of a job. */
    static AnswerReader of(OwnerState state, JobKey key) {
        return state.wire() instanceof SwitchedPlan switched
                ? new SwitchedAnswers(state, switched, key) : new SharedMaskAnswers(state, (WirePlan) state.wire(), key);
    }

    /**
     * Turns to an answer plane.
     *
     * @return whether it holds messages
     * @throws WireFormatException if another plane must come before
     */
    abstract boolean plane(Chunk chunk, Workers workers) throws IOException;

    /**
     * Decrypts a ciphertext of the plane.
     *
     * @param fractions takes coefficients as fractions of the modulus
     */
    abstract void decrypt(Chunk chunk, int index, double[] fractions) throws WireFormatException;

    /**
     * Messages of neighbouring ciphertexts of the plane.
     *
     * @param first index of the first ciphertext
     * @param count 1 or 2; two share a transform
     * @return one message per tile and ciphertext, in units of the stored quantum, centred; the thread's own until it
     *     asks again
     */
    final double[][] messages(Chunk chunk, int first, int count) throws WireFormatException {
        double[][] rows = workspaces.get();
        double[][] fractions = Arrays.copyOf(rows, count);
        for (int i = 0; i < count; i++) {
            decrypt(chunk, first + i, fractions[i]);
        }
        if (!wire.packing().inSlots()) {
            for (double[] messages : fractions) {
                for (int k = 0; k < messages.length; k++) {
                    messages[k] /= scale;
                }
            }
            return fractions;
        }
        double[][] messages = Arrays.copyOfRange(rows, 2, 2 + count);
        if (count == 2) {
            encoder.decodePair(fractions[0], fractions[1], scale, messages[0], messages[1]);
        } else {
            encoder.decode(fractions[0], scale, messages[0]);
        }
        return messages;
    }

    @Override
    public abstract void close();
}
