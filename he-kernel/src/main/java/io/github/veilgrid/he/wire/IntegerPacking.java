package io.github.veilgrid.he.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Integers modulo a power of two as a bit stream: integer i takes bits {@code i*b .. i*b+b-1} in two's complement; bit k
 * of the stream is bit {@code k mod 8} of byte {@code k/8}; the last byte is filled with zeros. Every bit pattern is an
 * integer, so nothing but the length and the filling can be wrong. Stateless, thread safe.
 */
public final class IntegerPacking {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Widest integer: it always lies within eight bytes of its first, and rounding by {@link #ROUND} keeps it. */
    public static final int MAX_BITS = 50;

    /** Added to a number below 2^51 in size, leaves its nearest integer in the low bits of the sum, in two's complement. */
    private static final double ROUND = 0x1.8p52;

    private IntegerPacking() {
    }

    /** Bytes that hold {@code count} integers of {@code bits} bits. */
    public static int bytes(int count, int bits) {
        return ResiduePacking.bytes(count, bits);
    }

    /**
     * Writes the nearest integers, ties to even, modulo {@code 2^bits}.
     *
     * @param numbers below 2^51 in size
     * @param bits 1 to {@link #MAX_BITS}
     * @param out takes {@link #bytes} bytes from {@code offset}
     */
    public static void pack(double[] numbers, int bits, byte[] out, int offset) {
        int end = offset + bytes(numbers.length, bits);
        long mask = (1L << bits) - 1;
        long buffer = 0;
        int filled = 0;
        int at = offset;
        for (double number : numbers) {
            long v = Double.doubleToRawLongBits(number + ROUND) & mask;
            buffer |= v << filled;
            filled += bits;
            if (filled >= Long.SIZE) {
                LONG.set(out, at, buffer);
                at += Long.BYTES;
                filled -= Long.SIZE;
                buffer = filled == 0 ? 0 : v >>> (bits - filled);
            }
        }
        for (; at < end; at++) {
            out[at] = (byte) buffer;
            buffer >>>= 8;
        }
    }

    /**
     * Reads integers.
     *
     * @param integers takes its length of integers, {@code -2^(bits-1) .. 2^(bits-1)-1}
     * @throws WireFormatException if the bytes are too few or a filling bit is set
     */
    public static void unpack(byte[] in, int offset, int bits, double[] integers) throws WireFormatException {
        int length = bytes(integers.length, bits);
        if (offset < 0 || length > in.length - offset) {
            throw new WireFormatException("Encrypted values are cut short.");
        }
        int shift = Long.SIZE - bits;
        long bit = 8L * offset;
        for (int i = 0; i < integers.length; i++, bit += bits) {
            int at = (int) (bit >>> 3);
            long word = at + Long.BYTES <= in.length ? (long) LONG.get(in, at) : tail(in, at);
            integers[i] = word >>> (bit & 7) << shift >> shift;
        }
        int filling = 8 * length - integers.length * bits;
        if (filling > 0 && (in[offset + length - 1] & 0xff) >>> (8 - filling) != 0) {
            throw new WireFormatException("Unused bits after encrypted values are not zero: the data was altered.");
        }
    }

    private static long tail(byte[] in, int at) {
        long word = 0;
        for (int i = in.length - 1; i >= at; i--) {
            word = word << 8 | in[i] & 0xff;
        }
        return word;
    }
}
