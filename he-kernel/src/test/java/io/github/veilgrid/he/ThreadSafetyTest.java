package io.github.veilgrid.he;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever uses a public type of the kernel finds in its documentation which threads may. */
class ThreadSafetyTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/veilgrid/he");
    private static final Pattern TYPE = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public (?:final |abstract )?(class|record|interface|enum) (\\w+)", Pattern.DOTALL);

    @Test
    void everyPublicTypeSaysWhichThreadsMayUseIt() throws IOException {
        List<String> silent = new ArrayList<>();
        int types = 0;
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SOURCES)) {
            files = walk.filter(f -> f.toString().endsWith(".java")).toList();
        }
        for (Path file : files) {
            Matcher matcher = TYPE.matcher(Files.readString(file));
            if (matcher.find() && !matcher.group(3).endsWith("Exception")) {
                types++;
                if (!matcher.group(1).toLowerCase(Locale.ROOT).contains("thread")) {
                    silent.add(matcher.group(3));
                }
            }
        }
        assertTrue(types > 35, types + " public types found");
        assertEquals(List.of(), silent);
    }
}
