package io.github.veilgrid.app;

import io.github.veilgrid.dicom.Encoding;
import io.github.veilgrid.dicom.Layout;
import java.util.Objects;
import java.util.Optional;

/**
 * How a result is written, as far as the user says. Layout and encoding are for DICOM series; floating-point values for NIfTI
 * files: the images of CT, MR and PET hold integers only (PS3.3 C.7.6.24 has floating point pixels for parametric maps, which
 * few archives and viewers take).
 *
 * @param layout one file per slice or all in one; empty: one file per slice
 * @param encoding of the files; empty: explicit little endian
 * @param floating whether values are written as they were decrypted, neither rounded nor clamped to the scan's stored type
 * @param toolkit DICOM toolkit to write with; empty takes the best there is
 */
public record SeriesForm(
        Optional<Layout> layout, Optional<Encoding> encoding, boolean floating, Optional<String> toolkit) {

    /** One file per slice, explicit little endian. */
    public static final SeriesForm USUAL = new SeriesForm(
            Optional.empty(), Optional.empty(), false, Optional.empty());

    public SeriesForm {
        Objects.requireNonNull(layout);
        Objects.requireNonNull(encoding);
        Objects.requireNonNull(toolkit);
    }

    /** The same with floating-point values. */
    public SeriesForm withFloating() {
        return new SeriesForm(layout, encoding, true, toolkit);
    }

    /** The same by a toolkit, empty for the best there is. */
    public SeriesForm withToolkit(Optional<String> name) {
        return new SeriesForm(layout, encoding, floating, name);
    }

    boolean asked() {
        return layout.isPresent() || encoding.isPresent();
    }
}
