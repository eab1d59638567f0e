package io.github.veilgrid.dicom;

/** Into how many files a derived series goes. */
public enum Layout {
    /** One image and one file per slice: what everything reads. */
    CLASSIC,
    /** All slices of a volume as frames of one Legacy Converted Enhanced object (PS3.3 sections A.70 to A.72). */
    MULTI_FRAME
}
