/**
 * What a job tells about itself: the JSON report, the summary of six lines and the picture.
 *
 * <p>Figures are in real-world units (HU for CT). Error figures are computed from decrypted values: they belong to the
 * owner, as the voxels do. Nothing here names a patient.
 */
package io.github.veilgrid.app.report;
