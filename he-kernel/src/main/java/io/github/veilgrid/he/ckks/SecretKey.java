package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.Ring;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A uniform ternary secret, derived from 32 secret bytes. {@link #close} wipes it; using it afterwards is an
 * {@link IllegalStateException}. Never printed, never compared. Thread safe as long as nobody closes it meanwhile.
 *
 * <p>Keys with an extreme slot value ({@link #slotBound}) are passed over, so that planners can bound what rounding a
 * ciphertext costs; fewer than one key in a hundred is, which takes a negligible part of a bit from its entropy.
 */
public final class SecretKey implements AutoCloseable {

    private static final String LABEL = "ternary key";
    private static final double SLOT_DEVIATIONS = 5;

    private final CkksParameters parameters;
    private final double[][] transformed;
    private volatile boolean closed;

    private SecretKey(CkksParameters parameters, double[][] transformed) {
        this.parameters = parameters;
        this.transformed = transformed;
    }

    /**
     * The key that belongs to those bytes: the same on every machine.
     *
     * @param seed32 32 uniform secret bytes; not kept, wiping it is up to the caller
     */
    public static SecretKey derive(CkksParameters parameters, byte[] seed32) {
        int n = parameters.ringDimension();
        KeyStream stream = new KeyStream(seed32);
        byte[] label = LABEL.getBytes(StandardCharsets.US_ASCII);
        stream.seek(ByteBuffer.allocate(KeyStream.IV_BYTES).put(label).array());
        SecretSampler sampler = new SecretSampler(stream, n);
        double[] coefficients = new double[n];
        do {
            sampler.ternary(coefficients);
        } while (largestSlot(parameters.encoder(), coefficients) > slotBound(n));
        Ring ring = parameters.keyRing();
        double[][] rows = ring.allocate();
        for (int limb = 0; limb < ring.limbs(); limb++) {
            ring.ntt(limb).forward(coefficients, rows[limb]);
        }
        sampler.wipe();
        Arrays.fill(coefficients, 0);
        return new SecretKey(parameters, rows);
    }

    /** No slot of a key is larger: five deviations, {@code 5 sqrt(4N/3)}. */
    public static double slotBound(int ringDimension) {
        return SLOT_DEVIATIONS * Math.sqrt(4.0 * ringDimension / 3);
    }

    private static double largestSlot(Encoder encoder, double[] coefficients) {
        double[] slots = new double[coefficients.length];
        encoder.decode(coefficients, 1, slots);
        double largest = 0;
        for (double s : slots) {
            largest = Math.max(largest, Math.abs(s));
        }
        Arrays.fill(slots, 0);
        return largest;
    }

    public CkksParameters parameters() {
        return parameters;
    }

    /** The key in the transform's domain, special primes included: not to be changed. */
    double[] row(int limb) {
        if (closed) {
            throw new IllegalStateException("this secret key is closed");
        }
        return transformed[limb];
    }

    @Override
    public void close() {
        closed = true;
        for (double[] row : transformed) {
            Arrays.fill(row, 0);
        }
    }

    @Override
    public String toString() {
        return "secret key";
    }
}
