package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Packing;
import java.util.Locale;

/**
 * Plans targets whose axes do not run along the scan's. One product with weights for every tap, so the choice is of the
 * ring, of tiles, of the weights' scale and of the form of answers. Stateless.
 */
final class AffinePlanner {

    private static final int[] RING_DIMENSIONS = {2048, 4096, 8192};

    private static final double[] SWITCHING_SHARES = {1.0 / 8, 1.0 / 4, 1.0 / 2};

    /** Moves this small are rounding noise of the headers, in source voxels per target voxel. */
    private static final double NOISE = 1e-9;

    private static final int EXTRA_BITS = 2;

    private AffinePlanner() {
    }

    /**
     * Plans a task.
     *
     * @param tolerance in units of the quantum
     * @throws PlanRefusedException if no parameters reach the tolerance, or the task asks for what needs aligned axes
     */
    static RegridPlan plan(RegridTask task, double tolerance) throws PlanRefusedException {
        if (task.kernel().antialias() != Antialias.NONE) {
            throw new PlanRefusedException("antialiasing works along the scan's own axes, and the target is turned against "
                    + "them; make the scan coarser first, then turn it");
        }
        double[] step = step(task.source(), task.target());
        double[] offset = offset(task.source(), task.target());
        int[] inputs = new int[3];
        int[] outputs = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            inputs[axis] = task.source().size().along(axis);
            outputs[axis] = task.target().size().along(axis);
        }
        ErrorBudget budget = budget(task, tolerance);
        Shape best = null;
        for (int ringDimension : RING_DIMENSIONS) {
            Numbers numbers = numbers(budget, ringDimension, task.interpolation());
            if (numbers != null) {
                Shape shape = AffineTiles.cheapest(step, outputs, task.interpolation(), ringDimension, numbers);
                best = shape != null && (best == null || shape.cost() < best.cost()) ? shape : best;
            }
        }
        for (int extra = 0; best != null && extra <= EXTRA_BITS; extra++) {
            RegridPlan plan = workedOut(task, budget, best, inputs, outputs, step, offset, extra);
            if (plan != null) {
                return plan;
            }
        }
        throw new PlanRefusedException(String.format(Locale.ROOT,
                "no secure parameters keep the error of this scan within %s of a stored unit on a turned grid; "
                        + "allow a larger tolerance", task.tolerance()));
    }

    /**
     * Scales and sizes for a ring.
     *
     * @param weightBits log2 of the scale of weights
     * @param modulusBits log2 of the modulus, a whole number
     */
    record Numbers(int weightBits, int modulusBits, AnswerForm answerForm) {
    }

    /**
     * A choice.
     *
     * @param tileSize target voxels of a tile along x, y, z
     * @param cost estimated price of the job, nanoseconds
     */
    record Shape(int ringDimension, int[] tileSize, Numbers numbers, double cost) {
    }

    private static double[] step(Grid source, Grid target) {
        double[] step = new double[9];
        double[] first = source.index(target.origin(0), target.origin(1), target.origin(2));
        for (int column = 0; column < 3; column++) {
            double[] point = target.position(column == 0 ? 1 : 0, column == 1 ? 1 : 0, column == 2 ? 1 : 0);
            double[] index = source.index(point[0], point[1], point[2]);
            for (int axis = 0; axis < 3; axis++) {
                step[3 * axis + column] = clean(index[axis] - first[axis]);
            }
        }
        return step;
    }

    private static double[] offset(Grid source, Grid target) {
        double[] offset = source.index(target.origin(0), target.origin(1), target.origin(2));
        for (int axis = 0; axis < 3; axis++) {
            offset[axis] = clean(offset[axis]);
        }
        return offset;
    }

    private static double clean(double number) {
        double whole = Math.rint(number);
        return Math.abs(number - whole) < NOISE ? whole + 0.0 : number;
    }

    private static ErrorBudget budget(RegridTask task, double tolerance) {
        AffineGains gains = AffineGains.of(task.kernel());
        double range = task.halfRange() * gains.prefilter();
        double fixed = range * Math.max(1, gains.absolute()) * AffineGains.POSITION_AND_STORAGE_ERROR;
        return new ErrorBudget(range, task.target().size().voxels(), tolerance, fixed, gains.absolute(), gains.noise());
    }

    /** The smallest modulus of a ring that keeps the tolerance, and what goes with it; null if there is none. */
    private static Numbers numbers(ErrorBudget whole, int ringDimension, Interpolation interpolation) {
        Numbers best = null;
        for (double share : SWITCHING_SHARES) {
            AnswerForm form = whole.answerForm(ringDimension, share);
            if (form == null) {
                continue;
            }
            ErrorBudget budget = whole.less(whole.switching(ringDimension, form));
            double noise = budget.noise(ringDimension, Packing.SLOTS);
            for (int weightBits = 1; weightBits <= 40; weightBits++) {
                double error = budget.weightRounding(ringDimension, taps(interpolation)) * Math.scalb(1.0, -weightBits);
                double scale = budget.messageScale(noise, error);
                double bits = Math.ceil(budget.modulusBits(scale, Math.scalb(1.0, weightBits)));
                int limbs = (int) Math.ceil(bits / Candidate.MAX_PRIME_BITS);
                if (bits <= CkksParameters.maxLog2Modulus(ringDimension)
                        && limbs * Candidate.smallestPrimeBits(ringDimension) <= bits) {
                    Numbers numbers = new Numbers(weightBits, (int) bits, form);
                    best = best == null || price(numbers) < price(best) ? numbers : best;
                }
            }
        }
        return best;
    }

    private static int price(Numbers numbers) {
        int limbs = (numbers.modulusBits + Candidate.MAX_PRIME_BITS - 1) / Candidate.MAX_PRIME_BITS;
        return numbers.modulusBits + numbers.answerForm.bodyBits() + numbers.answerForm.maskBits() + 100 * limbs;
    }

    static int taps(Interpolation interpolation) {
        int alongAxis = interpolation.support() + 1;
        return alongAxis * alongAxis * alongAxis;
    }

    private static RegridPlan workedOut(RegridTask task, ErrorBudget whole, Shape shape, int[] inputs, int[] outputs,
            double[] step, double[] offset, int extra) {
        int ringDimension = shape.ringDimension();
        CkksParameters parameters = Planner.parameters(ringDimension, shape.numbers().modulusBits() + extra);
        if (parameters == null) {
            return null;
        }
        AnswerForm form = shape.numbers().answerForm();
        double switching = whole.switching(ringDimension, form);
        ErrorBudget budget = whole.less(switching);
        AffinePlan wire = new AffinePlan(task.interpolation(), inputs, outputs, shape.tileSize(), step, offset,
                shape.numbers().weightBits(), form, parameters);
        double error = budget.weightRounding(ringDimension, taps(task.interpolation())) / wire.weightScale();
        double scale = Math.pow(2, parameters.log2Modulus())
                / (2 * ErrorBudget.HEADROOM * budget.gain() * budget.halfRange() * wire.weightScale());
        double bound = budget.bound(budget.noise(ringDimension, Packing.SLOTS), scale, error);
        return bound <= budget.tolerance()
                ? new RegridPlan(task, new AxisGeometry[0], wire, scale, bound + switching) : null;
    }
}
