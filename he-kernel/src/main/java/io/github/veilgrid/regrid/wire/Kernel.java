package io.github.veilgrid.regrid.wire;

import java.util.Objects;

/**
 * How outputs follow from inputs: an interpolation along every axis, and a filter along those that become coarser.
 *
 * @param interpolation between voxel centres
 * @param antialias before it, where outputs lie further apart than inputs
 */
public record Kernel(Interpolation interpolation, Antialias antialias) {

    /** The code of an interpolation takes the low bits of its byte, that of a filter the others. */
    private static final int INTERPOLATION_BITS = 6;

    /** @throws IllegalArgumentException with a sentence if labels would be mixed */
    public Kernel {
        Objects.requireNonNull(interpolation);
        Objects.requireNonNull(antialias);
        if (interpolation == Interpolation.NEAREST && antialias != Antialias.NONE) {
            throw new IllegalArgumentException("nearest neighbour keeps labels as they are, an antialiasing filter would "
                    + "mix them: choose one of the two");
        }
    }

    /** An interpolation alone. */
    public static Kernel of(Interpolation interpolation) {
        return new Kernel(interpolation, Antialias.NONE);
    }

    /** Whether the weights of every output sum to one along every axis. */
    public boolean sumsToOne() {
        return interpolation.sumsToOne();
    }

    /**
     * The kernel along one axis.
     *
     * @param step input samples from one output to the next
     * @param whole whether every output lies on an input sample
     */
    public AxisKernel along(double step, boolean whole) {
        return new AxisKernel(this, step, whole);
    }

    /** Byte on the wire. */
    byte code() {
        return (byte) (interpolation.code() | antialias.code() << INTERPOLATION_BITS);
    }

    /** The kernel with a wire code, or null if there is none. */
    static Kernel ofCode(byte code) {
        Interpolation interpolation = Interpolation.ofCode(code & (1 << INTERPOLATION_BITS) - 1);
        Antialias antialias = Antialias.ofCode((code & 0xFF) >> INTERPOLATION_BITS);
        boolean labels = interpolation == Interpolation.NEAREST && antialias != Antialias.NONE;
        return interpolation == null || antialias == null || labels ? null : new Kernel(interpolation, antialias);
    }

    /** A few words, to stand in a sentence. */
    public String description() {
        return interpolation.description() + switch (antialias) {
            case NONE -> "";
            case AREA -> ", area averaging where coarser";
            case GAUSSIAN -> ", Gaussian antialiasing where coarser";
        };
    }
}
