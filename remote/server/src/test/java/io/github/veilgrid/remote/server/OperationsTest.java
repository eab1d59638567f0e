package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.remote.Json;
import io.github.veilgrid.remote.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see. */
class OperationsTest {

    @TempDir
    private Path temp;

    @Test
    void healthAndMetricsAnswer() throws Exception {
        TestJob job = TestJob.small(70);
        try (Running service = Running.on(temp.resolve("storage"))) {
            job.assertAnswered(job.through(service.party(temp.resolve("spool"))));
            assertEquals("ok\n", service.text("/health"));
            String metrics = service.text("/metrics");
            for (String line : metrics.strip().split("\n")) {
                assertTrue(line.matches("# (HELP|TYPE) veilgrid_[a-z_]+ .+|veilgrid_[a-z_]+(\\{state=\"[a-z]+\"\\})? [0-9.]+"), line);
            }
            assertTrue(metrics.contains("veilgrid_jobs_made_total 1\n"), metrics);
            assertTrue(metrics.contains("veilgrid_jobs{state=\"open\"} 0\n"), metrics);
            long received = job.planes().stream().mapToLong(plane -> plane.length).sum();
            assertTrue(metrics.contains("veilgrid_received_bytes_total " + received + "\n"), metrics);
        }
    }

    @Test
    void everyLineOfTheLogIsJsonAndTellsNothingOfAPlan() throws Exception {
        TestJob job = TestJob.small(71);
        try (Running service = Running.on(temp.resolve("storage"))) {
            job.assertAnswered(job.through(service.party(temp.resolve("spool"))));
            service.request("GET", "/nowhere", new byte[0]);
            List<String> known = List.of("at", "event", "owner", "job", "bytes", "detail", "problem", "cause", "from");
            for (String line : service.log().strip().split("\n")) {
                Map<String, Object> fields = Json.object(line.getBytes(StandardCharsets.UTF_8));
                assertTrue(known.containsAll(fields.keySet()), line);
            }
            List<String> audit = Files.readAllLines(temp.resolve("storage/audit.log"));
            assertEquals(List.of("started", "job-made", "job-done", "job-deleted"), audit.stream().map(line ->
                    line.replaceAll(".*\"event\":\"([a-z-]+)\".*", "$1")).toList());
        }
    }

    @Test
    void theStatusPageIsOnePageThatNeedsNothingElse() throws Exception {
        try (Running service = Running.on(temp.resolve("storage"))) {
            String page = service.text("/");
            assertFalse(page.contains("${"), "every place is filled");
            assertFalse(page.matches("(?s).*(src|href)=\"(https?:)?//.*"), "nothing from elsewhere");
            assertFalse(page.contains("<script"));
            Path chromium = Path.of("/usr/bin/chromium");
            if (!Files.isExecutable(chromium)) {
                System.out.println("skipped: no Chromium here to look at the status page");
                return;
            }
            Path picture = temp.resolve("status.png");
            Process browser = new ProcessBuilder(chromium.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                    "--user-data-dir=" + temp.resolve("profile"), "--window-size=800,700", "--screenshot=" + picture,
                    service.uri() + "/").redirectErrorStream(true).redirectOutput(temp.resolve("browser.log").toFile()).start();
            assertTrue(browser.waitFor(60, TimeUnit.SECONDS), "the page is drawn");
            assertTrue(Files.size(picture) > 5000, Files.readString(temp.resolve("browser.log")));
            String keep = System.getProperty("veilgrid.keepPicture");
            if (keep != null) {
                Files.copy(picture, Path.of(keep));
            }
        }
    }

    @Test
    void everyProblemHasItsOwnCodeAndASentence() {
        for (Problem problem : Problem.values()) {
            assertEquals(problem, Problem.ofCode(problem.code()).orElseThrow());
            assertTrue(problem.sentence().endsWith("."), problem.name());
        }
    }

    @Test
    void theOpenApiDocumentNamesEveryProblemAndEveryAddress() throws Exception {
        String document = Files.readString(Path.of("..", "openapi.yaml"));
        for (Problem problem : Problem.values()) {
            assertTrue(document.contains("            - " + problem.code() + "\n"), problem.code());
        }
        try (Running service = Running.on(temp.resolve("storage"))) {
            for (String line : document.lines().filter(l -> l.matches("  /.*:")).toList()) {
                String path = line.strip().replace(":", "").replace("{job}", "0".repeat(64)).replaceAll("\\{[a-z]+}", "0");
                int status = service.request(path.contains("/planes/") ? "PUT" : "GET", path, new byte[0]).statusCode();
                assertTrue(status == 200 || service.text(path).contains("unknown-job") || path.contains("/planes/"), path + " " + status);
            }
        }
    }
}
