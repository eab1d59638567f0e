package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.veilgrid.reference.TestData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other programs say of derived series. Skipped, with the reason, where they are not installed. */
class ValidatorsTest {

    @TempDir
    private Path temp;

    private Path derive(String name, boolean shared) throws Exception {
        Path series = shared ? TestData.shared("open/" + name) : TestData.sample(name);
        Path output = temp.resolve("out");
        RegridJob.run(RegridRequest.of(series, new GridTarget.Spacing(2, 2, 2)).output(output).build(),
                Progress.SILENT, new Cancellation());
        return output;
    }

    private static void needs(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return;
            }
        }
        System.out.println("skipped: " + program + " is not installed");
        abort(program + " is not installed");
    }

    private String output(Object... words) throws Exception {
        Path log = temp.resolve("log");
        List<String> command = Stream.of(words).map(Object::toString).toList();
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
        return new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"ct-skull,false", "mr-brain,false", "ct-head-phantom,true", "mr-t1-oblique-defaced,true",
        "mr-epi-sagittal-phantom,true", "pet-nema-iq-phantom,true"})
    void dciodvfyFindsNoErrorThatTheSourceDidNotHave(String name, boolean shared) throws Exception {
        needs("dciodvfy");
        Path derived = derive(name, shared);
        Path source = shared ? TestData.shared("open/" + name) : TestData.sample(name);
        Set<String> known = errors(first(source));
        Set<String> found = errors(first(derived));
        found.removeAll(known);
        assertEquals(Set.of(), found);
    }

    private static Path first(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    private Set<String> errors(Path file) throws Exception {
        Set<String> errors = new TreeSet<>();
        output("dciodvfy", file).lines().filter(line -> line.startsWith("Error")).forEach(errors::add);
        return errors;
    }

    @ParameterizedTest
    @CsvSource({"ct-skull,false", "mr-brain,false", "mr-t1-oblique-defaced,true", "mr-epi-sagittal-phantom,true"})
    void dcm2niixMakesOneVolumeOfIt(String name, boolean shared) throws Exception {
        needs("dcm2niix");
        Path derived = derive(name, shared);
        Path nifti = Files.createDirectory(temp.resolve("nifti"));
        String log = output("dcm2niix", "-b", "n", "-o", nifti, "-f", "volume", derived);
        try (Stream<Path> files = Files.list(nifti)) {
            assertEquals(List.of("volume.nii"), files.map(file -> file.getFileName().toString()).toList(), log);
        }
        assertTrue(!log.toLowerCase(Locale.ROOT).contains("missing"), log);
    }
}
