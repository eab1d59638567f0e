package io.github.veilgrid.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.veilgrid.reference.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real windows of plain ImageJ on a virtual display. Skipped, with the reason, where there is no Xvfb. */
@Tag("load")
class WindowsTest {

    private static final int ATTEMPTS = 2;
    private static final int MINUTES = 2;

    @TempDir
    private Path temp;

    private static Process xvfb(Path log) throws Exception {
        try {
            return new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp")
                    .redirectError(log.toFile()).start();
        } catch (IOException e) {
            System.out.println("skipped: Xvfb is not installed");
            return abort("Xvfb is not installed");
        }
    }

    @Test
    void dialogProgressResultCompareRefusalAndCancelAsAUserSeesThem() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "pictures").toAbsolutePath());
        String said = "";
        // On a bare X server without a window manager a window now and then stays unpainted: once more, on a new one.
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            said = drive(Files.createDirectory(temp.resolve("attempt" + attempt)), pictures);
            if (said.isEmpty()) {
                break;
            }
            System.out.println("windows, attempt " + attempt + ": " + said);
        }
        assertEquals("", said);
        for (String picture : List.of("dialog", "more", "progress", "result", "key", "compare", "refusal")) {
            assertTrue(Files.size(pictures.resolve(picture + ".png")) > 1000, picture);
        }
    }

    /** Runs ImageJ on a display of its own; returns what went wrong, or nothing. */
    private static String drive(Path folder, Path pictures) throws Exception {
        Process display = xvfb(folder.resolve("xvfb.log"));
        try {
            String number = display.inputReader().readLine();
            String classPath = PlainImageJ.layOut(folder.resolve("imagej"));
            Path work = Files.createDirectory(folder.resolve("ü work"));
            Path log = folder.resolve("log");
            ProcessBuilder builder = new ProcessBuilder(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dfile.encoding=UTF-8",
                    "-Dplugins.dir=" + folder.resolve("imagej"), "-Djava.util.prefs.userRoot=" + folder,
                    "-Duser.home=" + folder, "-cp", classPath, WindowsDriver.class.getName(),
                    "sample-scans/ct-skull", work.toString(), pictures.toString()))
                    .directory(TestData.project().toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("DISPLAY", ":" + number);
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process imagej = builder.start();
            if (!imagej.waitFor(MINUTES, TimeUnit.MINUTES)) {
                imagej.destroyForcibly();
                return "it hangs: " + text(log);
            }
            if (imagej.exitValue() != 0) {
                return "exit code " + imagej.exitValue() + ": " + text(log);
            }
            requireNoPassphrase(folder);
            return "";
        } finally {
            display.destroy();
        }
    }

    /** ImageJ's and SciJava's preferences and everything else that was written, but for the pictures. */
    private static void requireNoPassphrase(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith(".jar")).toList();
        }
        for (Path file : files) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertFalse(text.contains("geheim"), "the passphrase is in " + file);
        }
        assertTrue(files.stream().anyMatch(file -> file.endsWith("IJ_Prefs.txt")), "ImageJ's preferences are among them");
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
