package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.regrid.wire.PrivateAxis;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.util.Locale;

/**
 * The remote party's own map, in index space: pixel {@code (x, y)} of the result lies at source position
 * {@code (xx x + xy y + x0, yx x + yy y + y0)} of every slice. It stays with whoever made it: no message holds it, and
 * {@link #toString} does not tell it. Immutable, thread safe.
 */
public final class PrivateMap {

    /** As in ITK, pixels end half a voxel beyond the outermost centres; a thousandth is left for rounding. */
    private static final double RIM = 0.5 + 1e-3;

    /** Voxels are not told apart by less: rounding noise shall not make a reach of 8 one of 9. */
    private static final double POSITION_GRID = 1L << 30;

    private final double[] numbers;

    private PrivateMap(double[] numbers) {
        this.numbers = numbers;
    }

    /** @throws IllegalArgumentException if a number is not finite */
    public static PrivateMap of(double xx, double xy, double x0, double yx, double yy, double y0) {
        double[] numbers = {xx, xy, x0, yx, yy, y0};
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("a map needs finite numbers");
            }
        }
        return new PrivateMap(numbers);
    }

    /** Source position along an axis (0 or 1) of a pixel of the result. */
    double position(int axis, int x, int y) {
        return onGrid(numbers[3 * axis] * x + numbers[3 * axis + 1] * y + numbers[3 * axis + 2]);
    }

    private static double onGrid(double position) {
        return Math.rint(position * POSITION_GRID) / POSITION_GRID;
    }

    /** Whether a pixel of the result lies within the scan. */
    boolean inside(PrivatePlan plan, int x, int y) {
        for (int axis = 0; axis < 2; axis++) {
            double position = position(axis, x, y);
            if (!(position >= -RIM && position <= plan.axis(axis).inputs() - 1 + RIM)) {
                return false;
            }
        }
        return true;
    }

    /**
     * By how many voxels along x and y the map moves pixels that lie within the scan from where the two fields of view
     * would have them: what the plan's reach must not fall short of. Zero if all lie outside.
     */
    public double[] farthest(PrivatePlan plan) {
        double[] farthest = new double[2];
        for (int y = 0; y < plan.outputs(1); y++) {
            for (int x = 0; x < plan.outputs(0); x++) {
                if (inside(plan, x, y)) {
                    for (int axis = 0; axis < 2; axis++) {
                        PrivateAxis along = plan.axis(axis);
                        double moved = onGrid(position(axis, x, y) - along.position(axis == 0 ? x : y));
                        farthest[axis] = Math.max(farthest[axis], Math.abs(moved));
                    }
                }
            }
        }
        return farthest;
    }

    /**
     * The same map.
     *
     * @throws MapRefusedException if it reaches farther than the plan allows
     */
    public PrivateMap requireWithin(PrivatePlan plan) throws MapRefusedException {
        double[] farthest = farthest(plan);
        if (!(farthest[0] <= plan.axis(0).reach() && farthest[1] <= plan.axis(1).reach())) {
            throw new MapRefusedException(String.format(Locale.ROOT,
                    "the map moves voxels by up to %.2f columns and %.2f rows, the owner's plan allows %d and %d: ask for a job "
                            + "with --private-reach %d,%d", farthest[0], farthest[1], plan.axis(0).reach(),
                    plan.axis(1).reach(), (int) Math.max(1, Math.ceil(farthest[0])), (int) Math.max(1, Math.ceil(farthest[1]))));
        }
        return this;
    }

    /** Share of the result that lies within the scan, 0 to 1. */
    public double covered(PrivatePlan plan) {
        long count = 0;
        for (int y = 0; y < plan.outputs(1); y++) {
            for (int x = 0; x < plan.outputs(0); x++) {
                count += inside(plan, x, y) ? 1 : 0;
            }
        }
        return count / ((double) plan.outputs(0) * plan.outputs(1));
    }

    @Override
    public String toString() {
        return "private map";
    }
}
