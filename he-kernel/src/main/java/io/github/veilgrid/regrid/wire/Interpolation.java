package io.github.veilgrid.regrid.wire;

/** How a value between voxel centres follows from its neighbours. Codes are part of the wire format. */
public enum Interpolation {
    /** The nearest voxel centre, ties half up; label maps keep their labels. */
    NEAREST(1, 1, 0.5),
    /** Linear along each axis (trilinear in space), weights {@code 1 - f} and {@code f}. */
    LINEAR(2, 2, 0.0);

    private final int code;
    private final int support;
    private final double shift;

    Interpolation(int code, int support, double shift) {
        this.code = code;
        this.support = support;
        this.shift = shift;
    }

    /** Number on the wire. */
    public int code() {
        return code;
    }

    /** Input samples that one output sample may draw on, along one axis. */
    public int support() {
        return support;
    }

    /** The first input sample of an output at position {@code p} is {@code floor(p + shift)}. */
    double shift() {
        return shift;
    }

    /** Weight of the input sample {@code tap} places after the first, for a position {@code fraction} beyond it. */
    double weight(int tap, double fraction) {
        if (this == NEAREST) {
            return tap == 0 ? 1 : 0;
        }
        return tap == 0 ? 1 - fraction : fraction;
    }

    /** The interpolation with a wire code, or null if there is none. */
    public static Interpolation ofCode(int code) {
        for (Interpolation interpolation : values()) {
            if (interpolation.code == code) {
                return interpolation;
            }
        }
        return null;
    }
}
