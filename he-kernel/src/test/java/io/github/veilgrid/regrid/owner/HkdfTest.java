package io.github.veilgrid.regrid.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HkdfTest {

    /** RFC 5869, appendix A.1 to A.3: the first 32 bytes of the output keying material. */
    @Test
    void answersAsInTheStandard() {
        check("0b".repeat(22), "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9",
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
        check("0b".repeat(22), "00", "",
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    private static void check(String secret, String salt, String info, String expected) {
        HexFormat hex = HexFormat.of();
        byte[] key = Hkdf.hmac(hex.parseHex(salt), hex.parseHex(secret));
        assertEquals(expected, hex.formatHex(Hkdf.expand(key, hex.parseHex(info))));
    }
}
