package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.wire.WireFormatException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CkksParametersTest {

    @ParameterizedTest
    @CsvSource({"1024, 25", "2048, 50", "4096, 101", "8192, 203", "16384, 409", "32768, 825"})
    void theStricterRowOfTheSecurityGuidelinesIsTheLimit(int n, int max) {
        assertEquals(max, CkksParameters.maxLog2Modulus(n));
        int[] bits = new int[(max + 49) / 50];
        Arrays.fill(bits, max / bits.length);
        for (int i = 0; i < max % bits.length; i++) {
            bits[i]++;
        }
        CkksParameters fits = CkksParameters.of(n, bits);
        assertTrue(fits.log2Modulus() <= max && fits.log2Modulus() > max - 1);
        int[] more = Arrays.copyOf(bits, bits.length + 1);
        more[bits.length] = 20;
        ParameterException refused = assertThrows(ParameterException.class, () -> CkksParameters.of(n, more));
        assertTrue(refused.getMessage().contains(Integer.toString(max)), refused.getMessage());
    }

    @Test
    void whatDoesNotExistIsRefused() {
        assertThrows(ParameterException.class, () -> CkksParameters.of(512, 12));
        assertThrows(ParameterException.class, () -> CkksParameters.of(3000, 40));
        assertThrows(ParameterException.class, () -> CkksParameters.of(65536, 40));
        assertThrows(ParameterException.class, () -> CkksParameters.of(4096));
        assertThrows(ParameterException.class, () -> CkksParameters.of(8192, 51));
        assertThrows(ParameterException.class, () -> CkksParameters.of(8192, -1));
        assertThrows(ParameterException.class, () -> CkksParameters.of(8192, 10));
    }

    static Stream<Arguments> unusualRequests() {
        List<Integer> none = List.of();
        return Stream.of(
                Arguments.of("0 and 0 special", new CkksLiteral(4096, none, none)),
                Arguments.of("0 and 1 special", new CkksLiteral(4096, none, List.of(30))),
                Arguments.of("1 to 127 primes", new CkksLiteral(32768, Collections.nCopies(128, 20), none)),
                Arguments.of("power of two from 1024 to 32768, not 0", new CkksLiteral(0, List.of(30), none)),
                Arguments.of("not -4096", new CkksLiteral(-4096, List.of(30), none)),
                Arguments.of("not 4095", new CkksLiteral(4095, List.of(30), none)),
                Arguments.of("not -2147483648", new CkksLiteral(Integer.MIN_VALUE, List.of(30), none)),
                Arguments.of("secure at ring dimension 4096", new CkksLiteral(4096, List.of(Integer.MAX_VALUE), none)),
                Arguments.of("secure", new CkksLiteral(4096, List.of(Integer.MAX_VALUE, Integer.MAX_VALUE), List.of(2))),
                Arguments.of("2 to 50 bits, not 0", new CkksLiteral(4096, List.of(0), none)),
                Arguments.of("not -2147483648", new CkksLiteral(4096, List.of(Integer.MIN_VALUE), none)),
                Arguments.of("not 51", new CkksLiteral(8192, List.of(51), none)),
                Arguments.of("no further prime of 15 bits", new CkksLiteral(8192, List.of(15), none)),
                Arguments.of("no further prime of 16 bits", new CkksLiteral(8192, Collections.nCopies(5, 16), none)),
                Arguments.of("at most 10 special", new CkksLiteral(32768, List.of(30), Collections.nCopies(11, 40))));
    }

    @ParameterizedTest
    @MethodSource("unusualRequests")
    void anUnusualRequestIsAnsweredByASentence(String words, CkksLiteral literal) {
        String message = assertThrows(ParameterException.class, () -> CkksParameters.of(literal)).getMessage();
        assertTrue(message.contains(words) && message.endsWith("."), message);
    }

    /** All numbers, not only the sizes asked for: the security table speaks of the product. */
    @Test
    void specialPrimesCountInTheSecurityRow() {
        int max = CkksParameters.maxLog2Modulus(8192);
        CkksParameters fits = CkksParameters.of(new CkksLiteral(8192, List.of(50, 50, 50), List.of(29, 24)));
        assertTrue(fits.log2Modulus() <= max && fits.log2Modulus() > max - 0.1, fits.toString());
        String message = assertThrows(ParameterException.class,
                () -> CkksParameters.of(new CkksLiteral(8192, List.of(50, 50, 50), List.of(30, 25)))).getMessage();
        assertTrue(message.contains("203"), message);
    }

    @Test
    void canonicalBytesComeBackAndNothingElseIsRead() throws WireFormatException {
        CkksParameters p = CkksParameters.of(4096, 34, 34);
        assertEquals("010c02002222", HexFormat.of().formatHex(p.toBytes()));
        CkksParameters back = CkksParameters.fromBytes(p.toBytes());
        assertEquals(p, back);
        assertArrayEquals(p.fingerprint(), back.fingerprint());
        for (String wrong : new String[] {"", "01", "010c0200", "020c02002222", "010c01002222", "010c03002222", "010c02012222",
            "010c02003c3c", "01ff02002222", "011f02002222", "010c02000000", "010c0200ff22", "0109010016"}) {
            assertThrows(WireFormatException.class, () -> CkksParameters.fromBytes(HexFormat.of().parseHex(wrong)), wrong);
        }
    }

    @Test
    void theFingerprintNamesTheParametersForEver() {
        CkksParameters p = CkksParameters.of(2048, 49);
        assertEquals("c693753365b5064ac9f3b8078dce526aa043f26603d7c5239c5b575adbc46010", HexFormat.of().formatHex(p.fingerprint()));
        assertFalse(Arrays.equals(p.fingerprint(), CkksParameters.of(2048, 48).fingerprint()));
        p.fingerprint()[0]++;
        assertEquals("c693753365b5064ac9f3b8078dce526aa043f26603d7c5239c5b575adbc46010", HexFormat.of().formatHex(p.fingerprint()));
    }
}
