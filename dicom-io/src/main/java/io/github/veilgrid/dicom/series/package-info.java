/**
 * From files to one sound volume. {@link io.github.veilgrid.dicom.series.Folder} parses what lies in a folder and sorts
 * it by series; {@link io.github.veilgrid.dicom.series.Slice} is one image with its place, classic or a frame of an
 * enhanced object; {@link io.github.veilgrid.dicom.series.Stack} orders slices by position along their normal and
 * proves that they are one grid, or says which file spoils it; {@link io.github.veilgrid.dicom.series.Values} finds the
 * declared range and the common quantum. Nothing is guessed silently (DICOM PS3.3 C.7.6.2, C.7.6.16, C.11.1).
 */
package io.github.veilgrid.dicom.series;
