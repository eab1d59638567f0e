package io.github.veilgrid.he.wire;

import io.github.veilgrid.he.ring.Modulus;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A row of residues as a bit stream: residue i, in {@code 0..q-1}, takes bits {@code i*b .. i*b+b-1} with
 * {@code b} the bits of {@code q-1}; bit k of the stream is bit {@code k mod 8} of byte {@code k/8}. The last byte is filled with
 * zeros. Stateless, thread safe.
 */
public final class ResiduePacking {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ResiduePacking() {
    }

    /** Bytes that hold {@code count} residues of {@code bits} bits. */
    public static int bytes(int count, int bits) {
        return Math.toIntExact(((long) count * bits + 7) / 8);
    }

    /** Bits of a residue modulo that number. */
    public static int bits(long modulus) {
        return Long.SIZE - Long.numberOfLeadingZeros(modulus - 1);
    }

    /**
     * Writes a row.
     *
     * @param centredResidues {@code |x| < q}
     * @param out takes {@link #bytes} bytes from {@code offset}
     * @throws IllegalArgumentException if a residue is not smaller than q, or {@code out} is too short
     */
    public static void pack(double[] centredResidues, Modulus q, byte[] out, int offset) {
        pack(centredResidues, q.value(), out, offset);
    }

    /** The same for any modulus, prime or not, from 2 to 2^50. */
    public static void pack(double[] centredResidues, long modulus, byte[] out, int offset) {
        int bits = bits(modulus);
        int end = end(centredResidues.length, bits, out, offset);
        long buffer = 0;
        int filled = 0;
        int at = offset;
        long outside = 0;
        for (double x : centredResidues) {
            long v = (long) x;
            v += v >> 63 & modulus;
            outside |= v | modulus - 1 - v;
            buffer |= v << filled;
            filled += bits;
            if (filled >= Long.SIZE) {
                LONG.set(out, at, buffer);
                at += Long.BYTES;
                filled -= Long.SIZE;
                buffer = filled == 0 ? 0 : v >>> (bits - filled);
            }
        }
        if (outside < 0) {
            throw new IllegalArgumentException("a residue is not smaller than its modulus " + modulus);
        }
        for (; at < end; at++) {
            out[at] = (byte) buffer;
            buffer >>>= 8;
        }
    }

    /**
     * Reads a row.
     *
     * @param residues takes its length of centred residues
     * @throws WireFormatException if the bytes are too few, a residue is q or more, or a padding bit is set
     */
    public static void unpack(byte[] in, int offset, Modulus q, double[] residues) throws WireFormatException {
        unpack(in, offset, q.value(), residues);
    }

    /** The same for any modulus, prime or not, from 2 to 2^50; half of an even one comes as {@code +modulus/2}. */
    public static void unpack(byte[] in, int offset, long modulus, double[] residues) throws WireFormatException {
        int bits = bits(modulus);
        int end = endOfInput(residues.length, bits, in, offset);
        long half = modulus >> 1;
        long mask = (1L << bits) - 1;
        long outside = 0;
        long buffer = 0;
        int filled = 0;
        int at = offset;
        for (int i = 0; i < residues.length; i++) {
            long v = buffer;
            if (filled < bits) {
                long next = next(in, at, end);
                at += Long.BYTES;
                v |= next << filled;
                buffer = next >>> (bits - filled);
                filled += Long.SIZE - bits;
            } else {
                buffer >>>= bits;
                filled -= bits;
            }
            v &= mask;
            outside |= modulus - 1 - v;
            residues[i] = v - (half - v >> 63 & modulus);
        }
        if (outside < 0) {
            throw new WireFormatException(
                    "An encrypted value is outside its range: the data was altered or belongs to other parameters.");
        }
        if (buffer != 0) {
            throw new WireFormatException("Unused bits after encrypted values are not zero: the data was altered.");
        }
    }

    private static long next(byte[] in, int at, int end) {
        if (at + Long.BYTES <= end) {
            return (long) LONG.get(in, at);
        }
        long last = 0;
        for (int i = end - 1; i >= at; i--) {
            last = last << 8 | in[i] & 0xff;
        }
        return last;
    }

    private static int end(int count, int bits, byte[] out, int offset) {
        int length = bytes(count, bits);
        if (offset < 0 || length > out.length - offset) {
            throw new IllegalArgumentException(length + " bytes do not fit at " + offset + " of " + out.length);
        }
        return offset + length;
    }

    private static int endOfInput(int count, int bits, byte[] in, int offset) throws WireFormatException {
        int length = bytes(count, bits);
        if (offset < 0 || length > in.length - offset) {
            throw new WireFormatException("Encrypted values are cut short: " + length + " bytes expected, "
                    + Math.max(0, in.length - offset) + " there.");
        }
        return offset + length;
    }
}
