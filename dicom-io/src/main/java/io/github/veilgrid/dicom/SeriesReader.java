package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import java.nio.file.Path;
import java.util.List;

/** Reads a DICOM series into a scan, or refuses it with the reason. */
public final class SeriesReader {

    private SeriesReader() {
    }

    public static SourceSeries read(Path folderOrFile, ReadOptions options) throws DicomException {
        throw new DicomException(folderOrFile, "reading is not written yet");
    }

    /** All series below a folder, with what reading each would give. */
    public static List<SeriesSummary> list(Path folderOrFile, ReadOptions options) throws DicomException {
        throw new DicomException(folderOrFile, "reading is not written yet");
    }

    public static List<SeriesSummary> list(Path folderOrFile) throws DicomException {
        return list(folderOrFile, ReadOptions.standard());
    }
}
