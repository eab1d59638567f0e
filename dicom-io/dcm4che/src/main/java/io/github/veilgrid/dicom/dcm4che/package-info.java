/**
 * The toolkit seam over dcm4che (org.dcm4che, 5.34): dcm4che reads and writes the bytes, its {@code Attributes} are
 * converted at the border, and nothing of dcm4che is seen beyond this package. dcm4che's own codecs are not used.
 */
package io.github.veilgrid.dicom.dcm4che;
