package io.github.veilgrid.app.compare;

import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.app.report.SlicePicture;
import io.github.veilgrid.grid.Grid;
import java.util.List;

/**
 * What comparing every voxel of a written result with the resampling in the clear gave.
 *
 * @param source grid of the scan
 * @param target grid of the result
 * @param unit of the values, with a blank before it, or empty
 * @param largest largest absolute difference, rounding to stored integers included
 * @param rms root mean square of the differences
 * @param allowed what a difference may be: predicted bound plus half a stored unit
 * @param voxels compared; padding is left out
 * @param histogram counts over {@code -allowed..allowed}, differences beyond in the outermost bins
 * @param planes axial, coronal and sagittal planes through the middle
 */
public record Comparison(
        Grid source, Grid target, String unit, double largest, double rms, double allowed, long voxels,
        long[] histogram, List<Plane> planes) {

    /**
     * One plane through the middle of the result.
     *
     * @param name axial, coronal or sagittal with respect to the images
     * @param source the scan, resampled in the clear
     * @param seen what the remote party sees: bytes of the scan's ciphertexts
     * @param result as written
     * @param difference result minus source
     */
    public record Plane(
            String name, SlicePicture source, SlicePicture seen, SlicePicture result, SlicePicture difference) {
    }

    public Comparison {
        planes = List.copyOf(planes);
        histogram = histogram.clone();
    }

    /** Whether every voxel keeps what the plan promised. */
    public boolean kept() {
        return largest <= allowed;
    }

    /** What was found, a line each. */
    public List<String> lines() {
        return List.of(
                "Compared " + voxels + " voxels: " + Figures.grid(target),
                "Largest difference " + Figures.significant(largest, 3) + unit + ", root mean square "
                        + Figures.significant(rms, 3) + unit,
                "Allowed " + Figures.significant(allowed, 3) + unit + " (predicted bound and half a stored unit): "
                        + (kept() ? "kept" : "NOT KEPT"));
    }
}
