/**
 * NIfTI-1 single files ({@code .nii}, {@code .nii.gz}) in and out, the way label maps and converted volumes arrive
 * (nifti1.h of the NIfTI Data Format Working Group). NIfTI's space is RAS; positions are turned to DICOM's LPS at the
 * border. {@link io.github.veilgrid.dicom.nifti.NiftiReader} reads,
 * {@link io.github.veilgrid.dicom.nifti.NiftiWriter} writes slice by slice.
 */
package io.github.veilgrid.dicom.nifti;
