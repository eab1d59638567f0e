package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.wire.WireFormatException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
