package io.github.veilgrid.dicom.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The toolkits of this installation, looked up once with the class loader of the seam itself: inside Fiji that is the
 * loader of the plug-in, not that of the thread.
 *
 * @param found usable toolkits, the preferred one first
 * @param troubles what was announced but cannot be used, and why, one sentence each
 */
public record Toolkits(List<DicomToolkit> found, List<String> troubles) {

    private static final class Installed {
        static final Toolkits TOOLKITS = load();
    }

    public Toolkits {
        found = List.copyOf(found);
        troubles = List.copyOf(troubles);
    }

    public static Toolkits installed() {
        return Installed.TOOLKITS;
    }

    /**
     * The toolkit to use.
     *
     * @param name the one that is asked for; empty for the preferred one
     * @throws DicomException if it is not there; the message says what is missing
     */
    public DicomToolkit choose(Optional<String> name) throws DicomException {
        for (DicomToolkit toolkit : found) {
            if (name.isEmpty() || toolkit.name().equalsIgnoreCase(name.get())) {
                return toolkit;
            }
        }
        String there = found.stream().map(DicomToolkit::name).collect(Collectors.joining(", "));
        String why = troubles.isEmpty() ? "" : " (" + String.join("; ", troubles) + ")";
        throw new DicomException("There is no DICOM toolkit \"" + name.orElse("") + "\" here" + why
                + "; choose one of: " + there + ".");
    }

    private static Toolkits load() {
        List<DicomToolkit> found = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        Iterator<DicomToolkit> providers =
                ServiceLoader.load(DicomToolkit.class, DicomToolkit.class.getClassLoader()).iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                found.add(providers.next());
            } catch (ServiceConfigurationError | LinkageError half) {
                troubles.add(explain(half));
            }
        }
        found.sort(Comparator.comparingInt(DicomToolkit::preference).reversed());
        return new Toolkits(found, troubles);
    }

    /** A jar that is there without the jars it needs shows as a missing class, often deep in the causes. */
    static String explain(Throwable half) {
        Throwable cause = half;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
            return "a DICOM toolkit is only half there: the class " + cause.getMessage() + " is missing";
        }
        return "a DICOM toolkit cannot be used: " + cause.getMessage();
    }
}
