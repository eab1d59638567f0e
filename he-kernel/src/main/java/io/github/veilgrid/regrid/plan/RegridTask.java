package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;

/**
 * What is to be regridded, without a voxel of it.
 *
 * @param source grid of the scan
 * @param target grid of the result
 * @param kernel interpolation, and filter along axes that become coarser
 * @param outside what voxels beyond the source get
 * @param values declared range and stored quantum
 * @param fill real-world value for {@link Outside#FILL}
 * @param tolerance largest error of a decrypted value before it is rounded to a stored integer, in units of
 *     {@code values.slope()}
 */
public record RegridTask(Grid source, Grid target, Kernel kernel, Outside outside, ValueScale values,
        double fill, double tolerance) {

    /** A task without antialiasing. */
    public RegridTask(Grid source, Grid target, Interpolation interpolation, Outside outside, ValueScale values,
            double fill, double tolerance) {
        this(source, target, Kernel.of(interpolation), outside, values, fill, tolerance);
    }

    public Interpolation interpolation() {
        return kernel.interpolation();
    }

    /** Half the width of the declared range, in units of the slope: the largest message, once centred. */
    public double halfRange() {
        return ((double) values.storedMax() - values.storedMin()) / 2;
    }

    /** The real-world value in the middle of the declared range. */
    public double centre() {
        return (values.minimum() + values.maximum()) / 2;
    }
}
