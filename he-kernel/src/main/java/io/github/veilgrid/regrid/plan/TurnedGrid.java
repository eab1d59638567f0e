package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.wire.WireAxis;

/** Grids that cover a whole scan with axes of another direction. Stateless. */
public final class TurnedGrid {

    /** A voxel centre this far beyond the box, in voxels, needs no further voxel. */
    private static final double SLACK = 1e-6;

    private TurnedGrid() {
    }

    /**
     * The scan's axes turned about its centre, by right-handed angles about the patient's axes one after the other: L, then
     * P, then S.
     *
     * @param degrees three angles
     * @throws PlanRefusedException if an angle is no number
     */
    public static Grid turned(Grid scan, double[] degrees) throws PlanRefusedException {
        double[][] directions = {scan.direction(0), scan.direction(1), scan.direction(2)};
        for (int about = 0; about < 3; about++) {
            if (!Double.isFinite(degrees[about])) {
                throw new PlanRefusedException("an angle must be a number of degrees, not " + degrees[about]);
            }
            double cos = Math.cos(Math.toRadians(degrees[about]));
            double sin = Math.sin(Math.toRadians(degrees[about]));
            int p = (about + 1) % 3;
            int q = (about + 2) % 3;
            for (double[] v : directions) {
                double along = v[p] * cos - v[q] * sin;
                v[q] = v[p] * sin + v[q] * cos;
                v[p] = along;
            }
        }
        return covering(scan, directions, new double[] {scan.spacing(0), scan.spacing(1), scan.spacing(2)});
    }

    /**
     * The scan without its gantry tilt: slices stay where they are, and the axis across them runs at right angles to them.
     * Voxels of the first slice stay voxels.
     *
     * @throws PlanRefusedException if the grid would be impossibly large
     */
    public static Grid upright(Grid scan) throws PlanRefusedException {
        double[] x = scan.direction(0);
        double[] y = scan.direction(1);
        double[] normal = {x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]};
        double distance = 0;
        for (int row = 0; row < 3; row++) {
            distance += normal[row] * scan.step(row, 2);
        }
        for (int row = 0; row < 3 && distance < 0; row++) {
            normal[row] = -normal[row];
        }
        return covering(scan, new double[][] {x, y, normal},
                new double[] {scan.spacing(0), scan.spacing(1), Math.abs(distance)});
    }

    /** The smallest grid of whole steps from the scan's first voxel that covers all its voxel centres. */
    private static Grid covering(Grid scan, double[][] directions, double[] spacing) throws PlanRefusedException {
        double[][] step = new double[3][3];
        for (int axis = 0; axis < 3; axis++) {
            for (int row = 0; row < 3; row++) {
                step[axis][row] = directions[axis][row] * spacing[axis];
            }
        }
        double[] origin = {scan.origin(0), scan.origin(1), scan.origin(2)};
        Grid unbounded = Grid.of(new Size(1, 1, 1), origin, step[0], step[1], step[2]);
        double[] first = new double[3];
        double[] last = new double[3];
        for (int corner = 0; corner < 8; corner++) {
            double[] point = scan.position((corner & 1) * (scan.size().x() - 1), (corner >> 1 & 1) * (scan.size().y() - 1),
                    (corner >> 2) * (scan.size().z() - 1));
            double[] index = unbounded.index(point[0], point[1], point[2]);
            for (int axis = 0; axis < 3; axis++) {
                first[axis] = Math.min(first[axis], Math.floor(index[axis] + SLACK));
                last[axis] = Math.max(last[axis], Math.ceil(index[axis] - SLACK));
            }
        }
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            double count = last[axis] - first[axis] + 1;
            if (!(count <= WireAxis.MAX_SAMPLES)) {
                throw new PlanRefusedException("the turned grid needs more voxels along an axis than DICOM can hold");
            }
            size[axis] = (int) count;
        }
        return Grid.of(new Size(size[0], size[1], size[2]), unbounded.position(first[0], first[1], first[2]),
                step[0], step[1], step[2]);
    }
}
