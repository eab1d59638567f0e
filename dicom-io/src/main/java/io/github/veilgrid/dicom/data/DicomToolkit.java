package io.github.veilgrid.dicom.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The seam to what reads and writes DICOM bytes. Implementations are found with {@link java.util.ServiceLoader}, hold
 * no state and are thread safe. Two toolkits give equal objects for the same file.
 */
public interface DicomToolkit {

    /** Short name, as options use it: {@code "dcm4che"} or {@code "built-in"}. */
    String name();

    /** Name and version for reports. */
    String title();

    /** The toolkit with the highest preference is taken when none is asked for. */
    int preference();

    /**
     * Reads a file: Part 10, with or without its preamble, or a bare data set. Long values, pixel data among them, stay
     * in the file. Unknown transfer syntaxes and damaged files are refused.
     *
     * @throws NotDicomException if the file does not begin like DICOM
     * @throws DicomException if it does but cannot be read, or breaks a limit
     */
    DicomObject parse(Path file, Limits limits) throws DicomException;

    /**
     * Writes an object as a Part 10 file in the transfer syntax that its element (0002,0010) names: a little endian
     * one, deflated, or an encapsulated one whose fragments are there already.
     */
    void write(DicomObject object, OutputStream out) throws IOException;
}
