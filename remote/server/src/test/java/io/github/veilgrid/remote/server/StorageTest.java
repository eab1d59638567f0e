package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.remote.ChunkFolder;
import io.github.veilgrid.remote.ServiceRegrid;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on the service's disk: bounded, expiring, whole or not at all. */
class StorageTest {

    @TempDir
    private Path temp;

    private Path folder(TestJob job) throws IOException {
        return temp.resolve("storage/jobs/local").resolve(job.id());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aPlaneThatIsSentTwiceIsTakenOnce() throws Exception {
        TestJob job = TestJob.small(20);
        try (Running service = Running.on(temp.resolve("storage"))) {
            service.put(job, 2);
            assertEquals(200, service.putPlane(job, 1).statusCode());
            assertEquals(200, service.request("PUT", "/v1/jobs/" + job.id(), job.plan()).statusCode());
            assertTrue(text(service.request("GET", "/v1/jobs/" + job.id(), new byte[0])).contains("\"next\":2"));
        }
    }

    @Test
    void anotherPlaneInThePlaceOfOneIsRefused() throws Exception {
        TestJob job = TestJob.small(21);
        byte[] other = job.planes().get(1).clone();
        other[200] ^= 1;
        Chunk.seal(other);
        try (Running service = Running.on(temp.resolve("storage"))) {
            service.put(job, 2);
            HttpResponse<byte[]> refused = service.request("PUT", "/v1/jobs/" + job.id() + "/planes/1", other);
            assertEquals(409, refused.statusCode(), "a job is encrypted once");
            assertTrue(text(refused).contains("\"differs\""));
        }
    }

    @Test
    void aPlaneThatCameDamagedLeavesNothingBehind() throws Exception {
        TestJob job = TestJob.small(22);
        byte[] torn = job.planes().get(0).clone();
        torn[torn.length / 2] ^= 4;
        try (Running service = Running.on(temp.resolve("storage"))) {
            service.put(job, 0);
            HttpResponse<byte[]> refused = service.request("PUT", "/v1/jobs/" + job.id() + "/planes/0", torn);
            assertEquals(400, refused.statusCode());
            assertTrue(text(refused).contains("\"chunk-damaged\""));
            assertArrayEquals(new String[] {"plan.veil"}, folder(job).toFile().list());
        }
    }

    @Test
    void aJobThatWasKilledHalfWayIsFinishedAfterTheNextStart() throws Exception {
        TestJob job = TestJob.small(23);
        try (Running service = Running.on(temp.resolve("storage"))) {
            service.put(job, job.planes().size() - 1);
            assertEquals(200, service.answer(job, 0).statusCode());
        }
        Files.write(folder(job).resolve("plane-00099.veil.x.tmp"), new byte[100]);
        try (Running service = Running.on(temp.resolve("storage"))) {
            assertFalse(Files.exists(folder(job).resolve("plane-00099.veil.x.tmp")), "torn writes are swept away");
            assertEquals(200, service.putPlane(job, job.planes().size() - 1).statusCode());
            for (int i = 0; i < job.answers().size(); i++) {
                assertArrayEquals(job.answers().get(i), service.answer(job, i).body());
            }
        }
    }

    @Test
    void aStoredPlaneThatRottedIsAskedForAgain() throws Exception {
        TestJob job = TestJob.small(24);
        try (Running service = Running.on(temp.resolve("storage"))) {
            service.put(job, 1);
        }
        rot(new ChunkFolder(folder(job)).plane(0));
        Path send = job.write(temp.resolve("send"));
        try (Running service = Running.on(temp.resolve("storage"))) {
            ServiceRegrid.regrid(service.address(), send, temp.resolve("answers"), (done, of) -> { });
            job.assertAnswered(temp.resolve("answers"));
            assertTrue(service.log().contains("plane-damaged"));
        }
    }

    @Test
    void aStoredAnswerThatRottedIsNeverServed() throws Exception {
        TestJob job = TestJob.small(25);
        Path send = job.write(temp.resolve("send"));
        try (Running service = Running.on(temp.resolve("storage"))) {
            service.put(job, job.planes().size());
            assertEquals(200, service.answer(job, job.answers().size() - 1).statusCode());
        }
        try (Running service = Running.on(temp.resolve("storage"))) {
            rot(new ChunkFolder(folder(job)).answer(1));
            assertEquals(404, service.answer(job, 1).statusCode());
            ServiceRegrid.regrid(service.address(), send, temp.resolve("answers"), (done, of) -> { });
            job.assertAnswered(temp.resolve("answers"));
        }
    }

    private static void rot(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[new Random(1).nextInt(bytes.length)] ^= 16;
        Files.write(file, bytes);
    }

    @Test
    void planesAreRemovedOnceEveryAnswerIsThere() throws Exception {
        TestJob job = TestJob.small(26);
        try (Running service = Running.on(temp.resolve("storage"))) {
            service.put(job, job.planes().size());
            assertEquals(200, service.answer(job, job.answers().size() - 1).statusCode());
            Path first = new ChunkFolder(folder(job)).plane(0);
            for (int turn = 0; turn < 100 && Files.exists(first); turn++) {
                Thread.sleep(50);
            }
            assertFalse(Files.exists(first));
            assertEquals(200, service.putPlane(job, 0).statusCode(), "one that comes late does no harm");
        }
    }

    @Test
    void aJobThatNobodyAsksForExpires() throws Exception {
        TestJob job = TestJob.small(27);
        try (Running service = Running.on(temp.resolve("storage"))) {
            service.put(job, 1);
        }
        Files.setLastModifiedTime(folder(job).resolve("plan.veil"), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        try (Running service = Running.on(temp.resolve("storage"))) {
            // On a busy machine the first sweep finds it at work; the next comes after half a minute.
            for (int turn = 0; turn < 400 && Files.exists(folder(job)); turn++) {
                Thread.sleep(100);
            }
            assertFalse(Files.exists(folder(job)));
            assertEquals(404, service.request("GET", "/v1/jobs/" + job.id(), new byte[0]).statusCode());
            assertTrue(Files.readString(temp.resolve("storage/audit.log")).contains("job-expired"));
        }
    }

    @Test
    void theStorageIsBoundedByWhatJobsCouldComeToTake() throws Exception {
        TestJob one = TestJob.small(28);
        TestJob two = TestJob.small(29);
        long bytes = one.shape().bytesUp() + one.shape().bytesDown();
        try (Running service = Running.on(temp.resolve("storage"), 0, Running.LIMITS.withStorageBytes(2 * bytes - 1))) {
            assertEquals(200, service.request("PUT", "/v1/jobs/" + one.id(), one.plan()).statusCode());
            HttpResponse<byte[]> full = service.request("PUT", "/v1/jobs/" + two.id(), two.plan());
            assertEquals(507, full.statusCode());
            assertTrue(text(full).contains("\"storage-full\""));
            assertEquals(204, service.request("DELETE", "/v1/jobs/" + one.id(), new byte[0]).statusCode());
            assertEquals(200, service.request("PUT", "/v1/jobs/" + two.id(), two.plan()).statusCode());
        }
    }

    @Test
    void aStorageHasOneServiceOnly() throws Exception {
        try (Running service = Running.on(temp.resolve("storage"))) {
            IOException refused = assertThrows(IOException.class, () -> Running.on(temp.resolve("storage")));
            assertTrue(refused.getMessage().contains("in use"), refused.getMessage());
            assertEquals("ok\n", service.text("/health"));
        }
    }

    @Test
    void aDiskThatIsFullIsSaidSoAndNothingTornIsLeft() throws Exception {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        if (new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk.toString())
                .redirectErrorStream(true).start().waitFor() != 0) {
            System.out.println("skipped: a small file system cannot be mounted here");
            return;
        }
        try {
            TestJob job = TestJob.of(new Size(48, 40, 12), 30);
            Path send = job.write(temp.resolve("send"));
            try (Running service = Running.on(disk.resolve("storage"))) {
                assertThrows(IOException.class, () -> ServiceRegrid.regrid(
                        service.address().withPatience(Duration.ofSeconds(2)), send, temp.resolve("answers"), (d, o) -> { }));
                assertEquals("ok\n", service.text("/health"), "the service lives on");
                try (Stream<Path> files = Files.list(disk.resolve("storage/jobs/local").resolve(job.id()))) {
                    files.forEach(file -> assertFalse(file.toString().endsWith(".tmp"), file.toString()));
                }
                new ProcessBuilder("mount", "-o", "remount,size=64m", disk.toString()).start().waitFor();
                ServiceRegrid.regrid(service.address(), send, temp.resolve("answers"), (d, o) -> { });
                job.assertAnswered(temp.resolve("answers"));
            }
        } finally {
            new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
        }
    }

    @Test
    void everyPrefixOfAChunkIsRefused() throws Exception {
        TestJob job = TestJob.small(31);
        byte[] plane = job.planes().get(0);
        try (Running service = Running.on(temp.resolve("storage"))) {
            service.put(job, 0);
            for (int length : new int[] {0, 1, 87, 88, plane.length - 33, plane.length - 1}) {
                assertEquals(411, service.request("PUT", "/v1/jobs/" + job.id() + "/planes/0",
                        Arrays.copyOf(plane, length)).statusCode(), "length " + length);
            }
            assertEquals(411, service.request("PUT", "/v1/jobs/" + job.id() + "/planes/0",
                    Arrays.copyOf(plane, plane.length + 1)).statusCode());
        }
    }
}
