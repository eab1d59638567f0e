package io.github.veilgrid.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** David Clunie's dciodvfy, where it is installed. */
final class Validator {

    private Validator() {
    }

    /** Error lines of dciodvfy for the derived images that none of the source images had. */
    static Set<String> newErrors(Path source, Path derived) throws IOException {
        if (!Files.isExecutable(Path.of("/usr/bin/dciodvfy"))) {
            System.out.println("SKIPPED: dciodvfy is not installed");
            return Set.of();
        }
        Set<String> errors = errors(derived);
        errors.removeAll(errors(source));
        return errors;
    }

    private static Set<String> errors(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().collect(Collectors.toCollection(ArrayList::new));
        }
        Set<String> errors = new TreeSet<>();
        for (int i = 0; i < files.size(); i += Math.max(1, files.size() / 3)) {
            run("dciodvfy", files.get(i).toString()).lines()
                    .filter(line -> line.startsWith("Error"))
                    .map(line -> line.replaceAll("<-?[0-9][^>]*>|[0-9.]{6,}", "*"))
                    .forEach(errors::add);
        }
        return errors;
    }

    /** What a command prints. */
    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
