package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParserFuzzTest {

    @Test
    void everyInputTheFuzzerEverKeptIsHandled() throws IOException, URISyntaxException {
        Path corpus = Path.of(ParserFuzzTest.class.getResource("corpus").toURI());
        List<Path> inputs;
        try (Stream<Path> files = Files.list(corpus)) {
            inputs = files.toList();
        }
        assertTrue(inputs.size() > 20, "the corpus is there");
        for (Path input : inputs) {
            ParserFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
        }
    }

    @Test
    void randomPatchesOfValidObjectsAreHandled() {
        long seed = 5;
        Random random = new Random(seed);
        for (int round = 0; round < 1500; round++) {
            byte[] input = new byte[2 + 5 * random.nextInt(4)];
            random.nextBytes(input);
            if (random.nextBoolean() && input.length > 2) {
                input[2] = 0;
                input[3] = 0;
                input[4] = 0;
            }
            input[1] |= 1;
            ParserFuzz.fuzzerTestOneInput(input);
        }
    }
}
