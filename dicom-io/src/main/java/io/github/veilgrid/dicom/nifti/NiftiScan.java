package io.github.veilgrid.dicom.nifti;

import io.github.veilgrid.grid.Scan;

/**
 * A NIfTI file that was read.
 *
 * @param scan grid and voxels; several volumes where the file has a fourth dimension
 * @param template what a file made of it carries over
 * @param derivation what it says of how its voxels came about ({@code descrip}); it may name a patient, and is not carried over
 */
public record NiftiScan(Scan scan, NiftiTemplate template, String derivation) {
}
