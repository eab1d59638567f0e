package io.github.veilgrid.regrid.plan;

/**
 * What rounding the weights of an oblique plan to integers costs, in one pass or in two.
 *
 * <p>In two passes the error of a plane's weight meets a whole sum within that plane, and that of a weight within planes,
 * which is the same in all of them, a whole sum across: each is raised by what the other pass may do to messages, and both
 * meet each other.
 *
 * @param inPlaneTaps of an output at most, within a plane
 * @param planeTaps planes of an output at most
 * @param inPlaneGain largest sum within a plane where messages are within -1 to 1, at least 1
 * @param planeGain the same across planes
 */
record AffineRounding(int inPlaneTaps, int planeTaps, double inPlaneGain, double planeGain) {

    /**
     * Bound on the error, as a share of half the range.
     *
     * @param planeWeightBits log2 of the scale of weights of planes; 0 if there is one pass
     */
    double error(ErrorBudget budget, int ringDimension, int weightBits, int planeWeightBits) {
        if (planeWeightBits == 0) {
            return Math.scalb(budget.weightRounding(ringDimension, inPlaneTaps * planeTaps), -weightBits);
        }
        double inPlane = Math.scalb(budget.weightRounding(ringDimension, inPlaneTaps), -weightBits);
        double across = Math.scalb(budget.weightRounding(ringDimension, planeTaps), -planeWeightBits);
        return planeGain * inPlane + inPlaneGain * across + inPlane * across;
    }
}
