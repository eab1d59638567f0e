package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that a DICOMDIR (PS3.10 section 8, PS3.3 annex F) names. Its record tree is not followed: offsets may be
 * wrong after a copy, while each image record names its file by itself. What series the files belong to they say best.
 */
final class Directory {

    private Directory() {
    }

    /**
     * What a directory refers to.
     *
     * @param named how many files it names
     * @param files those that are there
     */
    record Content(int named, List<Path> files) {

        /** What is worth knowing, if files are missing: a volume may lack its last slices without a gap to tell. */
        Optional<String> remark(Path directory) {
            int missing = named - files.size();
            return missing == 0 ? Optional.empty() : Optional.of(directory + " names " + named + " files, " + missing
                    + " of which " + (missing == 1 ? "is" : "are") + " not there; a series may be incomplete.");
        }
    }

    static Content content(Path directory, DicomObject object) {
        List<Path> files = new ArrayList<>();
        int named = 0;
        for (DicomObject record : object.items(Tag.DIRECTORY_RECORDS)) {
            List<String> components = record.texts(Tag.REFERENCED_FILE);
            if (!components.isEmpty() && !components.get(0).isEmpty()) {
                named++;
                Path file = resolve(directory, components);
                if (file != null) {
                    files.add(file);
                }
            }
        }
        return new Content(named, List.copyOf(files));
    }

    /** Existing files that the directory refers to; at least one. */
    static List<Path> files(Path directory, Content content) throws DicomException {
        if (content.files().isEmpty()) {
            throw new DicomException(directory, content.named() == 0 ? "is a DICOMDIR that names no file."
                    : "is a DICOMDIR that names " + content.named() + " files, none of which are there; copy the folders "
                    + "beside it too.");
        }
        return content.files();
    }

    /** Null if there is no such file, or the name leads out of the directory's folder. */
    private static Path resolve(Path directory, List<String> components) {
        try {
            Path folder = directory.toAbsolutePath().normalize().getParent();
            Path file = folder;
            for (String component : components) {
                file = file.resolve(component);
            }
            file = file.normalize();
            return file.startsWith(folder) && Files.isRegularFile(file) ? file : null;
        } catch (InvalidPathException strange) {
            return null;
        }
    }
}
