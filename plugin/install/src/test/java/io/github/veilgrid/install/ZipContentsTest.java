package io.github.veilgrid.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the zips, and what must not. */
class ZipContentsTest {

    private static final boolean BUILTIN = System.getProperty("zip.prefix").endsWith("-builtin");

    @TempDir
    private Path temp;

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }

    @Test
    void fijiGetsAnUpdateSiteWithoutWhatFijiHas() throws Exception {
        Unzipped zip = Unzipped.of("fiji", temp);
        try (Stream<Path> top = Files.list(temp)) {
            assertEquals(List.of("jars", "licenses", "plugins"), names(top.sorted().toList()));
        }
        List<String> jars = names(zip.files(".jar"));
        for (String wanted : new String[] {"Veilgrid-", "veilgrid-he-kernel-", "veilgrid-dicom-io-", "veilgrid-remote-",
            "veilgrid-guard-", "jai-imageio-jpeg2000-", "jai-imageio-core-"}) {
            assertTrue(jars.stream().anyMatch(jar -> jar.startsWith(wanted)), wanted + " in " + jars);
        }
        for (String fijis : new String[] {"ij-", "ij1-patcher", "scijava", "parsington", "picocli", "slf4j", "javassist",
            "Veilgrid_Bridge", "veilgrid-bridge"}) {
            assertFalse(jars.stream().anyMatch(jar -> jar.startsWith(fijis)), fijis + " in " + jars);
        }
    }

    @Test
    void plainImageJGetsOneFolderWithABridge() throws Exception {
        Unzipped zip = Unzipped.of("imagej", temp);
        List<String> jars = names(zip.files(".jar"));
        assertTrue(jars.contains("Veilgrid_Bridge.jar"));
        assertEquals(1, jars.stream().filter(jar -> jar.contains("_")).count(), "ImageJ scans jars with an underscore");
        assertTrue(jars.stream().anyMatch(jar -> jar.startsWith("scijava-common-")));
        assertFalse(jars.stream().anyMatch(jar -> jar.startsWith("ij")));
        for (Path jar : zip.files(".jar")) {
            assertEquals(temp.resolve("plugins/Veilgrid"), jar.getParent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fiji", "imagej"})
    void dcm4cheIsThereUnlessTheNameSaysBuiltin(String kind) throws Exception {
        List<String> jars = names(Unzipped.of(kind, temp).files(".jar"));
        assertEquals(!BUILTIN, jars.stream().anyMatch(jar -> jar.startsWith("dcm4che-core-")));
        assertEquals(!BUILTIN, jars.stream().anyMatch(jar -> jar.startsWith("veilgrid-dicom-io-dcm4che-")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fiji", "imagej"})
    void noClassIsThereTwice(String kind) throws Exception {
        Map<String, Path> home = new HashMap<>();
        for (Path jar : Unzipped.of(kind, temp).files(".jar")) {
            for (String name : Unzipped.classes(jar)) {
                Path other = home.put(name, jar);
                assertTrue(other == null, () -> name + " in " + jar + " and " + other);
            }
        }
        assertTrue(home.containsKey("io/github/veilgrid/fiji/RegridSeries.class"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fiji", "imagej"})
    void everyJarHasItsLicence(String kind) throws Exception {
        Unzipped zip = Unzipped.of(kind, temp);
        List<String> licences = names(zip.files(".txt")).stream().map(name -> name.replace(".txt", "")).toList();
        List<String> jars = names(zip.files(".jar"));
        for (String jar : jars) {
            assertTrue(licences.stream().anyMatch(jar.toLowerCase(Locale.ROOT)::startsWith), jar);
        }
        for (String licence : licences) {
            assertTrue(jars.stream().anyMatch(jar -> jar.toLowerCase(Locale.ROOT).startsWith(licence)),
                    licence + " is the licence of nothing in the zip");
        }
    }

    @Test
    void everyMenuEntryOfTheBridgeHasItsCommand() throws Exception {
        Unzipped zip = Unzipped.of("imagej", temp);
        List<String> classes = Unzipped.classes(zip.files(".jar").stream()
                .filter(jar -> jar.getFileName().toString().startsWith("veilgrid-plugin-")).findFirst().orElseThrow());
        String config;
        try (var jar = new JarFile(temp.resolve("plugins/Veilgrid/Veilgrid_Bridge.jar").toFile())) {
            config = new String(jar.getInputStream(jar.getEntry("plugins.config")).readAllBytes(), StandardCharsets.UTF_8);
        }
        Matcher command = Pattern.compile("CommandBridge\\(\"([^\"]+)\"\\)").matcher(config);
        int commands = 0;
        while (command.find()) {
            assertTrue(classes.contains(command.group(1).replace('.', '/') + ".class"), command.group(1));
            commands++;
        }
        assertTrue(commands >= 9, "all commands: " + config);
    }
}
