/**
 * A DICOM data set as an immutable tree, and the seam to what parses and writes it.
 *
 * <p>Everything above works on {@link io.github.veilgrid.dicom.data.DicomObject}; two
 * {@link io.github.veilgrid.dicom.data.DicomToolkit}s give equal objects for equal files. Long values, pixels above all,
 * stay in their file as a {@link io.github.veilgrid.dicom.data.ByteSource}. Refusals are one family,
 * {@link io.github.veilgrid.dicom.data.DicomException}. Standard: DICOM PS3.5, PS3.6, PS3.10.
 */
package io.github.veilgrid.dicom.data;
