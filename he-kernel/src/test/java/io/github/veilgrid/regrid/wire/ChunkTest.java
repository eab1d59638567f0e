package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.veilgrid.he.wire.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChunkTest {

    private static byte[] chunk() {
        byte[] jobId = new byte[32];
        Arrays.fill(jobId, (byte) 3);
        byte[] frame = Chunk.frame(Chunk.Kind.PLANE, 7, jobId, new byte[32], 5);
        System.arraycopy(new byte[] {1, 2, 3, 4, 5}, 0, frame, Chunk.HEADER_BYTES, 5);
        Chunk.seal(frame);
        return frame;
    }

    @Test
    void aChunkComesBackAsItWas() throws Exception {
        Chunk chunk = Chunk.parse(chunk(), Chunk.Kind.PLANE);
        assertEquals(7, chunk.index());
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, chunk.payload());
        assertEquals(3, chunk.jobId()[31]);
    }

    @Test
    void theSecondVersionLooksLikeThis() {
        byte[] chunk = chunk();
        assertEquals("VEILGRID", new String(chunk, 0, 8, StandardCharsets.US_ASCII));
        assertArrayEquals(new byte[] {0, 2, 0, 2, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 5}, Arrays.copyOfRange(chunk, 8, 24));
        assertEquals(Chunk.FRAME_BYTES + 5, chunk.length);
    }

    @Test
    void theFirstVersionIsRefusedByName() {
        byte[] first = chunk();
        first[9] = 1;
        WireFormatException e = assertThrows(WireFormatException.class, () -> Chunk.parse(first, Chunk.Kind.PLANE));
        assertEquals("the chunk has version 1, this program reads version 2", e.getMessage());
    }

    @Test
    void anyAlteredBitIsFound() {
        for (int bit = 0; bit < 8 * chunk().length; bit++) {
            byte[] altered = chunk();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(WireFormatException.class, () -> Chunk.parse(altered, Chunk.Kind.PLANE), "bit " + bit);
        }
    }

    @Test
    void aChunkCutAtAnyByteIsRefused() {
        for (int length = 0; length < chunk().length; length++) {
            byte[] cut = Arrays.copyOf(chunk(), length);
            assertThrows(WireFormatException.class, () -> Chunk.parse(cut, Chunk.Kind.PLANE));
        }
    }

    @Test
    void aPlanHasNeitherNumberNorDigest() throws Exception {
        byte[] plan = Chunk.frame(Chunk.Kind.PLAN, 0, new byte[32], new byte[32], 5);
        Chunk.seal(plan);
        Chunk.parse(plan, Chunk.Kind.PLAN);
        for (int place : new int[] {15, 56, 87}) {
            byte[] other = plan.clone();
            other[place] = 1;
            Chunk.seal(other);
            WireFormatException e = assertThrows(WireFormatException.class, () -> Chunk.parse(other, Chunk.Kind.PLAN));
            assertEquals("the plan chunk has a number or a digest, which belong to planes", e.getMessage());
        }
    }

    @Test
    void aChunkOfAnotherKindIsRefused() {
        assertThrows(WireFormatException.class, () -> Chunk.parse(chunk(), Chunk.Kind.ANSWER));
    }
}
