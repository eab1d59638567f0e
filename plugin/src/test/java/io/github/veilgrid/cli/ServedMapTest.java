package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainPlaces;
import io.github.veilgrid.reference.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A map that a service alone knows, in a real process, and the ways to a result by it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("load")
class ServedMapTest {

    /** Half a stored unit for each rounding, and the bound. */
    private static final double ALLOWED = 1.01;

    private static final String[] RESULT = {"--private-size", "41,29", "--private-reach", "4,7"};

    private Path remote;
    private Path house;
    private Path scan;
    private PlainPlaces expected;

    /** What must come out is what whoever plays both sides gets; {@link PrivateMapTest} holds that against an oracle. */
    @BeforeAll
    void aScanAndAMap(@TempDir Path temp) throws Exception {
        remote = Files.createDirectory(temp.resolve("remote party"));
        house = Files.createDirectory(temp.resolve("house"));
        scan = house.resolve("scan");
        ok(InProcess.veilgrid("run", TestData.sample("mr-brain"), "--output", scan, "--spacing", "4,5,12"));
        Files.writeString(remote.resolve("to-mr.tfm"), "#Insight Transform File V1.0\n#Transform 0\nTransform: Euler2DTransform_double_2_2\n"
                + "Parameters: 0.06 4.5 -6.25\nFixedParameters: 80 70\n");
        Files.writeString(remote.resolve("atlas.txt"), "Size = 41 29 1\nSpacing = 4.25 5.1 1\nOrigin = 1.5 -2 0\n");
        ok(InProcess.veilgrid("run", scan, RESULT, "--private-map", remote.resolve("to-mr.tfm"), "--map-grid",
                remote.resolve("atlas.txt"), "--output", house.resolve("expected")));
        expected = PlainPlaces.read(house.resolve("expected"));
    }

    private static void ok(InProcess done) {
        assertEquals(0, done.exitCode(), done.err());
    }

    private ServedProcess service() throws Exception {
        return ServedProcess.start(remote, 0, "--private-map", "atlas=to-mr.tfm", "--map-grid", "atlas=atlas.txt", "--map-reach", "atlas=4,7");
    }

    private void assertExpected(Path series) throws Exception {
        PlainPlaces found = PlainPlaces.read(series);
        for (int z = 0; z < expected.size()[2]; z++) {
            for (int i = 0; i < 41 * 29; i++) {
                assertEquals(expected.value(i % 41, i / 41, z), found.value(i % 41, i / 41, z), ALLOWED, "slice " + z + ", pixel " + i);
            }
        }
    }

    @Test
    void runAndBatchAndTheThreeStepsGetTheResultByTheServicesMap() throws Exception {
        Path pass = Files.writeString(house.resolve("pass"), "correct horse ü\n");
        Path key = house.resolve("owner.key");
        Path job = house.resolve("job");
        try (ServedProcess service = service()) {
            ok(InProcess.veilgrid("run", scan, RESULT, "--remote", service.url(), "--private-map-name", "atlas", "-o",
                    house.resolve("run")));
            assertExpected(house.resolve("run"));
            Path table = Files.writeString(house.resolve("jobs.csv"), "series;private-size;private-reach;private-map-name\nscan;41x29;4,7;atlas\n");
            ok(InProcess.veilgrid("batch", table, "--remote", service.url(), "-o", house.resolve("batch")));
            assertExpected(house.resolve("batch/0001"));
            assertFalse(Files.readString(house.resolve("batch/results.json")).contains("sampledMax"));
            InProcess again = InProcess.veilgrid("batch", table, "--remote", service.url(), "-o", house.resolve("batch"));
            assertTrue(again.out().contains("not compared, bound "), again.out());
            ok(InProcess.veilgrid("keygen", "--key", key, "--passphrase-file", pass));
            ok(InProcess.veilgrid("encrypt", scan, RESULT, "--key", key, "--passphrase-file", pass, "--job", job));
            ok(InProcess.veilgrid("regrid", job.resolve("send"), "--remote", service.url(), "--private-map-name", "atlas", "-o",
                    house.resolve("answers")));
            ok(InProcess.veilgrid("decrypt", house.resolve("answers"), "--job", job, "--key", key, "--passphrase-file", pass, "-o",
                    house.resolve("steps")));
            assertExpected(house.resolve("steps"));
        }
        String told = Files.readString(remote.resolve("storage/audit.log")) + Files.readString(remote.resolve("serve.err"));
        assertFalse(told.contains("0.06") || told.contains("to-mr"), "the service's logs say nothing of the map");
    }

