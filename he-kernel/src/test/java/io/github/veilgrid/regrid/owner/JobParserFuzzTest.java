package io.github.veilgrid.regrid.owner;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobParserFuzzTest {

    @Test
    void everyInputTheFuzzerEverKeptIsHandled() throws IOException, URISyntaxException {
        Path corpus = Path.of(JobParserFuzzTest.class.getResource("corpus").toURI());
        List<Path> inputs;
        try (Stream<Path> files = Files.list(corpus)) {
            inputs = files.toList();
        }
        assertTrue(inputs.size() > 20, "the corpus is there");
        for (Path input : inputs) {
            JobParserFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
        }
    }

    @Test
    void randomPatchesOfValidObjectsAreHandled() throws IOException {
        long seed = 6;
        Random random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            byte[] input = new byte[2 + 5 * random.nextInt(4)];
            random.nextBytes(input);
            input[1] |= 1;
            JobParserFuzz.fuzzerTestOneInput(input);
        }
    }
}
