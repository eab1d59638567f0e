package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Toolkits;
import io.github.veilgrid.dicom.series.Folder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which files of a tree belong to which series: one walk through many series, each of which can then be read from its own
 * files ({@link ReadOptions#withFiles}) instead of searching the tree again. Immutable.
 *
 * @param series in the order of their first files
 */
public record SeriesIndex(List<Entry> series) {

    /**
     * One series.
     *
     * @param uid Series Instance UID; empty for damaged files that lie in a folder without a series
     * @param files its files
     * @param damage why it cannot be trusted to be whole: a damaged file lies beside it, and nobody can know whether that
     *     belongs to it
     */
    public record Entry(String uid, List<Path> files, Optional<DicomException> damage) {

        public Entry {
            files = List.copyOf(files);
        }
    }

    public SeriesIndex {
        series = List.copyOf(series);
    }

    /** @throws DicomException if the folder cannot be listed; a damaged file spoils no more than the series beside it */
    public static SeriesIndex of(Path folder, ReadOptions options) throws DicomException {
        Map<String, List<Path>> files = new LinkedHashMap<>();
        Map<Path, DicomException> damage = new HashMap<>();
        Folder.index(folder, Toolkits.installed().choose(options.toolkit()), options.limits(), options.threads())
                .forEach((file, found) -> {
                    if (found instanceof DicomException damaged) {
                        damage.putIfAbsent(file.getParent(), damaged);
                    } else {
                        files.computeIfAbsent((String) found, uid -> new ArrayList<>()).add(file);
                    }
                });
        List<Entry> entries = new ArrayList<>();
        Map<Path, DicomException> alone = new LinkedHashMap<>(damage);
        files.forEach((uid, all) -> {
            all.forEach(file -> alone.remove(file.getParent()));
            entries.add(new Entry(uid, all, all.stream().map(Path::getParent).filter(damage::containsKey)
                    .map(damage::get).findFirst()));
        });
        alone.forEach((place, damaged) -> entries.add(new Entry("", List.of(place), Optional.of(damaged))));
        return new SeriesIndex(entries);
    }
}
