package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The public half {@code a} of a ciphertext, expanded from a public seed. Part of the wire format for ever.
 *
 * <p>For (plane, index, limb): AES-256 in counter mode, keyed by the seed, first counter block
 * {@code plane | index | limb | 0}, four bytes each, big endian. The stream is read in words of eight bytes, little
 * endian; of each word the lowest {@code q.bits()} bits are a candidate, candidates of q or more are skipped. Candidate
 * number p is the residue at transform position p ({@link io.github.veilgrid.he.ring.Ntt}); uniform in the transform's
 * domain is uniform. Residues come centred.
 *
 * <p>Immutable; thread safe, each thread has its own cipher.
 */
public final class UniformExpander {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Ring ring;
    private final PerThread<Stream> streams;

    /**
     * @param publicSeed32 32 bytes that may be known to everybody, fresh for each job
     */
    public UniformExpander(CkksParameters parameters, byte[] publicSeed32) {
        this(parameters.ring(), publicSeed32);
    }

    UniformExpander(Ring ring, byte[] publicSeed32) {
        this.ring = ring;
        byte[] seed = publicSeed32.clone();
        new KeyStream(seed);
        this.streams = new PerThread<>(() -> new Stream(seed, ring.dimension()));
    }

    private static final class Stream {
        final KeyStream keyStream;
        final byte[] buffer;

        Stream(byte[] seed, int dimension) {
            keyStream = new KeyStream(seed);
            buffer = new byte[dimension * Long.BYTES];
        }
    }

    /**
     * Expands {@code a(plane, index)}.
     *
     * @param a takes one row per limb, centred residues in the transform's domain
     */
    public void expand(int plane, int index, double[][] a) {
        expand(streams.get(), ring, plane, index, a);
    }

    /** Expands one element of a seed that is used no further: leaves nothing behind with the thread. */
    static void expandOnce(Ring ring, byte[] seed, int plane, int index, double[][] a) {
        expand(new Stream(seed, ring.dimension()), ring, plane, index, a);
    }

    private static void expand(Stream stream, Ring ring, int plane, int index, double[][] a) {
        for (int limb = 0; limb < ring.limbs(); limb++) {
            stream.keyStream.seek(ByteBuffer.allocate(KeyStream.IV_BYTES).putInt(plane).putInt(index).putInt(limb).array());
            fill(stream, ring.modulus(limb), a[limb]);
        }
    }

    private static void fill(Stream stream, Modulus q, double[] row) {
        byte[] buffer = stream.buffer;
        long modulus = q.value();
        long half = modulus >> 1;
        long mask = (1L << q.bits()) - 1;
        int filled = 0;
        while (filled < row.length) {
            int words = row.length - filled;
            stream.keyStream.read(buffer, words * Long.BYTES);
            for (int i = 0; i < words; i++) {
                long v = (long) WORD.get(buffer, i * Long.BYTES) & mask;
                if (v < modulus) {
                    row[filled++] = v - (half - v >> 63 & modulus);
                }
            }
        }
    }
}
