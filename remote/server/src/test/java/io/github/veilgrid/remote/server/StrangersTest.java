package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.regrid.wire.Chunk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bytes of strangers. {@code -Dveilgrid.malformed=1000000} makes it a million; it then prints the heap before and after.
 */
class StrangersTest {

    private static final int COUNT = Integer.getInteger("veilgrid.malformed", 4000);
    private static final String MARK = "zzMARKzz";

    @TempDir
    private Path temp;

    @Test
    void malformedRequestsNeitherHarmNorGrowTheServiceNorComeBackInAnswers() throws Exception {
        long seed = Long.getLong("veilgrid.seed", 60);
        Random random = new Random(seed);
        TestJob job = TestJob.small(60);
        Limits generous = Running.LIMITS.withRequests(1_000_000, 64);
        try (Running service = Running.on(temp.resolve("storage"), 0, generous)) {
            service.request("PUT", "/v1/jobs/" + job.id(), job.plan());
            long before = 0;
            for (int i = 0; i < COUNT; i++) {
                byte[] answer = send(service.port(), request(random, job));
                String text = new String(answer, StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(MARK), () -> "seed " + seed + ": an answer repeats the request: " + text);
                assertFalse(text.contains("jetty") || text.contains("Exception") || text.contains("\tat "), text);
                if (i == COUNT / 4) {
                    before = heap();
                }
            }
            long after = heap();
            System.out.println("seed " + seed + ", " + COUNT + " requests, heap " + before / 1024 + " kB, then " + after / 1024 + " kB");
            assertTrue(after < before + (8 << 20), "the heap does not grow");
            assertEquals("ok\n", service.text("/health"));
            assertTrue(service.text("/metrics").contains("veilgrid_requests_failed_total 0\n"),
                    "no request made the service stumble: " + service.log().lines().filter(l -> l.contains("internal")).toList());
            assertFalse(service.log().contains(MARK), "the log does not repeat requests either");
            job.assertAnswered(job.through(service.party(temp.resolve("spool"))));
        }
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static byte[] request(Random random, TestJob job) throws IOException {
        String id = random.nextInt(3) == 0 ? hex(random, 64) : job.id();
        String[] paths = {"/v1/jobs/" + id, "/v1/jobs/" + id + "/planes/" + random.nextInt(20),
            "/v1/jobs/" + id + "/planes/99999999999", "/v1/jobs/" + id + "/answers/-1?wait=" + MARK, "/" + MARK,
            "/v1/jobs/../../etc/passwd", "/v1/jobs/%2e%2e/" + MARK, "/v1/service?" + MARK, "*", "http://" + MARK + "/",
            "/v1/jobs/" + id + "/answers/0?wait=0", "/" + MARK.repeat(2000)};
        String[] methods = {"GET", "PUT", "DELETE", "POST", "HEAD", "OPTIONS", "TRACE", MARK, "CONNECT"};
        byte[] body = body(random, job);
        String[] lengths = {"Content-Length: " + body.length, "Content-Length: -5", "Content-Length: 99999999999999",
            "Content-Length: " + MARK, "Transfer-Encoding: chunked", "Transfer-Encoding: " + MARK,
            "Content-Length: 3\r\nContent-Length: 4", MARK + ": " + MARK, MARK};
        int length = random.nextInt(lengths.length);
        // An announced body that never comes would only test patience; LimitsTest does.
        String head = methods[random.nextInt(methods.length)] + " " + paths[random.nextInt(paths.length)]
                + (random.nextInt(8) == 0 ? " HTTP/" + MARK : " HTTP/1.1") + "\r\n"
                + (random.nextInt(8) == 0 ? "" : "Host: x\r\n") + "Connection: close\r\n" + lengths[length] + "\r\n\r\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        byte[] bytes = out.toByteArray();
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static String hex(Random random, int digits) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            out.append(Character.forDigit(random.nextInt(16), 16));
        }
        return out.toString();
    }

    /** A plan with other numbers but a sound digest, a piece of a plane, or noise. */
    private static byte[] body(Random random, TestJob job) {
        byte[] body = switch (random.nextInt(3)) {
            case 0 -> job.plan().clone();
            case 1 -> Arrays.copyOf(job.planes().get(0), 300);
            default -> new byte[random.nextInt(300)];
        };
        for (int i = 0; i < 3 && body.length > Chunk.FRAME_BYTES; i++) {
            body[Chunk.HEADER_BYTES + random.nextInt(body.length - Chunk.FRAME_BYTES)] = (byte) random.nextInt(256);
        }
        if (body.length >= Chunk.FRAME_BYTES) {
            Chunk.seal(body);
        } else {
            random.nextBytes(body);
        }
        return body;
    }

    private static byte[] send(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return socket.getInputStream().readAllBytes();
        } catch (IOException reset) {
            // The service may close on garbage before it was sent to its end.
            return new byte[0];
        }
    }

    @Test
    void soundDigestsAroundSenselessPlansAreRefused() throws Exception {
        Random random = new Random(61);
        TestJob job = TestJob.small(61);
        try (Running service = Running.on(temp.resolve("storage"), 0, Running.LIMITS.withRequests(1_000_000, 64).withJobsPerOwner(1))) {
            for (int i = 0; i < 500; i++) {
                byte[] plan = job.plan().clone();
                for (int change = 0; change <= random.nextInt(3); change++) {
                    plan[Chunk.HEADER_BYTES + random.nextInt(plan.length - Chunk.FRAME_BYTES)] = (byte) random.nextInt(256);
                }
                Chunk.seal(plan);
                int status = service.request("PUT", "/v1/jobs/" + job.id(), plan).statusCode();
                assertTrue(status == 200 || status == 422 || status == 409, "status " + status);
                service.request("DELETE", "/v1/jobs/" + job.id(), new byte[0]);
            }
            assertTrue(service.text("/metrics").contains("veilgrid_requests_failed_total 0\n"));
        }
    }
}
