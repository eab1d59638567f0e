package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.NotDicomException;
import io.github.veilgrid.dicom.data.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that lies below a folder: the DICOM files by series, and what is no DICOM.
 *
 * @param root the folder or file that was asked for
 * @param series series in the order of their first files
 * @param remarks what was skipped, one sentence each
 */
public record Folder(Path root, List<FileSeries> series, List<String> remarks) {

    /** So many files that are no DICOM are told one by one. */
    private static final int JUNK_NAMED = 3;

    /** Parses every file; a damaged one refuses the whole folder, since nobody can know what it belongs to. */
    public static Folder read(Path root, DicomToolkit toolkit, Limits limits, int threads) throws DicomException {
        Sorted sorted;
        try (Stream<Path> files = files(root)) {
            sorted = parse(files, toolkit, limits, threads);
        } catch (UncheckedIOException unreadable) {
            throw unlisted(root, unreadable.getCause());
        }
        int files = sorted.files();
        if (sorted.images().isEmpty() && sorted.directories().size() == 1) {
            Instance directory = sorted.directories().get(0);
            Directory.Content content = Directory.content(directory.file(), directory.object());
            sorted = parse(Directory.files(directory.file(), content).stream(), toolkit, limits, threads);
            content.remark(directory.file()).ifPresent(sorted.remarks()::add);
        }
        if (sorted.images().isEmpty() && Files.isRegularFile(root) && looksLikeDirectory(root)) {
            throw new DicomException(root, "is a DICOMDIR that cannot be read; name the folder it lies in instead.");
        }
        if (sorted.images().isEmpty()) {
            throw new DicomException(root, files == 0 ? "there is no file in it."
                    : files == 1 ? "is not a DICOM image." : "none of its " + files + " files is DICOM.");
        }
        return new Folder(root, FileSeries.group(sorted.images()), List.copyOf(sorted.remarks()));
    }

    /** The same, of some files only. */
    public static Folder read(Path root, List<Path> files, DicomToolkit toolkit, Limits limits, int threads)
            throws DicomException {
        Sorted sorted = parse(files.stream(), toolkit, limits, threads);
        return new Folder(root, FileSeries.group(sorted.images()), List.copyOf(sorted.remarks()));
    }

    /**
     * Series Instance UID of every image below a folder, or the refusal of a damaged file, by path and in its order. What
     * is no image of a series is left out. Keeps no headers, so that a tree may be of any size.
     */
    public static Map<Path, Object> index(Path root, DicomToolkit toolkit, Limits limits, int threads)
            throws DicomException {
        try (Stream<Path> files = files(root)) {
            Map<Path, Object> all = inParallel(files, file -> filed(file, toolkit, limits), threads);
            all.values().removeIf(""::equals);
            return all;
        } catch (UncheckedIOException unreadable) {
            throw unlisted(root, unreadable.getCause());
        }
    }

    private static Object filed(Path file, DicomToolkit toolkit, Limits limits) {
        try {
            return parse(file, toolkit, limits) instanceof Instance instance && !isDirectory(instance)
                    ? instance.seriesUid() : "";
        } catch (DicomException damaged) {
            return damaged;
        }
    }

    /** What a number of files turned out to be. */
    private record Sorted(int files, List<Instance> images, List<Instance> directories, List<String> remarks) {
    }

    private static Sorted parse(Stream<Path> files, DicomToolkit toolkit, Limits limits, int threads)
            throws DicomException {
        Map<Path, Object> parsed = inParallel(files, file -> parse(file, toolkit, limits), threads);
        Sorted sorted = new Sorted(parsed.size(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Junk> junk = new ArrayList<>();
        for (Object each : parsed.values()) {
            if (each instanceof Junk other) {
                junk.add(other);
            } else if (!(each instanceof Instance instance)) {
                sorted.remarks().add((String) each);
            } else if (isDirectory(instance)) {
                sorted.directories().add(instance);
                sorted.remarks().add(instance.file() + " is a DICOMDIR, no image; it was skipped.");
                Directory.content(instance.file(), instance.object()).remark(instance.file())
                        .ifPresent(sorted.remarks()::add);
            } else if (instance.seriesUid().isEmpty()) {
                sorted.remarks().add(instance.file() + " belongs to no series; it was skipped.");
            } else {
                sorted.images().add(instance);
            }
        }
        sorted.remarks().addAll(remarks(junk));
        return sorted;
    }

    /** A file that is no DICOM, and the sentence on it. */
    private record Junk(Path file, String sentence) {
    }

    /** A sentence for each, or one for many. */
    private static List<String> remarks(List<Junk> junk) {
        if (junk.size() <= JUNK_NAMED) {
            return junk.stream().map(Junk::sentence).toList();
        }
        String first = junk.stream().limit(JUNK_NAMED).map(each -> each.file().getFileName().toString())
                .collect(Collectors.joining(", "));
        return List.of(junk.size() + " files are not DICOM; they were skipped (" + first + " and "
                + (junk.size() - JUNK_NAMED) + " more).");
    }

    private static boolean isDirectory(Instance instance) {
        return instance.text(Tag.MEDIA_STORAGE_SOP_CLASS).equals(ImageClass.DIRECTORY)
                || instance.object().has(Tag.DIRECTORY_RECORDS);
    }

    /** To be closed. */
    @SuppressWarnings("StreamResourceLeak")
    private static Stream<Path> files(Path root) throws DicomException {
        if (!Files.exists(root)) {
            throw new DicomException(root, "does not exist.");
        }
        try {
            return Files.find(root, Integer.MAX_VALUE, (path, attributes) -> attributes.isRegularFile(),
                    FileVisitOption.FOLLOW_LINKS);
        } catch (IOException unreadable) {
            throw unlisted(root, unreadable);
        }
    }

    private static DicomException unlisted(Path root, IOException unreadable) {
        return new DicomException(root, "cannot be listed (" + unreadable.getMessage() + ").", unreadable);
    }

    /** An instance, or junk, or a sentence on why there is neither. */
    private static Object parse(Path file, DicomToolkit toolkit, Limits limits) throws DicomException {
        try {
            return new Instance(file, toolkit.parse(file, limits));
        } catch (NotDicomException junk) {
            return new Junk(file, junk.getMessage().replaceFirst("\\.$", "; it was skipped."));
        } catch (DicomException damaged) {
            if (looksLikeDirectory(file)) {
                return file + " is a DICOMDIR that cannot be read; it was skipped.";
            }
            throw damaged;
        }
    }

    /** A damaged DICOMDIR takes nothing away from the images beside it. */
    private static boolean looksLikeDirectory(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(1024), StandardCharsets.ISO_8859_1);
            return start.contains("\2\0\2\0UI\24\0" + ImageClass.DIRECTORY);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Work on one file. */
    private interface Step {
        Object on(Path file) throws DicomException;
    }

    /** Works on files while more of them are still being found. Results and refusals come in the order of the paths. */
    private static Map<Path, Object> inParallel(Stream<Path> files, Step step, int threads) throws DicomException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Map<Path, Future<Object>> work = new TreeMap<>();
            files.forEach(file -> work.put(file, pool.submit(() -> step.on(file))));
            Map<Path, Object> results = new LinkedHashMap<>();
            for (Map.Entry<Path, Future<Object>> entry : work.entrySet()) {
                results.put(entry.getKey(), entry.getValue().get());
            }
            return results;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof DicomException refused) {
                throw refused;
            }
            throw new DicomException("Reading failed unexpectedly (" + failed.getCause() + ").", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DicomException("Reading was cancelled.", stopped);
        } finally {
            pool.shutdownNow();
        }
    }
}
