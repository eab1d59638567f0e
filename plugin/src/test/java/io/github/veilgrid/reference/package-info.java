/**
 * An oracle apart from the product: reads uncompressed DICOM by itself and resamples in float64, sharing no code with
 * Veilgrid. Also finds the test data.
 */
package io.github.veilgrid.reference;
