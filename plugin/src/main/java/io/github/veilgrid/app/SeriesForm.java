package io.github.veilgrid.app;

import io.github.veilgrid.dicom.Encoding;
import io.github.veilgrid.dicom.Layout;
import java.util.Objects;
import java.util.Optional;

/**
 * How a derived DICOM series is written, as far as the user says.
 *
 * @param layout one file per slice or all in one; empty: one file per slice
 * @param encoding of the files; empty: explicit little endian
 */
public record SeriesForm(Optional<Layout> layout, Optional<Encoding> encoding) {

    /** One file per slice, explicit little endian. */
    public static final SeriesForm USUAL = new SeriesForm(Optional.empty(), Optional.empty());

    public SeriesForm {
        Objects.requireNonNull(layout);
        Objects.requireNonNull(encoding);
    }

    boolean asked() {
        return layout.isPresent() || encoding.isPresent();
    }
}
