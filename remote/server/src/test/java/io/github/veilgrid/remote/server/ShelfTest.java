package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.regrid.wire.Chunk;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The shelf never holds more than it may, and gives everything back. */
class ShelfTest {

    private static final Path JOB = Path.of("jobs", "owner", "job");
    private static final Duration LONG = Duration.ofHours(1);

    private static Chunk chunk(int bytes) {
        return new Chunk(0, new byte[0], new byte[0], new byte[bytes]);
    }

    @Test
    void whatIsPutDownIsTakenOnce() {
        Shelf shelf = new Shelf(100, LONG);
        Chunk chunk = chunk(60);
        assertTrue(shelf.reserve(60));
        shelf.put(JOB.resolve("plane"), chunk);
        assertSame(chunk, shelf.take(JOB.resolve("plane")).orElseThrow());
        assertTrue(shelf.take(JOB.resolve("plane")).isEmpty());
        assertTrue(shelf.reserve(100), "all room is there again");
    }

    @Test
    void thereIsNoRoomForMoreThanItHolds() {
        Shelf shelf = new Shelf(100, LONG);
        assertTrue(shelf.reserve(60));
        assertFalse(shelf.reserve(41), "what is only coming counts as well");
        shelf.release(60);
        assertTrue(shelf.reserve(41));
    }

    @Test
    void aJobThatEndsLeavesNothingBehindAndOthersAlone() {
        Shelf shelf = new Shelf(100, LONG);
        for (String file : new String[] {"plane-1", "plane-2"}) {
            assertTrue(shelf.reserve(30));
            shelf.put(JOB.resolve(file), chunk(30));
        }
        Path other = JOB.resolveSibling("job-2").resolve("plane-1");
        assertTrue(shelf.reserve(40));
        shelf.put(other, chunk(40));
        shelf.forget(JOB);
        assertTrue(shelf.take(JOB.resolve("plane-1")).isEmpty());
        assertEquals(40, shelf.take(other).orElseThrow().bytes().length);
        assertTrue(shelf.reserve(100));
    }

    @Test
    void whatNobodyFetchesMakesRoom() throws Exception {
        Shelf shelf = new Shelf(100, Duration.ofMillis(1));
        assertTrue(shelf.reserve(100));
        shelf.put(JOB.resolve("plane"), chunk(100));
        Thread.sleep(20);
        assertTrue(shelf.reserve(100));
        assertTrue(shelf.take(JOB.resolve("plane")).isEmpty(), "it is found in its file");
    }

    @Test
    void theSameFileTwiceCountsOnce() {
        Shelf shelf = new Shelf(100, LONG);
        for (int i = 0; i < 2; i++) {
            assertTrue(shelf.reserve(50));
            shelf.put(JOB.resolve("plane"), chunk(50));
        }
        assertTrue(shelf.reserve(50));
        assertFalse(shelf.reserve(1));
    }
}
