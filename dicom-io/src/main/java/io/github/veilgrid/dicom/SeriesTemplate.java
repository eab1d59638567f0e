package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.derived.Template;
import io.github.veilgrid.dicom.derived.TemplateCodec;
import io.github.veilgrid.grid.Grid;

/**
 * Everything a derived series needs of its source (common attributes, the source images and where they lie, how values
 * were stored) and no pixels. Immutable. It holds patient data: keep its bytes sealed.
 */
public final class SeriesTemplate {

    private final Template content;

    SeriesTemplate(Template content) {
        this.content = content;
    }

    Template content() {
        return content;
    }

    /** Versioned bytes, equal for equal templates. */
    public byte[] toBytes() {
        return TemplateCodec.encode(content);
    }

    /**
     * Reads bytes that {@link #toBytes} wrote, strictly.
     *
     * @throws DicomException if they are of another version or altered
     */
    public static SeriesTemplate fromBytes(byte[] bytes) throws DicomException {
        return new SeriesTemplate(TemplateCodec.decode(bytes));
    }

    /**
     * The same series in another frame of reference, as a registration puts it there.
     *
     * @param grid where its voxels lie there
     * @param frameOfReference UID of that frame; empty for a new one
     */
    public SeriesTemplate movedTo(Grid grid, String frameOfReference) {
        return new SeriesTemplate(content.movedTo(grid, frameOfReference));
    }

    public String modality() {
        return content.common().text(Tag.MODALITY);
    }

    /** Frame of Reference UID, or empty text where the source has none. */
    public String frameOfReferenceUid() {
        return content.common().text(Tag.FRAME_OF_REFERENCE);
    }

    /** Grid of the source. */
    public Grid grid() {
        return content.grid();
    }

    /** Real-world value for voxels without a measurement. */
    public double fill() {
        return content.fill();
    }

    /** Says nothing of the patient. */
    @Override
    public String toString() {
        return "template of a " + modality() + " series, " + grid();
    }
}
