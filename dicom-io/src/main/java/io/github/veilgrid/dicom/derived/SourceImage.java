package io.github.veilgrid.dicom.derived;

import io.github.veilgrid.dicom.data.DicomObject;

/**
 * One image of the source series, as far as a derived series needs it.
 *
 * @param sopClass its SOP Class UID
 * @param sopInstance its SOP Instance UID
 * @param frame number of the frame in it, from 1; 0 for an image of one frame
 * @param position Image Position (Patient) as written
 * @param own attributes that the standard demands of every image and that vary from slice to slice
 */
public record SourceImage(String sopClass, String sopInstance, int frame, String position, DicomObject own) {
}
