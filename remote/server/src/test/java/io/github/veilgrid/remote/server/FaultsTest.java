package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.remote.HttpRemoteParty;
import io.github.veilgrid.remote.RemoteAddress;
import io.github.veilgrid.remote.RemoteParty;
import io.github.veilgrid.remote.ServiceException;
import io.github.veilgrid.remote.ServiceRegrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens on the way, a job ends with the right answers. */
@Tag("load")
class FaultsTest {

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource(FaultProxy.Fault.class)
    void aJobSurvivesEachFaultOfTheNetwork(FaultProxy.Fault fault) throws Exception {
        through(EnumSet.of(fault), 0.3, 11);
    }

    @Test
    void aJobSurvivesAllFaultsTogether() throws Exception {
        through(EnumSet.allOf(FaultProxy.Fault.class), 0.4, 12);
    }

    private void through(Set<FaultProxy.Fault> faults, double rate, long seed) throws Exception {
        TestJob job = TestJob.small(seed);
        try (Running service = Running.on(temp.resolve("storage"));
                FaultProxy proxy = new FaultProxy(service.port(), faults, rate, seed)) {
            RemoteAddress address = RemoteAddress.of(proxy.uri()).withPatience(Duration.ofSeconds(60));
            job.assertAnswered(job.through(new HttpRemoteParty(address, temp.resolve("spool"), () -> { })));
            System.out.println("seed " + seed + ", faults " + proxy.done());
            assertFalse(proxy.done().isEmpty(), "the network was bad");
        }
    }

    @Test
    void aServiceThatStopsAndComesBackGoesOnWhereItWas() throws Exception {
        TestJob job = TestJob.small(13);
        List<byte[]> answers = new ArrayList<>();
        Running service = Running.on(temp.resolve("storage"));
        try (RemoteParty.Session session = service.party(temp.resolve("spool")).open(job.plan(), (n, chunk) -> answers.add(chunk))) {
            int half = job.planes().size() / 2;
            for (byte[] plane : job.planes().subList(0, half)) {
                session.send(plane);
            }
            int port = service.port();
            service.close();
            for (byte[] plane : job.planes().subList(half, job.planes().size())) {
                session.send(plane);
            }
            Thread.sleep(500);
            service = Running.on(temp.resolve("storage"), port, Running.LIMITS);
            session.finish();
        } finally {
            service.close();
        }
        job.assertAnswered(answers);
    }

    @Test
    void aServiceThatForgotEverythingHearsTheStoredPlanesAgain() throws Exception {
        TestJob job = TestJob.small(14);
        List<byte[]> answers = new ArrayList<>();
        Running service = Running.on(temp.resolve("storage"));
        try (RemoteParty.Session session = service.party(temp.resolve("spool")).open(job.plan(), (n, chunk) -> answers.add(chunk))) {
            for (byte[] plane : job.planes().subList(0, job.planes().size() - 1)) {
                session.send(plane);
            }
            int port = service.port();
            service.close();
            service = Running.on(temp.resolve("another storage"), port, Running.LIMITS);
            session.send(job.planes().get(job.planes().size() - 1));
            session.finish();
        } finally {
            service.close();
        }
        job.assertAnswered(answers);
    }

    @Test
    void anOwnerWhoWasInterruptedGoesOnWithTheSameFolders() throws Exception {
        TestJob job = TestJob.small(15);
        Path send = job.write(temp.resolve("send"));
        try (Running service = Running.on(temp.resolve("storage"))) {
            RuntimeException stop = new RuntimeException("interrupted");
            int[] most = {0};
            assertEquals(stop, assertThrows(RuntimeException.class, () ->
                    ServiceRegrid.regrid(service.address(), send, temp.resolve("answers"), (done, of) -> {
                        most[0] = Math.max(most[0], done);
                        if (done == 2) {
                            throw stop;
                        }
                    })));
            assertFalse(Files.exists(temp.resolve("answers")));
            List<Integer> heard = new ArrayList<>();
            ServiceRegrid.regrid(service.address(), send, temp.resolve("answers"), (done, of) -> heard.add(done));
            assertEquals(2, heard.get(0), "what was fetched before is not fetched again");
            job.assertAnswered(temp.resolve("answers"));
        }
    }

    @Test
    void aServiceThatIsNotThereIsSaidSoInOneSentence() throws Exception {
        TestJob job = TestJob.small(16);
        RemoteAddress nowhere = RemoteAddress.of("http://127.0.0.1:1").withPatience(Duration.ofSeconds(1));
        ServiceException failure = assertThrows(ServiceException.class, () ->
                job.through(new HttpRemoteParty(nowhere, temp.resolve("spool"), () -> { })));
        assertTrue(failure.getMessage().contains("could not be reached"), failure.getMessage());
    }

    @Test
    void anOwnerCanStopWhileWaiting() throws Exception {
        TestJob job = TestJob.small(17);
        IOException stop = new IOException("stop");
        try (Running service = Running.on(temp.resolve("storage"))) {
            boolean[] stopped = {false};
            HttpRemoteParty party = new HttpRemoteParty(service.address(), temp.resolve("spool"), () -> {
                if (stopped[0]) {
                    throw stop;
                }
            });
            try (RemoteParty.Session session = party.open(job.plan(), (n, chunk) -> { })) {
                session.send(job.planes().get(0));
                stopped[0] = true;
                assertEquals(stop, assertThrows(IOException.class, session::finish));
            }
        }
    }
}
