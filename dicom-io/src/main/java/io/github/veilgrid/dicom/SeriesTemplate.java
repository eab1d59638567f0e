package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.grid.Grid;

/** Everything a derived series needs of its source; no pixels. Immutable. It holds patient data: keep it sealed. */
public final class SeriesTemplate {

    private SeriesTemplate() {
    }

    public byte[] toBytes() {
        throw new UnsupportedOperationException();
    }

    public static SeriesTemplate fromBytes(byte[] bytes) throws DicomException {
        throw new DicomException("not written yet");
    }

    public String modality() {
        throw new UnsupportedOperationException();
    }

    public String seriesUid() {
        throw new UnsupportedOperationException();
    }

    /** Frame of Reference UID, or empty text where the source has none. */
    public String frameOfReferenceUid() {
        throw new UnsupportedOperationException();
    }

    public String seriesDescription() {
        throw new UnsupportedOperationException();
    }

    /** Grid of the source. */
    public Grid grid() {
        throw new UnsupportedOperationException();
    }

    /** Real-world value for voxels without a measurement. */
    public double fill() {
        throw new UnsupportedOperationException();
    }
}
