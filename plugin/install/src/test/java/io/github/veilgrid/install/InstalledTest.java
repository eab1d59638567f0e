package io.github.veilgrid.install;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unpacked zips, started in processes of their own that see nothing else of this build. */
class InstalledTest {

    private static final String REGRID = "Regrid DICOM Series...";

    @TempDir
    private Path temp;

    private static Path sample() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("sample-scans/mr-brain"))) {
                return folder.resolve("sample-scans/mr-brain");
            }
        }
        throw new IllegalStateException("the tests run outside the project");
    }

    private String fiji(List<String> options, String... arguments) throws Exception {
        Unzipped zip = Unzipped.of("fiji", temp.resolve("Fiji.app"));
        List<String> path = new ArrayList<>();
        zip.files(".jar").forEach(jar -> path.add(jar.toString()));
        for (String fijis : new String[] {"ij.IJ", "org.scijava.Context", "org.scijava.parsington.ExpressionParser",
            FijiLike.class.getName()}) {
            path.add(Unzipped.jarOf(fijis).toString());
        }
        List<String> command = new ArrayList<>(List.of(Unzipped.java(), "-Djava.awt.headless=true",
                "-Djava.util.prefs.userRoot=" + temp));
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, path), FijiLike.class.getName()));
        command.addAll(List.of(arguments));
        return Unzipped.run(temp, command);
    }

    @Test
    void fijiFindsTheCommandsAndRunsOne() throws Exception {
        Path out = temp.resolve("out");
        String said = fiji(List.of(), REGRID, "input=" + sample(), "spacing=3", "output=" + out);
        assertTrue(said.contains("menu " + REGRID + " = io.github.veilgrid.fiji.RegridSeries"), said);
        assertTrue(said.lines().filter(line -> line.startsWith("menu ")).count() >= 9, said);
        assertFalse(said.contains("cancelled"), said);
        try (Stream<Path> slices = Files.list(out)) {
            assertTrue(slices.count() > 10, said);
        }
    }

    @Test
    void aRefusalWithoutADisplayIsInTheLog() throws Exception {
        String said = fiji(List.of(), REGRID, "input=" + temp.resolve("none"), "output=" + temp.resolve("out"));
        assertTrue(said.contains("[ERROR] " + temp.resolve("none") + " does not exist"), said);
    }

    @Test
    void aFijiOnJava8IsToldWhatItNeeds() throws Exception {
        String said = fiji(List.of("-Dpretended.java=1.8"), REGRID);
        assertTrue(said.contains("menu " + REGRID + " = io.github.veilgrid.guard.NeedsJava17"), said);
        assertTrue(said.contains("cancelled: Veilgrid needs Java 17: use Fiji-Latest."), said);
        assertTrue(said.contains("plugin io.github.veilgrid.guard.NeedsJava17"), said);
        assertFalse(said.contains("io.github.veilgrid.fiji."), "nothing that Java 8 cannot read is left: " + said);
    }

    /** ImageJ 1.54 reads macro files as Latin-1, so a macro names paths beyond ASCII wrongly wherever the clone lies. */
    private Path sampleInTemp() throws Exception {
        Path copy = Files.createDirectory(temp.resolve("scan"));
        try (Stream<Path> files = Files.list(sample())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        return copy;
    }

    @Test
    void plainImageJFindsTheCommandsAndRunsOne() throws Exception {
        Path xvfb = Path.of("/usr/bin/xvfb-run");
        String reason = "skipped: xvfb-run is not on this machine (package xvfb)";
        if (!Files.isExecutable(xvfb)) {
            System.out.println(reason);
        }
        assumeTrue(Files.isExecutable(xvfb), reason);
        Path imagej = temp.resolve("ImageJ");
        Unzipped.of("imagej", imagej);
        Path commands = temp.resolve("commands.txt");
        Path out = temp.resolve("out");
        Path macro = temp.resolve("macro.ijm");
        Files.writeString(macro, """
                List.setCommands;
                File.saveString(List.getList, "%s");
                run("%s", "input=[%s] spacing=3 output=[%s]");
                close("*");
                run("Quit");
                """.formatted(commands, REGRID, sampleInTemp(), out));
        String said = Unzipped.run(temp, List.of(xvfb.toString(), "-a", Unzipped.java(), "-Dfile.encoding=UTF-8",
                "-Duser.home=" + temp, "-Djava.util.prefs.userRoot=" + temp, "-cp",
                Unzipped.jarOf("ij.IJ").toString(), "ij.ImageJ", "-ijpath", imagej.toString(), "-port0", "-macro",
                macro.toString()));
        String list = Files.readString(commands);
        assertTrue(list.contains(REGRID + "=io.github.veilgrid.bridge.CommandBridge"), list + said);
        assertTrue(9 <= list.lines().filter(line -> line.contains("veilgrid.bridge.CommandBridge")).count(), list);
        try (Stream<Path> slices = Files.list(out)) {
            assertTrue(slices.count() > 10, said);
        }
    }
}
