package io.github.veilgrid.he.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Primes;
import io.github.veilgrid.he.ring.Schoolbook;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResiduePackingTest {

    @ParameterizedTest
    @ValueSource(ints = {12, 22, 31, 32, 33, 48, 49, 50})
    void rowsOfAnyLengthComeBackAndTakeExactlyTheirBits(int bits) throws WireFormatException {
        Random random = new Random(bits);
        Modulus q = Modulus.of(Primes.below(16, bits)[0]);
        for (int count = 1; count <= 67; count++) {
            double[] row = Schoolbook.residues(random, count, q.value());
            int length = ResiduePacking.bytes(count, bits);
            assertEquals((count * bits + 7) / 8, length);
            byte[] out = new byte[length + 5];
            Arrays.fill(out, (byte) 0x5a);
            ResiduePacking.pack(row, q, out, 2);
            assertArrayEquals(reference(row, q), Arrays.copyOfRange(out, 2, 2 + length));
            assertEquals(0x5a5a5a5a5aL, (out[0] & 0xffL) << 32 | (out[1] & 0xffL) << 24 | (out[length + 2] & 0xff) << 16
                    | (out[length + 3] & 0xff) << 8 | out[length + 4] & 0xff, "bytes around the row are untouched");
            double[] back = new double[count];
            ResiduePacking.unpack(out, 2, q, back);
            assertArrayEquals(row, back);
        }
    }

    /** The bit stream as one large number. */
    private static byte[] reference(double[] row, Modulus q) {
        BigInteger stream = BigInteger.ZERO;
        for (int i = 0; i < row.length; i++) {
            stream = stream.or(BigInteger.valueOf(Math.floorMod((long) row[i], q.value())).shiftLeft(i * q.bits()));
        }
        byte[] out = new byte[(row.length * q.bits() + 7) / 8];
        for (int i = 0; i < out.length; i++) {
            out[i] = stream.shiftRight(8 * i).byteValue();
        }
        return out;
    }

    @Test
    void aResidueOfQOrMoreIsRefused() {
        Modulus q = Modulus.of(Primes.below(1024, 49)[0]);
        for (int at = 0; at < 5; at++) {
            BigInteger stream = BigInteger.valueOf(q.value()).shiftLeft(49 * at);
            byte[] in = new byte[ResiduePacking.bytes(5, 49)];
            for (int i = 0; i < in.length; i++) {
                in[i] = stream.shiftRight(8 * i).byteValue();
            }
            assertThrows(WireFormatException.class, () -> ResiduePacking.unpack(in, 0, q, new double[5]));
        }
    }

    @Test
    void paddingThatIsNotZeroIsRefused() throws WireFormatException {
        Modulus q = Modulus.of(Primes.below(1024, 49)[0]);
        byte[] in = new byte[ResiduePacking.bytes(3, 49)];
        ResiduePacking.unpack(in, 0, q, new double[3]);
        for (int bit = 3 * 49 % 8; bit < 8; bit++) {
            byte[] set = in.clone();
            set[set.length - 1] |= (byte) (1 << bit);
            assertThrows(WireFormatException.class, () -> ResiduePacking.unpack(set, 0, q, new double[3]));
        }
    }

    @Test
    void tooFewBytesAreRefused() {
        Modulus q = Modulus.of(Primes.below(1024, 49)[0]);
        int length = ResiduePacking.bytes(100, 49);
        assertThrows(WireFormatException.class, () -> ResiduePacking.unpack(new byte[length - 1], 0, q, new double[100]));
        assertThrows(WireFormatException.class, () -> ResiduePacking.unpack(new byte[length], 1, q, new double[100]));
        assertThrows(IllegalArgumentException.class, () -> ResiduePacking.pack(new double[100], q, new byte[length], 1));
    }

    @Test
    void onlyResiduesArePacked() {
        Modulus q = Modulus.of(Primes.below(1024, 30)[0]);
        byte[] out = new byte[16];
        assertThrows(IllegalArgumentException.class, () -> ResiduePacking.pack(new double[] {q.asDouble()}, q, out, 0));
        assertThrows(IllegalArgumentException.class, () -> ResiduePacking.pack(new double[] {-q.asDouble() - 1}, q, out, 0));
    }
}
