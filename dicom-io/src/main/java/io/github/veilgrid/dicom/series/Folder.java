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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * All that lies below a folder: the DICOM files by series, and what is no DICOM.
 *
 * @param root the folder or file that was asked for
 * @param series series in the order of their first files
 * @param remarks what was skipped, one sentence each
 */
public record Folder(Path root, List<FileSeries> series, List<String> remarks) {

    /** Parses every file; a damaged one refuses the whole folder, since nobody can know what it belongs to. */
    public static Folder read(Path root, DicomToolkit toolkit, Limits limits, int threads) throws DicomException {
        List<Path> files = files(root);
        Sorted sorted = parse(files, toolkit, limits, threads);
        if (sorted.images().isEmpty() && sorted.directories().size() == 1) {
            Instance directory = sorted.directories().get(0);
            sorted = parse(Directory.files(directory.file(), directory.object()), toolkit, limits, threads);
        }
        List<String> remarks = new ArrayList<>(sorted.remarks());
        List<Instance> instances = sorted.images();
        if (instances.isEmpty()) {
            throw new DicomException(root, files.isEmpty() ? "there is no file in it."
                    : files.size() == 1 ? "is not a DICOM image." : "none of its " + files.size() + " files is DICOM.");
        }
        return new Folder(root, FileSeries.group(instances), List.copyOf(remarks));
    }

    /** What a list of files turned out to be. */
    private record Sorted(List<Instance> images, List<Instance> directories, List<String> remarks) {
    }

    private static Sorted parse(List<Path> files, DicomToolkit toolkit, Limits limits, int threads)
            throws DicomException {
        List<Callable<Object>> work = new ArrayList<>();
        for (Path file : files) {
            work.add(() -> parse(file, toolkit, limits));
        }
        Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Object parsed : inParallel(work, threads)) {
            if (!(parsed instanceof Instance instance)) {
                sorted.remarks().add((String) parsed);
            } else if (isDirectory(instance)) {
                sorted.directories().add(instance);
                sorted.remarks().add(instance.file() + " is a DICOMDIR, no image; it was skipped.");
            } else if (instance.seriesUid().isEmpty()) {
                sorted.remarks().add(instance.file() + " belongs to no series; it was skipped.");
            } else {
                sorted.images().add(instance);
            }
        }
        return sorted;
    }

    private static boolean isDirectory(Instance instance) {
        return instance.text(Tag.MEDIA_STORAGE_SOP_CLASS).equals(ImageClass.DIRECTORY)
                || instance.object().has(Tag.DIRECTORY_RECORDS);
    }

    private static List<Path> files(Path root) throws DicomException {
        if (!Files.exists(root)) {
            throw new DicomException(root, "does not exist.");
        }
        if (Files.isRegularFile(root)) {
            return List.of(root);
        }
        try (Stream<Path> walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new DicomException(root, "cannot be listed (" + unreadable.getMessage() + ").", unreadable);
        }
    }

    /** An instance, or a sentence on why there is none. */
    private static Object parse(Path file, DicomToolkit toolkit, Limits limits) throws DicomException {
        try {
            return new Instance(file, toolkit.parse(file, limits));
        } catch (NotDicomException junk) {
            return junk.getMessage().replaceFirst("\\.$", "; it was skipped.");
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
            return start.contains("\2\0\2\0UI") && start.contains(ImageClass.DIRECTORY + "\0");
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static List<Object> inParallel(List<Callable<Object>> work, int threads) throws DicomException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, work.size())));
        try {
            List<Object> results = new ArrayList<>();
            for (Future<Object> future : pool.invokeAll(work)) {
                results.add(future.get());
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
