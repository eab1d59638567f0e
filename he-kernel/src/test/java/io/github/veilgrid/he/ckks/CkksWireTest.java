package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CkksWireTest {

    private static final CkksParameters PARAMETERS = CkksParameters.of(new CkksLiteral(4096, List.of(36, 30), List.of(34)));
    private static final Vault VAULT = new Vault(PARAMETERS, 1, 1, -1);
    private static final double[] X = VAULT.values(2);

    /** Every kind of object: how it is made, and how it is read and written again. */
    enum Parser {
        PARAMETERS_BYTES {
            @Override
            byte[] sample() {
                return PARAMETERS.toBytes();
            }

            @Override
            byte[] readAndWrite(byte[] bytes) throws WireFormatException {
                return CkksParameters.fromBytes(bytes).toBytes();
            }
        },
        CIPHERTEXT {
            @Override
            byte[] sample() {
                return CkksWire.toBytes(VAULT.evaluator.rescale(VAULT.encrypt(X, 2, 0x1p30)));
            }

            @Override
            byte[] readAndWrite(byte[] bytes) throws WireFormatException {
                return CkksWire.toBytes(CkksWire.ciphertext(PARAMETERS, bytes));
            }
        },
        SEEDED {
            @Override
            byte[] sample() {
                return CkksWire.toBytes(VAULT.encryption.encrypt(X, 2, 0x1p30));
            }

            @Override
            byte[] readAndWrite(byte[] bytes) throws WireFormatException {
                return CkksWire.toBytes(CkksWire.seededCiphertext(PARAMETERS, bytes));
            }
        },
        SWITCHED {
            @Override
            byte[] sample() {
                return CkksWire.toBytes(SwitchedCiphertext.of(VAULT.encrypt(X, 2, 0x1p60), 3486784401L));
            }

            @Override
            byte[] readAndWrite(byte[] bytes) throws WireFormatException {
                return CkksWire.toBytes(CkksWire.switchedCiphertext(PARAMETERS, bytes));
            }
        },
        PUBLIC_KEY {
            @Override
            byte[] sample() {
                return CkksWire.toBytes(PublicKey.generate(VAULT.key, new SecureRandom()));
            }

            @Override
            byte[] readAndWrite(byte[] bytes) throws WireFormatException {
                return CkksWire.toBytes(CkksWire.publicKey(PARAMETERS, bytes));
            }
        },
        EVALUATION_KEYS {
            @Override
            byte[] sample() {
                return CkksWire.toBytes(VAULT.keys);
            }

            @Override
            byte[] readAndWrite(byte[] bytes) throws WireFormatException {
                return CkksWire.toBytes(CkksWire.evaluationKeys(PARAMETERS, bytes));
            }
        };

        abstract byte[] sample();

        abstract byte[] readAndWrite(byte[] bytes) throws WireFormatException;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReadIsWrittenAgainByteForByte(Parser parser) throws WireFormatException {
        byte[] bytes = parser.sample();
        assertArrayEquals(bytes, parser.readAndWrite(bytes));
    }

    @ParameterizedTest
    @EnumSource
    void everyTruncationIsRefused(Parser parser) {
        byte[] bytes = parser.sample();
        for (int length = 0; length < bytes.length; length += length < 200 ? 1 : bytes.length / 97) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(WireFormatException.class, () -> parser.readAndWrite(cut), "cut to " + length);
            assertThrows(WireFormatException.class, () -> parser.readAndWrite(repaired(cut)), "cut to " + length + " and repaired");
        }
        assertThrows(WireFormatException.class, () -> parser.readAndWrite(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    /** Damage whose digest was computed anew reaches the inner checks: refused, or read as the one object it encodes. */
    @ParameterizedTest
    @EnumSource
    void alteredBytesAreRefusedOrMeanExactlyWhatTheySay(Parser parser) throws WireFormatException {
        byte[] bytes = parser.sample();
        long seed = 2026L + parser.ordinal();
        Random random = new Random(seed);
        int refused = 0;
        int rounds = parser == Parser.EVALUATION_KEYS ? 60 : 600;
        for (int round = 0; round < rounds; round++) {
            byte[] altered = bytes.clone();
            int at = round % 2 == 0 ? random.nextInt(Math.min(120, altered.length)) : random.nextInt(altered.length);
            altered[at] ^= (byte) (1 << random.nextInt(8));
            if (parser != Parser.PARAMETERS_BYTES) {
                assertThrows(WireFormatException.class, () -> parser.readAndWrite(altered), "the digest notices");
            }
            byte[] repaired = parser == Parser.PARAMETERS_BYTES ? altered : repaired(altered);
            try {
                assertArrayEquals(repaired, parser.readAndWrite(repaired), "seed " + seed + ", round " + round);
            } catch (WireFormatException e) {
                assertTrue(e.getMessage().length() > 20 && e.getMessage().endsWith("."), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > rounds / 10, "seed " + seed);
    }

    /** With the digest that belongs to the bytes before it, and the length that belongs to the body. */
    static byte[] repaired(byte[] bytes) {
        if (bytes.length < 76) {
            return bytes;
        }
        byte[] out = bytes.clone();
        ByteBuffer.wrap(out).putInt(40, out.length - 76);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(out, 0, out.length - 32);
            System.arraycopy(digest.digest(), 0, out, out.length - 32, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
        return out;
    }

    @Test
    void aFreshCiphertextTakesHalfTheBytes() {
        byte[] seeded = Parser.SEEDED.sample();
        assertEquals(4096 * (36 + 30) / 8 + 76 + 52, seeded.length);
        assertEquals(2 * 4096 * (36 + 30) / 8 + 76 + 33, CkksWire.toBytes(VAULT.encrypt(X, 2, 0x1p30)).length);
    }

    /** Scales, magnitudes and bounds that contradict the modulus are a sender's mistake, told apart from ours. */
    @Test
    void claimsThatCannotBeTrueAreRefusedWhenRead() {
        int afterIndex = 44 + 32 + 4;
        for (double wrong : new double[] {0x1p80, Double.MIN_VALUE, 0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            byte[] seeded = Parser.SEEDED.sample();
            ByteBuffer.wrap(seeded).putDouble(afterIndex, wrong);
            assertThrows(WireFormatException.class, () -> CkksWire.seededCiphertext(PARAMETERS, repaired(seeded)), "scale " + wrong);
            byte[] whole = Parser.CIPHERTEXT.sample();
            ByteBuffer.wrap(whole).putDouble(44 + 1, wrong);
            if (wrong != Double.MIN_VALUE) {
                assertThrows(WireFormatException.class, () -> CkksWire.ciphertext(PARAMETERS, repaired(whole)), "scale " + wrong);
            }
        }
        byte[] large = Parser.SEEDED.sample();
        ByteBuffer.wrap(large).putDouble(afterIndex + 8, 0x1p60);
        String message = assertThrows(WireFormatException.class,
                () -> CkksWire.seededCiphertext(PARAMETERS, repaired(large))).getMessage();
        assertTrue(message.contains("contradicts itself"), message);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, 3486784401L, (1L << 50) - 1, 1L << 50})
    void aSwitchedCiphertextTakesTheBitsOfItsModulus(long modulus) throws WireFormatException {
        SwitchedCiphertext switched = SwitchedCiphertext.of(VAULT.encrypt(X, 2, 0x1p60), modulus);
        byte[] bytes = CkksWire.toBytes(switched);
        int bits = 64 - Long.numberOfLeadingZeros(modulus - 1);
        assertEquals(2 * 4096 * bits / 8 + 76 + 40, bytes.length);
        try (SwitchedDecryptor decryptor = new SwitchedDecryptor(VAULT.key, modulus)) {
            assertArrayEquals(X, decryptor.decrypt(CkksWire.switchedCiphertext(PARAMETERS, bytes)), switched.errorBound());
        }
    }

    @Test
    void objectsOfOtherParametersAreRefused() {
        CkksParameters other = CkksParameters.of(new CkksLiteral(4096, List.of(35, 30), List.of(34)));
        String message = assertThrows(WireFormatException.class,
                () -> CkksWire.seededCiphertext(other, Parser.SEEDED.sample())).getMessage();
        assertTrue(message.contains("other parameters"), message);
        assertThrows(WireFormatException.class, () -> CkksWire.ciphertext(PARAMETERS, Parser.SEEDED.sample()));
    }

    @Test
    void aRemotePartyWorksFromBytesAlone() throws WireFormatException {
        CkksParameters parameters = CkksParameters.fromBytes(PARAMETERS.toBytes());
        Evaluator remote = new Evaluator(CkksWire.evaluationKeys(parameters, CkksWire.toBytes(VAULT.keys)));
        Ciphertext received = CkksWire.seededCiphertext(parameters, CkksWire.toBytes(VAULT.encryption.encrypt(X, 2, 0x1p30))).expand();
        byte[] answer = CkksWire.toBytes(remote.rescale(remote.multiply(remote.rotate(received, 1), received)));
        VAULT.error(CkksWire.ciphertext(PARAMETERS, answer), Vault.zip(Vault.rotated(X, 1), X, (p, q) -> p * q));
    }
}
