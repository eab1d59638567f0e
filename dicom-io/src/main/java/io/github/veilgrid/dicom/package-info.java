/**
 * DICOM series in, derived series out.
 *
 * <p>{@link io.github.veilgrid.dicom.SeriesReader} makes a {@link io.github.veilgrid.grid.Scan} of a folder, or refuses
 * it with a sentence; {@link io.github.veilgrid.dicom.SeriesTemplate} keeps what a derived series needs of its source;
 * {@link io.github.veilgrid.dicom.DerivedSeriesWriter} writes that series slice by slice. The rooms below, from the
 * ground up: {@code data} (the object tree and the seam to DICOM toolkits), {@code builtin} (the toolkit that is always
 * there), {@code pixel} (frames and their decoders), {@code series} (files to one sound volume), {@code derived} (a
 * volume to images).
 */
package io.github.veilgrid.dicom;
