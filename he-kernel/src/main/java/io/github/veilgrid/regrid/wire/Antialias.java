package io.github.veilgrid.regrid.wire;

/**
 * What keeps detail finer than the target grid from folding back into it, along axes that become coarser. Codes are part
 * of the wire format.
 */
public enum Antialias {
    /** Nothing: each output is interpolated where it lies. */
    NONE(0),
    /**
     * Each output is the mean over the box of one output voxel, source voxels counting by their overlap with it (OpenCV's
     * {@code INTER_AREA}). On axes that become coarser this takes the place of the interpolation.
     */
    AREA(1),
    /**
     * A Gaussian over the source voxels before the interpolation. Its deviation is {@code (step - 1) / 2} source voxels,
     * its weights sum to one and end at four deviations: what scikit-image's {@code resize} and {@code rescale} do, the
     * convention of most who resample in Python; for a step of 2 it lies between ITK's recipe (0.5 output voxels) and
     * that of point spread functions (0.74 source voxels).
     */
    GAUSSIAN(2);

    private final int code;

    Antialias(int code) {
        this.code = code;
    }

    /** Number on the wire. */
    public int code() {
        return code;
    }

    /** The filter with a wire code, or null if there is none. */
    static Antialias ofCode(int code) {
        return code >= 0 && code < values().length ? values()[code] : null;
    }
}
