package io.github.veilgrid.grid;

import java.util.List;

/**
 * One or more volumes (time points, echoes) on one grid.
 *
 * @param grid where the voxels are
 * @param volumes at least one; each has the grid's size
 * @param values declared range of the voxels, and the quantum of results
 * @param fill real-world value for places outside the scan
 */
public record Scan(Grid grid, List<VoxelSource> volumes, ValueScale values, double fill) {

    public Scan {
        volumes = List.copyOf(volumes);
        if (volumes.isEmpty()) {
            throw new IllegalArgumentException("a scan has at least one volume");
        }
        for (VoxelSource volume : volumes) {
            if (!volume.size().equals(grid.size())) {
                throw new IllegalArgumentException("volume of " + volume.size() + " on a grid of " + grid.size());
            }
        }
    }
}
