package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.veilgrid.remote.HttpRemoteParty;
import io.github.veilgrid.remote.JobStatus;
import io.github.veilgrid.remote.RemoteAddress;
import io.github.veilgrid.remote.RemoteParty;
import io.github.veilgrid.remote.ServiceException;
import io.github.veilgrid.remote.ServiceOffer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An owner and a service that is not what it should be. */
@Tag("load")
class OwnerGuardTest {

    @TempDir
    private Path temp;

    /** Answers a request for an answer. */
    private interface Trick {
        void play(HttpExchange exchange) throws IOException;
    }

    /** Says yes to everything, and plays a trick when it is asked for answers. */
    private static final class Rogue implements AutoCloseable {
        private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final AtomicInteger deletions = new AtomicInteger();

        Rogue(TestJob job, Trick trick) throws IOException {
            JobStatus status = new JobStatus(job.planes().size(), job.planes().size(), job.answers().size(), job.answers().size());
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                if (exchange.getRequestMethod().equals("DELETE")) {
                    deletions.incrementAndGet();
                    exchange.sendResponseHeaders(204, -1);
                } else if (exchange.getRequestURI().getPath().equals("/v1/service")) {
                    say(exchange, ServiceOffer.of(1L << 40, 1, 1, "", List.of()).toJson());
                } else if (exchange.getRequestURI().getPath().contains("/answers/")) {
                    trick.play(exchange);
                } else {
                    say(exchange, status.toJson());
                }
                exchange.close();
            });
            server.setExecutor(threads);
            server.start();
        }

        RemoteAddress address() {
            return RemoteAddress.of("http://127.0.0.1:" + server.getAddress().getPort()).withPatience(Duration.ofSeconds(2));
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static void say(HttpExchange exchange, String text) throws IOException {
        give(exchange, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void give(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void fails(TestJob job, Trick trick) throws Exception {
        try (Rogue rogue = new Rogue(job, trick)) {
            long start = System.nanoTime();
            assertThrows(ServiceException.class, () ->
                    job.through(new HttpRemoteParty(rogue.address(), temp.resolve("spool"), () -> { })));
            assertTrue(System.nanoTime() - start < 30e9, "the owner is not held for ever");
            assertEquals(1, rogue.deletions.get(), "the job is deleted all the same");
        }
    }

    @Test
    void anEndlessAnswerIsCutOff() throws Exception {
        fails(TestJob.small(80), exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] noise = new byte[1 << 20];
            try (OutputStream out = exchange.getResponseBody()) {
                for (int megabyte = 0; megabyte < 10_000; megabyte++) {
                    out.write(noise);
                }
            }
        });
    }

    @Test
    void anOldForeignOrAlteredAnswerIsNotTaken() throws Exception {
        TestJob job = TestJob.small(81);
        TestJob other = TestJob.small(82);
        byte[] altered = job.answers().get(0).clone();
        altered[altered.length / 2] ^= 1;
        fails(job, exchange -> give(exchange, job.answers().get(1)));
        fails(job, exchange -> give(exchange, other.answers().get(0)));
        fails(job, exchange -> give(exchange, altered));
        fails(job, exchange -> give(exchange, new byte[0]));
    }

    @Test
    void aServiceThatSaysNothingSensibleIsGivenUp() throws Exception {
        fails(TestJob.small(83), exchange -> say(exchange, "{\"error\":"));
        fails(TestJob.small(84), exchange -> exchange.sendResponseHeaders(302, -1));
    }

    @Test
    void aJobIsDeletedAtTheServiceHoweverItEnds() throws Exception {
        TestJob job = TestJob.small(85);
        for (boolean rejected : new boolean[] {false, true}) {
            try (Rogue rogue = new Rogue(job, exchange -> give(exchange, job.answers().get(number(exchange))))) {
                IOException wrong = new IOException("the answer is wrong");
                List<byte[]> answers = new ArrayList<>();
                RemoteParty party = new HttpRemoteParty(rogue.address(), temp.resolve("spool"), () -> { });
                try (RemoteParty.Session session = party.open(job.plan(), (n, chunk) -> answers.add(chunk))) {
                    for (byte[] plane : job.planes()) {
                        session.send(plane);
                    }
                    session.finish();
                    if (rejected) {
                        throw wrong;
                    }
                } catch (IOException e) {
                    assertEquals(wrong, e);
                }
                job.assertAnswered(answers);
                assertEquals(1, rogue.deletions.get());
            }
        }
    }

    private static int number(HttpExchange exchange) {
        return Integer.parseInt(exchange.getRequestURI().getPath().replaceAll(".*/", ""));
    }
}
