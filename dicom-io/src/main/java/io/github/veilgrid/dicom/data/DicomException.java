package io.github.veilgrid.dicom.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file or series that is refused. The message is one sentence for the person who chose the input: what is wrong, in
 * which file, and what to do. It holds no attribute that names a patient.
 */
public class DicomException extends IOException {

    public DicomException(String sentence) {
        super(sentence);
    }

    public DicomException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** {@code FILE: what is wrong}. */
    public DicomException(Path file, String sentence) {
        super(file + ": " + sentence);
    }

    public DicomException(Path file, String sentence, Throwable cause) {
        super(file + ": " + sentence, cause);
    }
}
