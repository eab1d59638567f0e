package io.github.veilgrid.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that died has left at a service is deleted by the next, and nothing else. */
class JobTraceTest {

    private static final String JOB = "0123456789abcdef".repeat(4);
    private static final RemoteAddress HERE = RemoteAddress.of("https://regrid.example.org");

    @TempDir
    private Path temp;

    private final List<String> deleted = new ArrayList<>();

    /** As a process that was killed leaves it. */
    private void leaveAndDie(RemoteAddress address) throws IOException {
        Path file = temp.resolve(".veilgrid-job-0123456789abcdef");
        JobTrace trace = JobTrace.leave(temp, address, JOB);
        byte[] text = Files.readAllBytes(file);
        trace.close();
        Files.write(file, text);
        Files.write(Files.createDirectory(trace.planes()).resolve("plane-00000.veil"), new byte[10]);
    }

    private long left() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.count();
        }
    }

    @Test
    void theJobOfADeadProcessIsDeletedAndItsPlanesRemoved() throws Exception {
        leaveAndDie(HERE);
        assertEquals(1, JobTrace.clear(temp, HERE, deleted::add));
        assertEquals(List.of(JOB), deleted);
        assertEquals(0, left());
    }

    @Test
    void aProcessThatLivesIsLeftAlone() throws Exception {
        JobTrace alive = JobTrace.leave(temp, HERE, JOB);
        assertEquals(0, JobTrace.clear(temp, HERE, deleted::add));
        assertTrue(deleted.isEmpty());
        alive.close();
        assertEquals(0, left());
    }

    @Test
    void aServiceThatCannotBeReachedIsAskedAgainNextTime() throws Exception {
        leaveAndDie(HERE);
        assertEquals(0, JobTrace.clear(temp, HERE, job -> {
            throw new IOException("unreachable");
        }));
        assertEquals(1, JobTrace.clear(temp, HERE, deleted::add));
    }

    @Test
    void jobsAtOtherServicesAndFilesThatAreNoTraceAreLeftAlone() throws Exception {
        leaveAndDie(RemoteAddress.of("https://elsewhere.example.org"));
        Files.writeString(temp.resolve(".veilgrid-job-x"), HERE.uri() + "\n../../etc\n");
        assertEquals(0, JobTrace.clear(temp, HERE, deleted::add));
        assertTrue(deleted.isEmpty());
    }

    /** In a folder that users share somebody may lay a bait. */
    @Test
    void nothingIsRemovedThroughALink() throws Exception {
        Path precious = Files.createDirectory(temp.resolve("precious"));
        Files.write(precious.resolve("only copy"), new byte[3]);
        JobTrace trace = JobTrace.leave(temp, HERE, JOB);
        Files.createSymbolicLink(trace.planes(), precious);
        byte[] text = Files.readAllBytes(temp.resolve(".veilgrid-job-0123456789abcdef"));
        trace.close();
        Files.write(precious.resolve("trace"), text);
        Files.createSymbolicLink(temp.resolve(".veilgrid-job-fedcba9876543210"), precious.resolve("trace"));
        assertEquals(0, JobTrace.clear(temp, HERE, deleted::add), "a link is no trace");
        Files.write(temp.resolve(".veilgrid-job-0123456789abcdef"), text);
        assertEquals(1, JobTrace.clear(temp, HERE, deleted::add));
        assertEquals(2, precious.toFile().list().length);
    }
}
