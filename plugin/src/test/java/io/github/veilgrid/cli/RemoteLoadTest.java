package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loads of {@code remote/server/load}, small; the large ones are for the machine by itself. */
@Tag("load")
class RemoteLoadTest {

    private static final Pattern STATE = Pattern.compile("heap ([0-9.]+) MB.*threads ([0-9]+), descriptors ([0-9]+)");

    @TempDir
    private Path temp;

    @Test
    void aServiceOfARealProcessDoesNotGrowWithSenselessRequests() throws Exception {
        Launched run = Launched.veilgrid(temp, "bench", "remote", "--malformed=20000");
        assertEquals(0, run.exitCode(), run.err());
        double[] first = new double[3];
        double[] last = new double[3];
        int parts = 0;
        for (Matcher state = STATE.matcher(run.out()); state.find(); parts++) {
            for (int i = 0; i < last.length; i++) {
                last[i] = Double.parseDouble(state.group(i + 1));
                first[i] = parts == 2 ? last[i] : first[i];
            }
        }
        if (parts == 0) {
            System.out.println("skipped: this system does not tell of its processes");
            return;
        }
        assertEquals(10, parts, run.out());
        assertTrue(last[0] < first[0] + 16, "the heap does not grow: " + run.out());
        assertTrue(last[1] < first[1] + 10, "nor do threads: " + run.out());
        assertTrue(last[2] < first[2] + 10, "nor descriptors: " + run.out());
    }

    @Test
    void aLongScanIsServedFromAGigabyte() throws Exception {
        Launched run = Launched.veilgrid(temp, "bench", "remote", "--large=60");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("large-down"), run.out());
    }
}
