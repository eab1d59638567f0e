package io.github.veilgrid.app;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.TurnedGrid;

/** Axes of the result that are not the scan's. */
public sealed interface Turn {

    /**
     * By angles about the patient's axes, one after the other, around the scan's centre.
     *
     * @param left degrees about the axis that points left
     * @param posterior degrees about the axis that points back
     * @param superior degrees about the axis that points up
     */
    record Angles(double left, double posterior, double superior) implements Turn {

        /**
         * Reads {@code 10,0,-5}.
         *
         * @throws IllegalArgumentException with a sentence for the user
         */
        public static Angles parse(String text) {
            String wanted = "three angles in degrees about the axes that point left, back and up, such as 10,0,-5";
            double[] angles = AxisNumbers.list(text, "turn", wanted);
            if (angles.length != 3) {
                throw AxisNumbers.unreadable(text, "turn", wanted);
            }
            return new Angles(angles[0], angles[1], angles[2]);
        }

        @Override
        public Grid of(Grid scan) throws PlanRefusedException {
            return TurnedGrid.turned(scan, new double[] {left, posterior, superior});
        }
    }

    /** At right angles to the slices: takes a gantry tilt out. */
    record Upright() implements Turn {
        @Override
        public Grid of(Grid scan) throws PlanRefusedException {
            return TurnedGrid.upright(scan);
        }
    }

    /** A grid as fine as the scan that covers all of it, with these axes. */
    Grid of(Grid scan) throws PlanRefusedException;
}
