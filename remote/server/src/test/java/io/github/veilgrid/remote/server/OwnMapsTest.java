package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.remote.HttpRemoteParty;
import io.github.veilgrid.remote.MapOffer;
import io.github.veilgrid.remote.ServiceException;
import io.github.veilgrid.remote.ServiceRegrid;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps that only the service knows: owners get results by them, under a name. */
class OwnMapsTest {

    private static final ServedMap ATLAS = MovedJob.map("atlas", 2, 1);
    private static final ServedMap OTHER = MovedJob.map("other", 0, 3);

    @TempDir
    private Path temp;

    private Running service(ServedMap... maps) throws IOException {
        return Running.on(temp.resolve("storage"), maps);
    }

    private HttpRemoteParty party(Running service, String map) throws IOException {
        return new HttpRemoteParty(service.address(), temp.resolve("spool"), () -> { }, Optional.ofNullable(map));
    }

    private static String id(Running service, String name) throws IOException {
        return HttpRemoteParty.offer(service.address()).maps().stream().filter(map -> map.name().equals(name))
                .findFirst().orElseThrow().id();
    }

    private static HttpResponse<byte[]> make(Running service, TestJob job, String query) throws Exception {
        return service.request("PUT", "/v1/jobs/" + job.id() + query, job.plan());
    }

    private static List<byte[]> answers(Running service, TestJob job) throws Exception {
        List<byte[]> answers = new ArrayList<>();
        for (int i = 0; i < job.shape().answers(); i++) {
            HttpResponse<byte[]> response = service.answer(job, i);
            assertEquals(200, response.statusCode());
            answers.add(response.body());
        }
        return answers;
    }

    private static void refused(HttpResponse<byte[]> response, int status, String code) {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        assertEquals(status, response.statusCode(), text);
        assertTrue(text.contains("\"" + code + "\""), text);
    }

    @Test
    void theOwnerGetsTheScanWhereTheChosenMapSays() throws Exception {
        try (Running service = service(ATLAS, OTHER); MovedJob first = new MovedJob(1, 4); MovedJob second = new MovedJob(2, 4)) {
            first.assertMoved(first.sent().through(party(service, "atlas")), 2, 1);
            ServiceRegrid.regrid(service.address(), second.sent().write(temp.resolve("send")), temp.resolve("answers"),
                    Optional.of("other"), (done, of) -> { });
            second.assertMoved(temp.resolve("answers"), 0, 3);
            assertEquals(second.sent().shape().answers(), temp.resolve("answers").toFile().list().length, "nothing but answers");
        }
    }

    @Test
    void ownersHearNameSizeAndReachOfAMapAndNothingThatAGuessCouldBeHeldAgainst() throws Exception {
        String id;
        try (Running service = service(ATLAS)) {
            MapOffer offer = HttpRemoteParty.offer(service.address()).maps().get(0);
            id = offer.id();
            assertEquals(new MapOffer("atlas", id, List.of(96, 80, 0), List.of(4, 4)), offer);
            assertFalse(service.text("/v1/service").contains("moved"), "not the content");
        }
        try (Running service = service(ATLAS)) {
            assertEquals(id, id(service, "atlas"), "the same after a restart");
        }
        try (Running service = service(MovedJob.map("atlas", 2, 2))) {
            assertNotEquals(id, id(service, "atlas"), "another map is another id");
        }
        try (Running service = Running.on(temp.resolve("elsewhere"), ATLAS)) {
            assertNotEquals(id, id(service, "atlas"), "whoever has the map and not the secret cannot make the id");
        }
    }

    @Test
    void aJobThatNamesNoMapThatGoesWithItIsRefusedBeforeAPlaneIsSent() throws Exception {
        try (Running service = service(ATLAS, MovedJob.map("far", 7, 0)); MovedJob job = new MovedJob(3, 4)) {
            for (String name : new String[] {null, "Atlas"}) {
                ServiceException none = assertThrows(ServiceException.class, () -> job.sent().through(party(service, name)));
                assertTrue(none.getMessage().contains("atlas (96 x 80 pixels, reach 4 x 4)"), none.getMessage());
            }
            refused(make(service, job.sent(), ""), 422, "map-refused");
            refused(make(service, job.sent(), "?map=" + "0".repeat(32)), 422, "map-refused");
            refused(make(service, job.sent(), "?map=" + id(service, "far")), 422, "map-refused");
            refused(make(service, job.sent(), "?map=atlas"), 400, "malformed");
            refused(make(service, TestJob.small(3), "?map=" + id(service, "atlas")), 422, "map-refused");
            assertFalse(service.log().contains("7.00"), "how far a map moves is not logged: " + service.log());
            assertEquals(0, temp.resolve("storage/jobs").toFile().list().length, "nothing is stored");
        }
    }

