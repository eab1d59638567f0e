package io.github.veilgrid.display;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Lays out a plain ImageJ with Veilgrid's jars in its plugins folder, as the zip for plain ImageJ does. */
final class PlainImageJ {

    /** What the command line needs and ImageJ does not. */
    private static final List<String> LEFT_OUT = List.of("ij-", "ij1-patcher", "javassist", "picocli", "junit",
            "archunit", "opentest4j", "apiguardian", "test-classes", "surefire");

    private PlainImageJ() {
    }

    /** @return the class path of ImageJ itself, without Veilgrid */
    static String layOut(Path home) throws IOException {
        Path plugins = Files.createDirectories(home.resolve("plugins/Veilgrid"));
        List<String> imagej = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            String name = path.getFileName().toString();
            if (name.startsWith("ij-") || name.equals("test-classes")) {
                imagej.add(entry);
            } else if (Files.isDirectory(path)) {
                String module = path.getParent().getParent().getFileName().toString();
                jar(path, plugins.resolve(module.equals("bridge") ? "Veilgrid_Bridge.jar" : module + ".jar"));
            } else if (LEFT_OUT.stream().noneMatch(name::startsWith)) {
                Files.copy(path, plugins.resolve(name));
            }
        }
        return String.join(File.pathSeparator, imagej);
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path source : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(source).toString().replace('\\', '/')));
                Files.copy(source, out);
                out.closeEntry();
            }
        }
    }
}
