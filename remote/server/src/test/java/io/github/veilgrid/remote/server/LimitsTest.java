package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.remote.JobShape;
import io.github.veilgrid.remote.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One owner, however greedy or slow, does not take the service from the others. */
class LimitsTest {

    @TempDir
    private Path temp;

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aHeadThatTricklesIsCutOff() throws Exception {
        Limits hasty = Running.LIMITS.withSlowest(10_000, Duration.ofSeconds(1));
        try (Running service = Running.on(temp.resolve("storage"), 0, hasty); Socket socket = new Socket("127.0.0.1", service.port())) {
            socket.getOutputStream().write("GET /v1/service HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            long start = System.nanoTime();
            assertThrows(IOException.class, () -> {
                while (System.nanoTime() - start < 20e9) {
                    socket.getOutputStream().write("x: y\r\n".getBytes(StandardCharsets.US_ASCII));
                    Thread.sleep(100);
                }
            });
            assertTrue(System.nanoTime() - start < 10e9, "never idle, and closed all the same");
            assertEquals("ok\n", service.text("/health"));
        }
    }

    @Test
    void anOwnerHasSoManyJobsAndNoMore() throws Exception {
        TestJob one = TestJob.small(50);
        TestJob two = TestJob.small(51);
        try (Running service = Running.on(temp, 0, Running.LIMITS.withJobsPerOwner(1))) {
            assertEquals(200, service.request("PUT", "/v1/jobs/" + one.id(), one.plan()).statusCode());
            HttpResponse<byte[]> refused = service.request("PUT", "/v1/jobs/" + two.id(), two.plan());
            assertEquals(429, refused.statusCode());
            assertTrue(text(refused).contains("\"too-many-jobs\""));
        }
    }

    @Test
    void aJobThatIsTooLargeIsRefusedByItsPlan() throws Exception {
        TestJob job = TestJob.small(52);
        try (Running service = Running.on(temp, 0, Running.LIMITS.withJobBytes(1000))) {
            HttpResponse<byte[]> refused = service.request("PUT", "/v1/jobs/" + job.id(), job.plan());
            assertEquals(422, refused.statusCode());
            assertTrue(text(refused).contains("\"plan-refused\""));
        }
    }

    /** What plans list stays in memory as long as their jobs are known: there is room for so much of it, for one owner half. */
    @Test
    void plansTakeAPartOfTheMemoryAndNoMore() throws Exception {
        TestJob job = TestJob.small(53);
        long listed = job.shape().listedBytes();
        int each = (int) (job.shape().workingBytes() / (8 * listed)) + 1;
        assertTrue(each > 1 && each < 5000, each + " jobs");
        Limits limits = Running.LIMITS.withJobsPerOwner(2 * each);
        try (JobStore store = new JobStore(temp, limits, 8L * each * listed, 1 << 20)) {
            Job first = store.create("owner", other(job, 0), Optional.empty());
            for (int i = 1; i < each; i++) {
                store.create("owner", other(job, i), Optional.empty());
            }
            assertEquals(Problem.TOO_MANY_JOBS, refusal(store, "owner", other(job, each)));
            for (int i = 0; i < each; i++) {
                store.create("another", other(job, i), Optional.empty());
            }
            assertEquals(Problem.STORAGE_FULL, refusal(store, "third", other(job, 0)));
            store.delete(first);
            store.create("third", other(job, 0), Optional.empty());
        }
    }

    private static Problem refusal(JobStore store, String owner, JobShape shape) {
        return assertThrows(Refusal.class, () -> store.create(owner, shape, Optional.empty())).problem();
    }

    /** The plan of a job under another id. */
    private static JobShape other(TestJob job, int number) throws IOException {
        byte[] id = ByteBuffer.allocate(32).putInt(number).array();
        byte[] payload = Chunk.parse(job.plan(), Chunk.Kind.PLAN).payload();
        byte[] chunk = Chunk.frame(Chunk.Kind.PLAN, 0, id, new byte[Chunk.DIGEST_BYTES], payload.length);
        System.arraycopy(payload, 0, chunk, Chunk.HEADER_BYTES, payload.length);
        Chunk.seal(chunk);
        return JobShape.of(chunk);
    }

    @Test
    void requestsBeyondTheRateAreTurnedAway() throws Exception {
        try (Running service = Running.on(temp, 0, Running.LIMITS.withRequests(5, 4))) {
            List<Integer> codes = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                codes.add(service.request("GET", "/v1/service", new byte[0]).statusCode());
            }
            assertEquals(200, codes.get(0));
            assertTrue(codes.contains(429), codes.toString());
            Thread.sleep(500);
            assertEquals(200, service.request("GET", "/v1/service", new byte[0]).statusCode(), "a moment later it is fine");
            assertEquals(200, service.request("GET", "/health", new byte[0]).statusCode());
        }
    }

