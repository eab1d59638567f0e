package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.remote.HttpRemoteParty;
import io.github.veilgrid.remote.MapMemory;
import io.github.veilgrid.remote.ServiceException;
import io.github.veilgrid.remote.ServiceRegrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Owners get no result by two maps, whatever the service does with its maps and the owner with their names. */
class ChangedMapTest {

    private static final ServedMap ATLAS = MovedJob.map("atlas", 2, 1);
    private static final ServedMap OTHER = MovedJob.map("other", 0, 3);
    /** Another map by the same name. */
    private static final ServedMap CHANGED = MovedJob.map("atlas", 1, 1);

    @TempDir
    private Path temp;

    private Running service(int port, ServedMap... maps) throws IOException {
        return Running.on(temp.resolve("storage"), port, maps);
    }

    private Running service(ServedMap... maps) throws IOException {
        return service(0, maps);
    }

    @Test
    void theVolumesOfARunAreByOneMapOrTheRunEnds() throws Exception {
        try (MovedJob first = new MovedJob(11, 4); MovedJob second = new MovedJob(12, 4)) {
            HttpRemoteParty party;
            int port;
            try (Running service = service(ATLAS)) {
                port = service.port();
                party = new HttpRemoteParty(service.address(), temp.resolve("spool"), () -> { }, Optional.of("atlas"));
                first.assertMoved(first.sent().through(party), 2, 1);
            }
            try (Running service = service(port, CHANGED)) {
                ServiceException refused = assertThrows(ServiceException.class, () -> second.sent().through(party));
                assertTrue(refused.getMessage().contains("has changed its map 'atlas'"), refused.getMessage());
                assertEquals(0, temp.resolve("storage/jobs/local").toFile().list().length, "nothing was sent to " + service.uri());
            }
            try (Running service = service(port, ATLAS)) {
                second.assertMoved(second.sent().through(party), 2, 1);
                assertEquals(port, service.port());
            }
        }
    }

    @Test
    void theStoredVolumesOfAResultAreByOneMapOrItEnds() throws Exception {
        Path growing = Files.createDirectory(temp.resolve("answers.part"));
        try (MovedJob first = new MovedJob(13, 4); MovedJob second = new MovedJob(14, 4)) {
            Path one = first.sent().write(temp.resolve("send/1"));
            Path two = second.sent().write(temp.resolve("send/2"));
            try (Running service = service(ATLAS)) {
                ServiceRegrid.regrid(service.address(), one, growing.resolve("1"), Optional.of("atlas"),
                        Optional.of(MapMemory.of(growing, false)), (done, of) -> { });
            }
            Optional<MapMemory> settled = Optional.of(MapMemory.of(growing, true));
            try (Running service = service(CHANGED, OTHER)) {
                IOException changed = assertThrows(ServiceException.class, () -> ServiceRegrid.regrid(service.address(), two,
                        growing.resolve("2"), Optional.of("atlas"), settled, (done, of) -> { }));
                assertTrue(changed.getMessage().contains("has changed its map 'atlas'"), changed.getMessage());
                IOException other = assertThrows(WireFormatException.class, () -> ServiceRegrid.regrid(service.address(), two,
                        growing.resolve("2"), Optional.of("other"), settled, (done, of) -> { }));
                assertTrue(other.getMessage().contains("holds answers by the map 'atlas'"), other.getMessage());
            }
            try (Running service = service(ATLAS)) {
                ServiceRegrid.regrid(service.address(), two, growing.resolve("2"), Optional.of("atlas"), settled, (done, of) -> { });
            }
            first.assertMoved(growing.resolve("1"), 2, 1);
            second.assertMoved(growing.resolve("2"), 2, 1);
        }
    }

    @Test
    void anOwnerWhoHasNoAnswerYetMayChooseAnotherMap() throws Exception {
        try (MovedJob job = new MovedJob(9, 4); Running service = service(ATLAS, OTHER)) {
            Path send = job.sent().write(temp.resolve("send"));
            assertThrows(IllegalStateException.class, () -> ServiceRegrid.regrid(service.address(), send, temp.resolve("answers"),
                    Optional.of("atlas"), (done, of) -> {
                        throw new IllegalStateException("interrupted");
                    }));
            ServiceRegrid.regrid(service.address(), send, temp.resolve("answers"), Optional.of("other"), (done, of) -> { });
            job.assertMoved(temp.resolve("answers"), 0, 3);
        }
    }

    /** The same from the owner's side: a folder of answers remembers whose they are. */
    @Test
    void anOwnerWhoWasInterruptedDoesNotGoOnWithAnotherMap() throws Exception {
        try (MovedJob job = new MovedJob(8, 4)) {
            Path send = job.sent().write(temp.resolve("send"));
            RuntimeException stop = new RuntimeException("interrupted");
            try (Running service = service(ATLAS)) {
                assertEquals(stop, assertThrows(RuntimeException.class, () -> ServiceRegrid.regrid(service.address(), send,
                        temp.resolve("answers"), Optional.of("atlas"), (done, of) -> {
                            if (done == 1) {
                                throw stop;
                            }
                        })));
            }
            try (Running service = service(ATLAS, OTHER)) {
                WireFormatException refused = assertThrows(WireFormatException.class, () -> ServiceRegrid.regrid(service.address(), send,
                        temp.resolve("answers"), Optional.of("other"), (done, of) -> { }));
                assertTrue(refused.getMessage().contains("holds answers by the map 'atlas'"), refused.getMessage());
            }
            try (Running forgot = Running.on(temp.resolve("another"), MovedJob.map("atlas", 0, 0))) {
                ServiceException refused = assertThrows(ServiceException.class, () -> ServiceRegrid.regrid(forgot.address(), send,
                        temp.resolve("answers"), Optional.of("atlas"), (done, of) -> { }));
                assertTrue(refused.getMessage().contains("no such map"), refused.getMessage());
            }
            try (Running service = service(ATLAS)) {
                ServiceRegrid.regrid(service.address(), send, temp.resolve("answers"), Optional.of("atlas"), (done, of) -> { });
            }
            job.assertMoved(temp.resolve("answers"), 2, 1);
        }
    }
}
