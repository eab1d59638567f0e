package io.github.veilgrid.reference;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds what tests read: the project's own folders, and the real scans beside a checkout. */
public final class TestData {

    private TestData() {
    }

    /** The project's top folder. */
    public static Path project() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("sample-scans")) && Files.isDirectory(folder.resolve("he-kernel"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the tests run outside the project");
    }

    public static Path sample(String name) {
        return project().resolve("sample-scans").resolve(name);
    }

    /**
     * Something in {@code shared/data}, found by the system property {@code veilgrid.data}, the environment variable
     * VEILGRID_DATA, or beside the checkout; a test that needs it is skipped, with the reason, where it is not there.
     */
    public static Path shared(String path) {
        String named = System.getProperty("veilgrid.data", System.getenv("VEILGRID_DATA"));
        Path data = named == null ? beside() : Path.of(named);
        if (data == null || !Files.exists(data.resolve(path))) {
            String reason = "skipped: shared/data/" + path + " is not on this machine (set VEILGRID_DATA)";
            System.out.println(reason);
            return abort(reason);
        }
        return data.resolve(path);
    }

    private static Path beside() {
        for (Path folder = project(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared/data"))) {
                return folder.resolve("shared/data");
            }
        }
        return null;
    }
}
