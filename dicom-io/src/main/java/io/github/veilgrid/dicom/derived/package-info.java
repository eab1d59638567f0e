/**
 * From resampled values to a derived series. {@link io.github.veilgrid.dicom.derived.Template} is what is kept of the
 * source; {@link io.github.veilgrid.dicom.derived.DerivedImages} makes each image of it: new UIDs, what is true of all
 * source images carried over, geometry and derivation stated anew, references to the source images that contribute
 * (DICOM PS3.3 C.7.6.1.1, C.12.4, A.3, A.4, A.21; PS3.16 CID 7203, 7202).
 */
package io.github.veilgrid.dicom.derived;
