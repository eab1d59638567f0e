package io.github.veilgrid.app;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import io.github.veilgrid.regrid.blind.MapRefusedException;
import io.github.veilgrid.regrid.blind.PrivateMap;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.PrivatePlanner;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The remote party's own map as files: a registration that takes points of the result to points of the scan, the grid of
 * the result, and the grid of the scan as far as the remote party knows it. Nothing of it leaves.
 *
 * <p>A plan says sizes and the voxel's size, but not where the scan lies. Unless the remote party knows better, the scan's
 * first voxel is the origin, its rows point along x and its columns along y; and the result covers the scan's field of view.
 * A grid of one slice stands for as many as the scan has.
 * Immutable, thread safe.
 *
 * @param map of the result's space to the scan's, millimetres
 * @param result grid of the result
 * @param scan grid of the scan
 */
public record PrivateMapFile(AffineMap map, Optional<GridTarget.Explicit> result, Optional<GridTarget.Explicit> scan)
        implements BlindRegridder.Maps {

    /** A map leaves the slices if any voxel does by more than this, in slices, or moves differently in them, in voxels. */
    private static final double FLAT = 1e-3;

    /**
     * Reads the files.
     *
     * @param map ITK transform file or matrix, of space or of the plane
     * @throws JobFailure if a grid is none
     * @throws IllegalArgumentException with a sentence if the map is none
     */
    public static PrivateMapFile read(Path map, Optional<Path> result, Optional<Path> scan) throws JobFailure {
        return new PrivateMapFile(AffineMap.read(map),
                result.isPresent() ? Optional.of(GridFile.read(result.get())) : Optional.empty(),
                scan.isPresent() ? Optional.of(GridFile.read(scan.get())) : Optional.empty());
    }

    /** Voxels of the result, 0 slices for as many as the scan has; empty if any size will do. */
    public List<Integer> size() {
        return result.map(grid -> List.of(grid.size().get(0), grid.size().get(1), grid.size().get(2) == 1 ? 0 : grid.size().get(2)))
                .orElse(List.of());
    }

    @Override
    public PrivateMap map(PrivatePlan plan) throws MapRefusedException {
        Grid source = scanGrid(plan);
        Grid target = resultGrid(plan, source);
        double[] first = index(source, target, 0, 0, 0);
        double[] x = minus(index(source, target, 1, 0, 0), first);
        double[] y = minus(index(source, target, 0, 1, 0), first);
        double[] z = minus(index(source, target, 0, 0, 1), first);
        double slices = Math.max(1, plan.slices() - 1);
        double leaves = Math.abs(first[2]) + Math.abs(x[2]) * plan.outputs(0) + Math.abs(y[2]) * plan.outputs(1)
                + Math.abs(z[2] - 1) * slices;
        if (!(leaves <= FLAT)) {
            throw new MapRefusedException(String.format(Locale.ROOT, "the map leaves the slices of the scan by up to %.3g of their "
                    + "distance: a private map turns, scales, shears and moves within slices only", leaves));
        }
        if (!((Math.abs(z[0]) + Math.abs(z[1])) * slices <= FLAT)) {
            throw new MapRefusedException("the map moves slices against each other: a private map is the same for all of them");
        }
        PrivateMap found = PrivateMap.of(x[0], y[0], first[0], x[1], y[1], first[1]);
        if (found.covered(plan) == 0) {
            throw new MapRefusedException("the map leads to nothing of the scan: check its direction (points of the result to points "
                    + "of the scan) and where the scan lies");
        }
        return found;
    }

    private Grid scanGrid(PrivatePlan plan) throws MapRefusedException {
        Size size = new Size(plan.inputs(0), plan.inputs(1), plan.inputs(2));
        Grid plain = Grid.of(size, new double[3], new double[] {plan.spacing(0), 0, 0}, new double[] {0, plan.spacing(1), 0},
                new double[] {0, 0, plan.spacing(2)});
        return scan.isPresent() ? ofSize(everySlice(scan.get(), plan).on(plain, null), size, "the scan") : plain;
    }

    private Grid resultGrid(PrivatePlan plan, Grid source) throws MapRefusedException {
        try {
            Grid plain = PrivatePlanner.nominal(source, plan.outputs(0), plan.outputs(1));
            return result.isPresent() ? ofSize(everySlice(result.get(), plan).on(source, null), plain.size(), "the result") : plain;
        } catch (PlanRefusedException e) {
            throw new MapRefusedException(e.getMessage());
        }
    }

    private static GridTarget.Explicit everySlice(GridTarget.Explicit grid, PrivatePlan plan) {
        return grid.size().get(2) > 1 ? grid : new GridTarget.Explicit(grid.origin(), grid.direction(),
                List.of(grid.spacing().get(0), grid.spacing().get(1), plan.spacing(2)),
                List.of(grid.size().get(0), grid.size().get(1), plan.slices()));
    }

    private static Grid ofSize(Grid grid, Size expected, String whose) throws MapRefusedException {
        if (!grid.size().equals(expected)) {
            throw new MapRefusedException("the grid of " + whose + " has " + grid.size() + " voxels, the owner's plan "
                    + expected);
        }
        return grid;
    }

    /** Index in the scan of a voxel of the result. */
    private double[] index(Grid source, Grid target, int i, int j, int k) {
        double[] point = target.position(i, j, k);
        double[] moved = map.frame().position(point[0], point[1], point[2]);
        return source.index(moved[0], moved[1], moved[2]);
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    @Override
    public String toString() {
        return "private map";
    }
}
