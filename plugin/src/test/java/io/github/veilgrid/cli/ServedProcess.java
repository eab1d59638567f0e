package io.github.veilgrid.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code veilgrid serve} as a real process.
 *
 * @param process to be killed
 * @param url where it listens
 * @param out what it printed
 */
record ServedProcess(Process process, String url, String out) implements AutoCloseable {

    private static final int SECONDS = 60;

    static ServedProcess start(Path folder, int port, String... more) throws Exception {
        Path out = Files.createTempFile(folder, "serve", ".out");
        List<Object> arguments = new ArrayList<>(List.of("serve", "--storage", folder.resolve("storage"), "--port", port,
                "--threads", 1));
        arguments.addAll(List.of(more));
        Process process = Launched.start(folder, out, folder.resolve("serve.err"), arguments.toArray());
        for (int turn = 0; turn < SECONDS * 20 && process.isAlive(); turn++) {
            String text = Files.readString(out, StandardCharsets.UTF_8);
            int at = text.indexOf("listening on ");
            if (at >= 0 && text.endsWith("\n")) {
                return new ServedProcess(process, text.substring(at + 13).strip(), text);
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new IOException("the service did not start: " + Files.readString(folder.resolve("serve.err")));
    }

    int port() {
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    /** SHA-256 of its certificate, if it has one. */
    Optional<String> fingerprint() {
        return out.lines().filter(line -> line.startsWith("certificate SHA-256 ")).findFirst().map(line -> line.substring(20));
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
