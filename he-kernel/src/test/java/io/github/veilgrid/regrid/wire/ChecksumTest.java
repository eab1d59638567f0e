package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksumTest {

    /** The check values of both codes in the catalogue of parametrised CRC algorithms. */
    @Test
    void theUsualExampleHasItsUsualValues() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        Checksum checksum = new Checksum();
        checksum.update(digits, 0, 9);
        assertEquals("e3069283cbf43926", HexFormat.of().formatHex(checksum.value()));
    }

    @Test
    void bytesMayComeInAnyPieces() {
        Random random = new Random(4);
        byte[] bytes = new byte[100_000];
        random.nextBytes(bytes);
        Checksum whole = new Checksum();
        whole.update(bytes, 0, bytes.length);
        for (int run = 0; run < 20; run++) {
            Checksum pieces = new Checksum();
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(bytes.length - at, 1 + random.nextInt(30_000));
                pieces.update(bytes, at, count);
                at += count;
            }
            assertArrayEquals(whole.value(), pieces.value());
        }
        bytes[77_777] ^= 1;
        Checksum altered = new Checksum();
        altered.update(bytes, 0, bytes.length);
        assertNotEquals(HexFormat.of().formatHex(whole.value()), HexFormat.of().formatHex(altered.value()));
    }
}
