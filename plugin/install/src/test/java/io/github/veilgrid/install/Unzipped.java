package io.github.veilgrid.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A zip as a user unpacks it. */
record Unzipped(Path folder) {

    /** The zip that this build made: {@code fiji} or {@code imagej}. */
    static Path zip(String kind) {
        return Path.of(System.getProperty("zip.prefix") + "-" + kind + ".zip");
    }

    static Unzipped of(String kind, Path into) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip(kind)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path place = into.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? place : place.getParent());
                if (!entry.isDirectory()) {
                    Files.copy(in, place);
                }
            }
        }
        return new Unzipped(into);
    }

    List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    /** Names of classes in a jar, as paths; module descriptors left out. */
    static List<String> classes(Path jar) throws IOException {
        try (InputStream file = Files.newInputStream(jar); ZipInputStream in = new ZipInputStream(file)) {
            ArrayList<String> names = new ArrayList<>();
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class")) {
                    names.add(entry.getName());
                }
            }
            return names;
        }
    }

    /** The jar of the build's class path that a class comes from. */
    static Path jarOf(String className) throws Exception {
        return Path.of(Class.forName(className, false, Unzipped.class.getClassLoader())
                .getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** A child process: its standard output and error. */
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("install", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            // Without it Java neither opens nor reads paths beyond ASCII, such as that of a clone.
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroyForcibly();
                throw new IllegalStateException("no end after two minutes: " + Files.readString(out));
            }
            return Files.readString(out);
        } finally {
            Files.delete(out);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
