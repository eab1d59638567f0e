package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.veilgrid.grid.Grid;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive (Orthanc, where it is installed) takes a derived series and files it beside its source. */
class ArchiveTest {

    private static final Path ORTHANC = Path.of("/usr/sbin/Orthanc");

    @TempDir
    private Path temp;

    @Test
    void orthancFilesDerivedSeriesOfAllFormsInTheStudyOfTheirSource() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(ORTHANC), "Orthanc is not installed");
        Path source = SharedData.path("open/ct-head-phantom");
        List<Path> derived = List.of(derive(source, Encoding.PLAIN, Layout.CLASSIC),
                derive(source, Encoding.RLE, Layout.CLASSIC), derive(source, Encoding.DEFLATED, Layout.CLASSIC),
                derive(source, Encoding.PLAIN, Layout.MULTI_FRAME), derive(source, Encoding.RLE, Layout.MULTI_FRAME),
                derive(source, Encoding.DEFLATED, Layout.MULTI_FRAME));
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path config = temp.resolve("orthanc.json");
        Files.writeString(config, "{\"KeepAlive\": false, \"HttpPort\": " + port + ", \"DicomServerEnabled\": false, "
                + "\"RemoteAccessAllowed\": false, \"StorageDirectory\": \"" + temp.resolve("store")
                + "\", \"IndexDirectory\": \"" + temp.resolve("store") + "\"}");
        Process orthanc = new ProcessBuilder(ORTHANC.toString(), config.toString())
                .redirectErrorStream(true).redirectOutput(temp.resolve("orthanc.log").toFile()).start();
        try {
            HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            URI root = URI.create("http://localhost:" + port + "/");
            awaitStart(client, root);
            for (Path folder : Stream.concat(Stream.of(source), derived.stream()).toList()) {
                for (Path file : files(folder)) {
                    HttpResponse<String> answer = client.send(HttpRequest.newBuilder(root.resolve("instances"))
                            .POST(HttpRequest.BodyPublishers.ofFile(file)).build(),
                            HttpResponse.BodyHandlers.ofString());
                    assertEquals(200, answer.statusCode(), answer.body());
                }
            }
            assertEquals(1, count(client, root.resolve("patients")));
            assertEquals(1, count(client, root.resolve("studies")));
            assertEquals(7, count(client, root.resolve("series")));
        } finally {
            orthanc.destroy();
            orthanc.waitFor();
        }
    }

    private static void awaitStart(HttpClient client, URI root) throws InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                if (count(client, root.resolve("patients")) == 0) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        assertTrue(false, "Orthanc does not start");
    }

    private static long count(HttpClient client, URI list) throws IOException, InterruptedException {
        String body = client.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString()).body();
        return body.chars().filter(c -> c == '"').count() / 2;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private Path derive(Path source, Encoding encoding, Layout layout) throws IOException {
        SourceSeries series = SeriesReader.read(source, ReadOptions.standard());
        Grid grid = series.scan().grid();
        Path out = temp.resolve("derived-" + encoding + "-" + layout);
        try (DerivedSeriesWriter writer = DerivedSeriesWriter.open(
                out, series.templates(), grid, series.scan().values(), Derivation.of("Resampled", 1), encoding, layout)) {
            double[] slice = new double[grid.size().slice()];
            for (int z = 0; z < grid.size().z(); z++) {
                series.scan().volumes().get(0).readSlice(z, slice);
                writer.writeSlice(0, z, slice);
            }
            writer.finish();
        }
        return out;
    }
}
