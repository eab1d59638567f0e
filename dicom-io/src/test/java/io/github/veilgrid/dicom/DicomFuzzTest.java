package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DicomFuzzTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void everyInputTheFuzzerEverKeptIsHandled() throws Exception {
        List<Path> inputs;
        try (Stream<Path> files = Files.list(Path.of(DicomFuzzTest.class.getResource("corpus").toURI()))) {
            inputs = files.sorted().toList();
        }
        assertTrue(inputs.size() > 20, "the corpus is there");
        for (Path input : inputs) {
            assertTimeoutPreemptively(SOON, () -> DicomFuzz.fuzzerTestOneInput(Files.readAllBytes(input)),
                    input.toString());
        }
    }

    @Test
    void randomPatchesOfSoundFilesAreHandled() throws IOException {
        Random random = new Random(Seed.of("patches"));
        for (int round = 0; round < 3000; round++) {
            byte[] input = new byte[2 + 5 * (1 + random.nextInt(4))];
            random.nextBytes(input);
            input[1] |= 1;
            input[1] &= (byte) (random.nextInt(4) == 0 ? 3 : 1);
            assertTimeoutPreemptively(SOON, () -> DicomFuzz.fuzzerTestOneInput(input), "round " + round);
        }
    }
}
