package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.series.FileSeries;
import io.github.veilgrid.dicom.series.Folder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which series of a folder to read. Where more than one could be meant, the choice is left to the user. */
final class SeriesChoice {

    private SeriesChoice() {
    }

    /** The only series that can be a volume; scouts, captures and reports beside it are named and left. */
    static FileSeries only(Folder folder, List<String> remarks) throws DicomException {
        List<FileSeries> candidates = folder.series().stream().filter(FileSeries::mayBeVolume).toList();
        if (candidates.isEmpty() && folder.series().size() > 1) {
            throw new DicomException(folder.root(), "holds no CT, MR or PET volume but "
                    + folder.series().stream().map(FileSeries::kind).distinct().limit(6)
                            .collect(Collectors.joining(", ")) + ".");
        }
        if (candidates.isEmpty()) {
            candidates = folder.series();
        }
        if (candidates.size() > 1) {
            throw new DicomException(folder.root(), "holds " + candidates.size()
                    + " series; choose one with --series: " + list(folder, candidates) + ".");
        }
        for (FileSeries other : folder.series()) {
            if (other != candidates.get(0)) {
                remarks.add("The series " + describe(folder, other) + " is no volume; it was left out.");
            }
        }
        return candidates.get(0);
    }

    static FileSeries named(Folder folder, String choice) throws DicomException {
        List<FileSeries> matches = new ArrayList<>();
        for (int i = 0; i < folder.series().size(); i++) {
            FileSeries series = folder.series().get(i);
            if (series.uid().equals(choice) || choice.equals("#" + (i + 1))) {
                return series;
            }
            if (series.text(Tag.SERIES_NUMBER).equals(choice)) {
                matches.add(series);
            }
        }
        if (matches.size() == 1) {
            return matches.get(0);
        }
        throw new DicomException(folder.root(), (matches.isEmpty() ? "holds no series \"" : "holds several series \"")
                + choice + "\"; choose one of: " + list(folder, matches.isEmpty() ? folder.series() : matches) + ".");
    }

    private static String list(Folder folder, List<FileSeries> some) {
        List<String> words = new ArrayList<>();
        for (FileSeries series : some.subList(0, Math.min(12, some.size()))) {
            words.add(describe(folder, series));
        }
        return String.join(", ", words) + (some.size() > 12 ? " and " + (some.size() - 12) + " more" : "");
    }

    /** Its place, number, modality and size: enough to choose by, and nothing of the patient. */
    private static String describe(Folder folder, FileSeries series) {
        String number = series.text(Tag.SERIES_NUMBER);
        return "#" + (folder.series().indexOf(series) + 1) + " (" + (number.isEmpty() ? "" : "number " + number + ", ")
                + series.text(Tag.MODALITY) + ", " + series.instances().size() + " files)";
    }
}
