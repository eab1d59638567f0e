package io.github.veilgrid.dicom.data;

import java.nio.file.Path;

/** A file that does not begin like DICOM at all: beside a series it is junk to be skipped and named, not a damage. */
public final class NotDicomException extends DicomException {

    public NotDicomException(Path file, String sentence) {
        super(file, sentence);
    }
}
