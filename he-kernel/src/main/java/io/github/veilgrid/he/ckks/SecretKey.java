package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.Ring;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A uniform ternary secret, derived from 32 secret bytes. {@link #close} wipes it; using it afterwards is an
 * {@link IllegalStateException}. Never printed, never compared. Thread safe as long as nobody closes it meanwhile.
 *
 * <p>Keys with an extreme slot value ({@link #slotBound}) are passed over, so that planners can bound what rounding a
 * ciphertext costs; at N = 32768 two keys in a hundred are, at smaller N fewer, which takes a fortieth of a bit from its entropy.
 *
 * <p>A key remembers the public seeds it has encrypted with: a second {@link Encryptor} with the same one is refused.
 */
public final class SecretKey implements AutoCloseable {

    private static final String LABEL = "ternary key";
    private static final double SLOT_DEVIATIONS = 5;

    private final CkksParameters parameters;
    private final double[][] transformed;
    private final Set<ByteBuffer> usedSeeds = ConcurrentHashMap.newKeySet();
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
        } while (parameters.encoder().largestSlot(coefficients) > slotBound(n));
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

    public CkksParameters parameters() {
        return parameters;
    }

    /** Takes a seed for the one encryptor that may use it with this key. */
    void claimSeed(byte[] publicSeed) {
        if (!usedSeeds.add(ByteBuffer.wrap(publicSeed.clone()))) {
            throw new IllegalStateException("this key has encrypted with that seed before: a seed is used once");
        }
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
