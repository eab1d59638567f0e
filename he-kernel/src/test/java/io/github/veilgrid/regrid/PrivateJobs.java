package io.github.veilgrid.regrid;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.blind.PrivateMap;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.plan.PrivatePlanner;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.Interpolation;

/** Private jobs that several tests share, and what should come of them, written down point by point. */
public final class PrivateJobs {

    private PrivateJobs() {
    }

    public static RegridPlan small() throws PlanRefusedException {
        return plan(new Size(20, 18, 3), 16, 17, 2, Interpolation.LINEAR);
    }

    /** A 12-bit CT of that size, onto slices of {@code width x height} pixels. */
    public static RegridPlan plan(Size size, int width, int height, int reach, Interpolation interpolation)
            throws PlanRefusedException {
        return plan(size, width, height, reach, interpolation, Jobs.TWELVE_BIT, -1024, 0.5);
    }

    public static RegridPlan plan(Size size, int width, int height, int reach, Interpolation interpolation, ValueScale values,
            double fill, double tolerance) throws PlanRefusedException {
        Grid source = Jobs.axial(size, 0.8, 0.9, 2.5);
        RegridTask task = new RegridTask(source, PrivatePlanner.nominal(source, width, height), interpolation, Outside.ITK,
                values, fill, tolerance);
        return PrivatePlanner.plan(task, new int[] {reach, reach}, Preference.BALANCED);
    }

    /** Six numbers: turned about the middle of the scan, scaled, moved; from pixels of the result to those of the scan. */
    public static double[] map(Size size, int width, int height, double degrees, double zoom, double moveX, double moveY) {
        double c = zoom * Math.cos(Math.toRadians(degrees));
        double s = zoom * Math.sin(Math.toRadians(degrees));
        double ratioX = size.x() / (double) width;
        double ratioY = size.y() / (double) height;
        double midX = (size.x() - 1) / 2.0;
        double midY = (size.y() - 1) / 2.0;
        double firstX = (ratioX - 1) / 2 - midX;
        double firstY = (ratioY - 1) / 2 - midY;
        return new double[] {
            c * ratioX, -s * ratioY, c * firstX - s * firstY + midX + moveX,
            s * ratioX, c * ratioY, s * firstX + c * firstY + midY + moveY};
    }

    public static PrivateMap of(double[] n) {
        return PrivateMap.of(n[0], n[1], n[2], n[3], n[4], n[5]);
    }

    /** The value at pixel (x, y) of slice z of the result in float64; edge voxels reach half a voxel out, then comes fill. */
    public static double reference(TestVolume volume, double[] map, int x, int y, int z, Interpolation interpolation, double fill) {
        double px = map[0] * x + map[1] * y + map[2];
        double py = map[3] * x + map[4] * y + map[5];
        Size size = volume.size();
        if (px < -0.5 || py < -0.5 || px > size.x() - 0.5 || py > size.y() - 0.5) {
            return fill;
        }
        if (interpolation == Interpolation.NEAREST) {
            return voxel(volume, (int) Math.floor(px + 0.5), (int) Math.floor(py + 0.5), z);
        }
        int width = interpolation == Interpolation.CUBIC ? 2 : 1;
        double sum = 0;
        for (int line = (int) Math.floor(py) - width + 1; line <= Math.floor(py) + width; line++) {
            for (int column = (int) Math.floor(px) - width + 1; column <= Math.floor(px) + width; column++) {
                double weight = width == 1 ? (1 - Math.abs(px - column)) * (1 - Math.abs(py - line))
                        : keys(px - column) * keys(py - line);
                sum += weight * voxel(volume, column, line, z);
            }
        }
        return sum;
    }

    private static double keys(double distance) {
        double d = Math.abs(distance);
        return d < 1 ? 1.5 * d * d * d - 2.5 * d * d + 1 : -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2;
    }

    private static double voxel(TestVolume volume, int x, int y, int z) {
        int column = Math.max(0, Math.min(volume.size().x() - 1, x));
        int line = Math.max(0, Math.min(volume.size().y() - 1, y));
        return volume.voxels()[column + volume.size().x() * (line + volume.size().y() * z)];
    }
}