    @Test
    void anOwnerIsToldWhichMapsThereAreAndWhatDoesNotGoWithThem() throws Exception {
        try (ServedProcess service = service()) {
            InProcess plan = InProcess.veilgrid("plan", scan, RESULT, "--remote", service.url());
            ok(plan);
            assertTrue(plan.out().contains("atlas (41 x 29 pixels, reach 4 x 7); name the one for this job"), plan.out());
            InProcess named = InProcess.veilgrid("plan", scan, RESULT, "--remote", service.url(), "--private-map-name", "atlas");
            assertTrue(named.out().contains("takes this job, for its map atlas if"), named.out());
            refused(4, "there is none of the name", service, RESULT, "--private-map-name", "other");
            refused(4, "the job's result has 40 x 29", service, "--private-size", "40,29", "--private-map-name", "atlas");
            refused(4, "reach: allow a larger one", service, "--private-size", "41,29", "--private-reach", "1", "--private-map-name", "atlas");
            refused(2, "a map of one's own is for one's own machine", service, RESULT, "--private-map", remote.resolve("to-mr.tfm"));
        }
        InProcess nowhere = InProcess.veilgrid("run", scan, RESULT, "--private-map-name", "atlas", "-o", house.resolve("nothing"));
        assertEquals(2, nowhere.exitCode(), nowhere.err());
        InProcess unnamed = InProcess.veilgrid("serve", "--storage", remote.resolve("none"), "--map-grid", "atlas=" + remote.resolve("atlas.txt"));
        assertEquals(2, unnamed.exitCode(), unnamed.err());
        assertTrue(unnamed.err().contains("--private-map atlas=FILE"), unnamed.err());
    }

    @Test
    void anOperatorIsToldWhatIsWrongWithAMap() throws Exception {
        String map = "=" + remote.resolve("to-mr.tfm");
        String grid = "=" + remote.resolve("atlas.txt");
        mistake("--private-map is given twice for the map 'atlas'", "--private-map", "atlas" + map, "--private-map", "atlas" + map);
        mistake("--map-grid is given twice", "--private-map", "atlas" + map, "--map-grid", "atlas" + grid, "--map-grid", "atlas" + grid);
        mistake("should be a name, an equals sign and a value", "--private-map", "atlas");
        mistake("should be a name, an equals sign and a value", "--private-map", "atlas" + map, "--map-reach", "atlas=");
        mistake("the reach of a private map 'x' is not understood", "--private-map", "atlas" + map, "--map-reach", "atlas=x");
        mistake("a map is named by up to 40 letters", "--private-map", "../atlas" + map);
        mistake("a map is named by up to 40 letters", "--private-map", "at\nlas" + map);
    }

    private void mistake(String sentence, Object... words) throws Exception {
        InProcess serve = InProcess.veilgrid("serve", "--storage", remote.resolve("mistaken"), "--port", "0", words);
        assertEquals(2, serve.exitCode(), serve.err());
        assertTrue(serve.err().contains(sentence), serve.err());
    }

    private void refused(int exitCode, String sentence, ServedProcess service, Object... asked) throws IOException {
        Path out = house.resolve("nothing");
        InProcess run = InProcess.veilgrid("run", scan, asked, "--remote", service.url(), "-o", out);
        assertEquals(exitCode, run.exitCode(), run.err());
        assertTrue(run.err().toLowerCase(java.util.Locale.ROOT).contains(sentence), run.err());
        assertFalse(Files.exists(out));
    }
}
