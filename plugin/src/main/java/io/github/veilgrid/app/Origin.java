package io.github.veilgrid.app;

import io.github.veilgrid.dicom.SeriesTemplate;
import io.github.veilgrid.dicom.nifti.NiftiTemplate;
import io.github.veilgrid.grid.Grid;
import java.util.List;
import java.util.Optional;

/** Where a scan came from: what a result carries of it, and hence how it can be written. */
sealed interface Origin {

    /** A DICOM series; one template for each volume. */
    record Series(List<SeriesTemplate> templates) implements Origin {

        public Series {
            templates = List.copyOf(templates);
        }

        @Override
        public String modality() {
            return templates.get(0).modality();
        }

        @Override
        public int volumes() {
            return templates.size();
        }

        @Override
        public double fill() {
            return templates.get(0).fill();
        }

        @Override
        public Optional<SeriesTemplate> series() {
            return Optional.of(templates.get(0));
        }

        @Override
        public NiftiTemplate nifti() {
            return templates.get(0).frameOfReferenceUid().isEmpty() ? NiftiTemplate.PLAIN.elsewhere() : NiftiTemplate.PLAIN;
        }

        @Override
        public Origin movedTo(Grid grid, String frameOfReference) {
            return new Series(templates.stream().map(template -> template.movedTo(grid, frameOfReference)).toList());
        }
    }

    /**
     * A NIfTI file.
     *
     * @param nifti what it says besides grid and voxels
     * @param volumes how many it holds
     * @param fill real-world value of places without a measurement
     */
    record Nifti(NiftiTemplate nifti, int volumes, double fill) implements Origin {

        @Override
        public String modality() {
            return "NIfTI";
        }

        @Override
        public Optional<SeriesTemplate> series() {
            return Optional.empty();
        }

        @Override
        public Origin movedTo(Grid grid, String frameOfReference) {
            return this;
        }
    }

    /** CT, MR or PT, or NIfTI, which does not say. */
    String modality();

    int volumes();

    /** Real-world value of places without a measurement. */
    double fill();

    /** What a derived series needs; empty where there is no patient and no study to derive it of. */
    Optional<SeriesTemplate> series();

    /** What a NIfTI file of the result carries over. */
    NiftiTemplate nifti();

    /** The same, lying in another space. */
    Origin movedTo(Grid grid, String frameOfReference);
}
