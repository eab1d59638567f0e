/**
 * What a scan is, without a file format and without cryptography.
 *
 * <p>A {@link io.github.veilgrid.grid.Scan} is one or more volumes on one {@link io.github.veilgrid.grid.Grid}.
 * A grid places voxel centres in the patient coordinate system of DICOM (LPS, millimetres, PS3.3 C.7.6.2.1.1); it may
 * be oblique or sheared. Voxels are real-world values (after rescale) in {@code double}, read slice by slice through
 * {@link io.github.veilgrid.grid.VoxelSource}, so that nothing requires a whole scan in memory.
 * {@link io.github.veilgrid.grid.ValueScale} says which values the files can declare at all and in which quantum a
 * result is stored.
 *
 * <p>This package imports nothing of Veilgrid; everything else may import it.
 */
package io.github.veilgrid.grid;
