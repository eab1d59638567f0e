package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.dicom.Derivation;
import io.github.veilgrid.dicom.DerivedSeriesWriter;
import io.github.veilgrid.dicom.Encoding;
import io.github.veilgrid.dicom.Layout;
import io.github.veilgrid.dicom.nifti.NiftiTemplate;
import io.github.veilgrid.dicom.nifti.NiftiWriter;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.ValueScale;
import java.io.IOException;
import java.nio.file.Path;

/** Takes the slices of a result, in any order. Nothing is visible before {@link #finish}; closing without it leaves nothing. */
interface ResultWriter extends AutoCloseable {

    /** @param values real-world values, x fastest; NaN where there is no measurement */
    void slice(int volume, int z, double[] values) throws IOException;

    /** Makes the result visible. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Begins a NIfTI file where the name asks for one, else a derived series.
     *
     * @param form how a series is written
     * @param origin of the scan
     * @throws JobFailure if the origin cannot be written so
     */
    static ResultWriter open(Path output, SeriesForm form, Origin origin, Grid grid, ValueScale values,
            Derivation derivation) throws JobFailure, IOException {
        if (OutputPlace.isNifti(output)) {
            requireUsual(output, form);
            NiftiTemplate template = origin.nifti().describing(derivation.description());
            return new GrowingResult(output, place -> form.floating()
                    ? NiftiWriter.openDouble(place, grid, values, origin.volumes(), template)
                    : NiftiWriter.open(place, grid, values, origin.fill(), origin.volumes(), template));
        }
        if (form.floating()) {
            throw new JobFailure(Kind.USAGE, "DICOM images of this kind hold integers only: for floating-point values name "
                    + "an output that ends in .nii or .nii.gz.");
        }
        if (!(origin instanceof Origin.Series series)) {
            throw new JobFailure(Kind.INPUT, "A NIfTI file lacks what a DICOM series must say of its patient and "
                    + "study: name an output that ends in .nii or .nii.gz.");
        }
        return new GrowingResult(output, place -> DerivedSeriesWriter.open(place, series.templates(), grid, values, derivation,
                form.encoding().orElse(Encoding.PLAIN), form.layout().orElse(Layout.CLASSIC), form.toolkit()));
    }

    /** Refuses what only a DICOM series can have. */
    static void requireUsual(Path output, SeriesForm form) throws JobFailure {
        if (form.asked()) {
            throw new JobFailure(Kind.USAGE, output + " is to be a NIfTI file: leave out --layout and --encoding, which "
                    + "are for DICOM.");
        }
    }
}