    /** Owners read what is offered in one message of a bounded length, for jobs without maps too. */
    @Test
    void asManyMapsAsAServiceTakesCanBeOfferedAndNoMore() throws Exception {
        ServedMap[] many = IntStream.rangeClosed(0, 200).mapToObj(i -> MovedJob.map("m".repeat(37) + (100 + i), 1, 1)).toArray(ServedMap[]::new);
        assertThrows(IllegalArgumentException.class, () -> service(many));
        try (Running service = service(Arrays.copyOf(many, 200))) {
            assertEquals(200, HttpRemoteParty.offer(service.address()).maps().size());
        }
    }

    @Test
    void aServiceWithoutMapsSaysSo() throws Exception {
        try (Running service = service(); MovedJob job = new MovedJob(4, 4)) {
            ServiceException none = assertThrows(ServiceException.class, () -> job.sent().through(party(service, "atlas")));
            assertTrue(none.getMessage().contains("has no maps of its own"), none.getMessage());
        }
    }

    /** Noise that hides the map is drawn once for each answer: what was given before is given again, byte for byte. */
    @Test
    void noAnswerOfAJobIsGivenInTwoForms() throws Exception {
        try (MovedJob job = new MovedJob(5, 4)) {
            TestJob sent = job.sent();
            int most = sent.planes().size();
            byte[] before;
            try (Running service = service(ATLAS)) {
                assertEquals(200, make(service, sent, "?map=" + id(service, "atlas")).statusCode());
                service.putPlanes(sent, 0, most - 1);
                before = service.answer(sent, 0).body();
                assertArrayEquals(before, service.answer(sent, 0).body(), "asked again");
            }
            try (Running service = service(ATLAS)) {
                assertArrayEquals(before, service.answer(sent, 0).body(), "after a restart");
                service.putPlanes(sent, most - 1, most);
                List<byte[]> answers = answers(service, sent);
                assertArrayEquals(before, answers.get(0), "after the rest was computed from the first plane on");
                job.assertMoved(answers, 2, 1);
            }
        }
    }

    /** A job that was deleted and comes again is a new one to the service, and is hidden by noise of its own. */
    @Test
    void theSameJobSentAnewIsHiddenAnew() throws Exception {
        try (Running service = service(ATLAS); MovedJob job = new MovedJob(6, 4)) {
            List<byte[]> once = job.sent().through(party(service, "atlas"));
            List<byte[]> again = job.sent().through(party(service, "atlas"));
            for (int i = 0; i < once.size(); i++) {
                assertFalse(Arrays.equals(once.get(i), again.get(i)));
            }
            job.assertMoved(again, 2, 1);
        }
    }

    @Test
    void noJobIsAnsweredHalfByOneMapAndHalfByAnother() throws Exception {
        try (MovedJob job = new MovedJob(7, 4)) {
            TestJob sent = job.sent();
            int most = sent.planes().size();
            String old;
            try (Running service = service(ATLAS)) {
                old = "?map=" + id(service, "atlas");
                assertEquals(200, make(service, sent, old).statusCode());
                service.putPlanes(sent, 0, most - 1);
                assertEquals(200, service.answer(sent, 0).statusCode());
            }
            try (Running service = service(MovedJob.map("atlas", 1, 1))) {
                refused(make(service, sent, "?map=" + id(service, "atlas")), 409, "differs");
                service.putPlane(sent, most - 1);
                refused(service.answer(sent, sent.shape().answers() - 1), 410, "job-failed");
                service.request("DELETE", "/v1/jobs/" + sent.id(), new byte[0]);
                refused(make(service, sent, old), 422, "map-refused");
            }
        }
    }

    @Test
    void whatIsNoAnswerIsNotRemovedFromAFolderThatHasTheNameOfAnInterruptedOne() throws Exception {
        try (MovedJob job = new MovedJob(10, 4); Running service = service(ATLAS)) {
            Path send = job.sent().write(temp.resolve("send"));
            Path own = Files.writeString(Files.createDirectory(temp.resolve("answers.part")).resolve("thesis.txt"), "the only copy");
            WireFormatException refused = assertThrows(WireFormatException.class, () -> ServiceRegrid.regrid(service.address(), send,
                    temp.resolve("answers"), Optional.of("atlas"), (done, of) -> { }));
            assertTrue(refused.getMessage().contains("thesis.txt is no answer"), refused.getMessage());
            assertEquals("the only copy", Files.readString(own));
        }
    }
}
