package io.github.veilgrid.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One real process with the launcher's Java command.
 *
 * @param exitCode what it returned
 * @param out standard output
 * @param err standard error
 */
record Launched(int exitCode, String out, String err) {

    private static final int MINUTES = 3;

    static Launched veilgrid(Path folder, Object... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("veilgrid", ".out");
        Path err = Files.createTempFile("veilgrid", ".err");
        try {
            Process process = start(folder, out, err, arguments);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end after " + MINUTES + " minutes");
            }
            return new Launched(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    static Process start(Path folder, Path out, Path err, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED", "-Dfile.encoding=UTF-8",
                "-cp", System.getProperty("java.class.path")));
        InProcess.words(arguments).filter(word -> word.startsWith("-D")).forEach(command::add);
        command.add(Main.class.getName());
        InProcess.words(arguments).filter(word -> !word.startsWith("-D")).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("VEILGRID_PASSPHRASE");
        return builder.start();
    }

    /** Standard error without progress and what the JVM itself says (from 24 on it warns of what ij1-patcher calls). */
    String complaint() {
        return err.lines().filter(line -> !line.startsWith("Picked up ") && !line.startsWith("WARNING: ") && !line.matches("[a-z, ]+: \\d+ %.*"))
                .reduce("", (a, b) -> a + b + "\n");
    }
}
