package io.github.veilgrid.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names a test for each claim; here it is checked that those tests are there. */
class SecurityClaimsTest {

    private static final Pattern NAME = Pattern.compile("`(?:[a-z/]+/)?([A-Z][A-Za-z]+Test)`(?: \\(([^)]*)\\))?");
    private static final Pattern METHOD = Pattern.compile("`([a-z][A-Za-z0-9]+)`");

    @Test
    void everyTestThatTheThreatModelNamesIsThere() throws Exception {
        String model = Files.readString(Path.of("..", "remote", "SECURITY.md")).replace('\n', ' ');
        Matcher name = NAME.matcher(model);
        int claims = 0;
        while (name.find()) {
            String source = source(name.group(1));
            Matcher method = METHOD.matcher(name.group(2) == null ? "" : name.group(2));
            while (method.find()) {
                assertTrue(source.contains("void " + method.group(1) + "("), name.group(1) + "." + method.group(1));
            }
            claims++;
        }
        assertTrue(claims > 20, "the pattern finds the names: " + claims);
    }

    private static String source(String test) throws IOException {
        for (String module : List.of("../he-kernel", "../remote", "../remote/server", "../plugin")) {
            try (Stream<Path> files = Files.walk(Path.of(module, "src", "test"))) {
                for (Path file : files.filter(path -> path.endsWith(test + ".java")).toList()) {
                    return Files.readString(file);
                }
            }
        }
        throw new AssertionError("there is no " + test);
    }
}
