package io.github.veilgrid.fiji;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Keeps a dialog from reading half a disk behind the user's back while a path is still being typed. */
final class BrowsedFolder {

    static final List<String> TOO_LARGE = List.of("many files here: the plan is made when you press OK");

    private static final int MANY = 5000;

    private BrowsedFolder() {
    }

    /** @throws InterruptedException if the question is no longer asked */
    static boolean isTooLarge(Path folder) throws InterruptedException {
        try (Stream<Path> walk = Files.walk(folder)) {
            Iterator<Path> files = walk.iterator();
            for (int count = 0; files.hasNext(); count++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (count == MANY) {
                    return true;
                }
                files.next();
            }
            return false;
        } catch (IOException | UncheckedIOException unreadable) {
            return false;
        }
    }
}
