package io.github.veilgrid.he.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerPackingTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 8, 25, 31, 32, 33, 47, 50})
    void integersComeBackAndTheStreamIsWhatTheDocumentSays(int bits) throws Exception {
        Random random = new Random(bits);
        double[] integers = new double[117];
        BigInteger stream = BigInteger.ZERO;
        for (int i = 0; i < integers.length; i++) {
            long value = random.nextLong() >> (64 - bits);
            integers[i] = value;
            stream = stream.or(BigInteger.valueOf(value).mod(BigInteger.ONE.shiftLeft(bits)).shiftLeft(i * bits));
        }
        int length = IntegerPacking.bytes(integers.length, bits);
        byte[] out = new byte[length + 9];
        IntegerPacking.pack(integers, bits, out, 3);
        for (int k = 0; k < 8 * length; k++) {
            assertEquals(stream.testBit(k), (out[3 + k / 8] >> k % 8 & 1) == 1, "bit " + k);
        }
        double[] back = new double[integers.length];
        IntegerPacking.unpack(out, 3, bits, back);
        assertArrayEquals(integers, back);
        IntegerPacking.unpack(Arrays.copyOfRange(out, 3, 3 + length), 0, bits, back);
        assertArrayEquals(integers, back);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 31})
    void shortOrDirtyBytesAreRefused(int bits) {
        double[] integers = new double[101];
        byte[] out = new byte[IntegerPacking.bytes(101, bits)];
        IntegerPacking.pack(integers, bits, out, 0);
        assertThrows(WireFormatException.class,
                () -> IntegerPacking.unpack(Arrays.copyOf(out, out.length - 1), 0, bits, integers));
        out[out.length - 1] |= (byte) 0x80;
        assertThrows(WireFormatException.class, () -> IntegerPacking.unpack(out, 0, bits, integers));
    }
}