    @Test
    void aBodyThatStallsAndABodyThatTricklesAreCutOff() throws Exception {
        TestJob job = TestJob.small(53);
        Limits limits = Running.LIMITS.withSlowest(100_000, Duration.ofSeconds(1));
        try (Running service = Running.on(temp, 0, limits)) {
            service.request("PUT", "/v1/jobs/" + job.id(), job.plan());
            for (long pause : new long[] {60_000, 200}) {
                long start = System.nanoTime();
                try (Socket slow = open(service, job)) {
                    OutputStream out = slow.getOutputStream();
                    byte[] plane = job.planes().get(0);
                    out.write(plane, 0, 100);
                    out.flush();
                    Thread feeder = new Thread(() -> trickle(out, plane, pause));
                    feeder.setDaemon(true);
                    feeder.start();
                    InputStream in = slow.getInputStream();
                    while (in.read() >= 0) {
                        continue;
                    }
                } catch (IOException reset) {
                    // Being cut off is what is expected; how it shows is up to the platform.
                }
                assertTrue(System.nanoTime() - start < 8e9, "cut off in good time");
            }
            assertEquals("ok\n", service.text("/health"));
            assertEquals(200, service.request("PUT", "/v1/jobs/" + job.id() + "/planes/0", job.planes().get(0)).statusCode(),
                    "and the place is free for the plane itself");
        }
    }

    private static Socket open(Running service, TestJob job) throws Exception {
        Socket socket = new Socket("127.0.0.1", service.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(("PUT /v1/jobs/" + job.id() + "/planes/0 HTTP/1.1\r\nHost: x\r\nContent-Length: "
                + job.planes().get(0).length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void trickle(OutputStream out, byte[] plane, long pause) {
        try {
            for (int at = 100; at < plane.length; at += 10) {
                Thread.sleep(pause);
                out.write(plane, at, 10);
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            return;
        }
    }

    @Test
    void aStartedJobWhoseOwnerStallsGivesItsPlaceToOthers() throws Exception {
        TestJob stalled = TestJob.small(54);
        TestJob other = TestJob.small(55);
        Limits limits = Running.LIMITS.withWork(1, 1).withSlowest(10_000, Duration.ofSeconds(1));
        try (Running service = Running.on(temp.resolve("storage"), 0, limits)) {
            service.request("PUT", "/v1/jobs/" + stalled.id(), stalled.plan());
            service.request("PUT", "/v1/jobs/" + stalled.id() + "/planes/0", stalled.planes().get(0));
            other.assertAnswered(other.through(service.party(temp.resolve("spool"))));
            stalled.assertAnswered(stalled.through(service.party(temp.resolve("spool"))));
        }
    }

    @Test
    void aLongQuestionIsHeldWithoutTroubleAndAnsweredWithTheState() throws Exception {
        TestJob job = TestJob.small(56);
        try (Running service = Running.on(temp)) {
            service.request("PUT", "/v1/jobs/" + job.id(), job.plan());
            long start = System.nanoTime();
            HttpResponse<byte[]> response = service.request("GET", "/v1/jobs/" + job.id() + "/answers/0?wait=2", new byte[0]);
            assertEquals(202, response.statusCode());
            assertTrue(System.nanoTime() - start > 1e9);
            assertTrue(text(response).contains("\"next\":0"), text(response));
        }
    }
}
