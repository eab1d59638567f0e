package io.github.veilgrid.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Versions are pinned in the root pom and nowhere else. */
class VersionsInOnePlaceTest {

    private static final Pattern VERSION = Pattern.compile("<version>([^<]*)</version>");
    private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");

    private static List<Path> poms() throws Exception {
        try (Stream<Path> files = Files.walk(TestData.project(), 4)) {
            return files.filter(file -> file.getFileName().toString().equals("pom.xml"))
                    .filter(file -> !file.toString().contains("target")).toList();
        }
    }

    @Test
    void noOtherPomNamesAVersion() throws Exception {
        Path root = TestData.project().resolve("pom.xml");
        List<String> offenders = new ArrayList<>();
        List<Path> poms = poms();
        assertTrue(poms.size() >= 6, "the build's poms are found: " + poms);
        for (Path pom : poms) {
            String text = PARENT.matcher(Files.readString(pom)).replaceAll("");
            Matcher version = VERSION.matcher(text);
            while (!pom.equals(root) && version.find()) {
                if (!version.group(1).equals("${project.version}")) {
                    offenders.add(pom + ": " + version.group(1));
                }
            }
        }
        assertEquals(List.of(), offenders);
    }

    @Test
    void theRootPomUsesOnlyItsProperties() throws Exception {
        String root = Files.readString(TestData.project().resolve("pom.xml"));
        Matcher version = VERSION.matcher(root.substring(root.indexOf("<dependencyManagement>")));
        while (version.find()) {
            assertTrue(version.group(1).startsWith("${") || version.group(1).startsWith("["), version.group());
        }
    }

    @Test
    void theBuildNamesNoPackageRegistry() throws Exception {
        for (Path pom : poms()) {
            String text = Files.readString(pom).replaceAll("http://maven.apache.org/(POM|xsd)\\S*", "")
                    .replace("http://www.w3.org/2001/XMLSchema-instance", "");
            assertTrue(!text.contains("http://") && !text.contains("https://"), pom + " names a host");
        }
    }
}
