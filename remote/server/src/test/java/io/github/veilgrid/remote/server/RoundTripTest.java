package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.remote.HttpRemoteParty;
import io.github.veilgrid.remote.RemoteAddress;
import io.github.veilgrid.remote.ServiceOffer;
import io.github.veilgrid.remote.ServiceRegrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTP the answers are, byte for byte, those of the embedded party. */
class RoundTripTest {

    @TempDir
    private Path temp;

    @Test
    void aSessionGivesTheAnswersOfTheEmbeddedParty() throws Exception {
        TestJob job = TestJob.small(1);
        try (Running service = Running.on(temp.resolve("storage"))) {
            job.assertAnswered(job.through(service.party(temp.resolve("spool"))));
            assertTrue(isEmpty(temp.resolve("spool")), "nothing stays with the owner");
            assertTrue(isEmpty(temp.resolve("storage/jobs/local")), "the job is deleted at the service");
        }
    }

    @Test
    void aFolderGivesTheAnswersOfTheEmbeddedParty() throws Exception {
        TestJob job = TestJob.small(2);
        Path send = job.write(temp.resolve("send"));
        try (Running service = Running.on(temp.resolve("storage"))) {
            ServiceRegrid.regrid(service.address(), send, temp.resolve("answers"), (done, of) -> { });
            job.assertAnswered(temp.resolve("answers"));
            assertFalse(Files.exists(temp.resolve("answers.part")));
            assertTrue(isEmpty(temp.resolve("storage/jobs/local")));
        }
    }

    @Test
    void eightOwnersAtOnceEachGetTheirOwnAnswers() throws Exception {
        List<TestJob> jobs = IntStream.range(0, 8).mapToObj(seed -> {
            try {
                return TestJob.small(seed);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }).toList();
        var owners = Executors.newFixedThreadPool(8);
        try (Running service = Running.on(temp.resolve("storage"))) {
            List<Future<List<byte[]>>> answers = jobs.stream()
                    .map(job -> owners.submit(() -> job.through(service.party(temp.resolve("spool"))))).toList();
            for (int i = 0; i < jobs.size(); i++) {
                jobs.get(i).assertAnswered(answers.get(i).get());
            }
        } finally {
            owners.shutdownNow();
        }
    }

    @Test
    void answersFlowWhilePlanesAreStillToCome() throws Exception {
        TestJob job = TestJob.small(3);
        try (Running service = Running.on(temp.resolve("storage"))) {
            assertEquals(200, service.request("PUT", "/v1/jobs/" + job.id(), job.plan()).statusCode());
            int half = job.planes().size() / 2;
            for (int plane = 0; plane < half; plane++) {
                assertEquals(200, service.request("PUT", "/v1/jobs/" + job.id() + "/planes/" + plane,
                        job.planes().get(plane)).statusCode());
            }
            var answer = service.request("GET", "/v1/jobs/" + job.id() + "/answers/0?wait=10", new byte[0]);
            assertEquals(200, answer.statusCode());
            assertArrayEquals(job.answers().get(0), answer.body());
        }
    }

    @Test
    void theServiceSaysWhatItOffers() throws Exception {
        try (Running service = Running.on(temp.resolve("storage"))) {
            ServiceOffer offer = HttpRemoteParty.offer(service.address());
            assertEquals(ServiceOffer.of(offer.jobBytes(), offer.jobs(), offer.keepMinutes(), offer.text(), List.of()), offer);
            assertTrue(offer.interpolations().contains("lanczos5") && offer.filters().contains("gaussian"));
            assertTrue(offer.takes(TestJob.small(4).shape().plan()));
            assertFalse(ServiceOffer.of(1000, 1, 1, "", List.of()).takes(TestJob.small(4).shape().plan()), "a job beyond the limit does not fit");
            assertFalse(new ServiceOffer(List.of("nearest"), offer.filters(), offer.jobBytes(), 1, 1, "", List.of())
                    .takes(TestJob.small(4).shape().plan()), "nor one with a kernel that is not offered");
        }
    }

    private static boolean isEmpty(Path folder) throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /** A service that is not there is asked again for a while; who does not want to wait need not. */
    @Test
    void whoCancelsWhileTheServiceIsNotThereIsHeardAtOnce() throws Exception {
        TestJob job = TestJob.small(14);
        IOException cancelled = new IOException("cancelled");
        AtomicInteger looks = new AtomicInteger();
        HttpRemoteParty party = new HttpRemoteParty(RemoteAddress.of("http://127.0.0.1:1"), temp.resolve("spool"), () -> {
            if (looks.incrementAndGet() > 5) {
                throw cancelled;
            }
        });
        long start = System.nanoTime();
        assertSame(cancelled, assertThrows(IOException.class, () -> party.open(job.plan(), (plane, bytes) -> { })));
        assertTrue(System.nanoTime() - start < 5e9, "it waits no longer");
    }
}
