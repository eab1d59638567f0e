package io.github.veilgrid.regrid.plan;

import java.util.Arrays;
import java.util.Optional;

/** Which voxels of the target count as outside the scan; they get its fill value. */
public enum Outside {
    /** Those beyond the hull of the source's voxel centres. */
    FILL(0, 0),
    /** None: the nearest edge goes on for ever. */
    EDGE(1, Double.POSITIVE_INFINITY),
    /** Those more than half a source voxel beyond the hull, as in ITK; nearer ones are on the edge. */
    ITK(2, 0.5);

    private final int code;
    private final double reach;

    Outside(int code, double reach) {
        this.code = code;
        this.reach = reach;
    }

    /** Stands for this in what is kept of a job. */
    public int code() {
        return code;
    }

    /** The one with a code; empty if there is none. */
    public static Optional<Outside> ofCode(int code) {
        return Arrays.stream(values()).filter(outside -> outside.code == code).findFirst();
    }

    /** Whether a source position along an axis counts as inside, a thousandth of a voxel allowed. */
    public boolean inside(double position, int inputs) {
        return position >= -beyond() && position <= inputs - 1 + beyond();
    }

    /** How far beyond the outermost voxel centres a position still counts as inside, source voxels; may be infinite. */
    public double beyond() {
        return reach + TargetGrid.HULL_TOLERANCE;
    }
}
