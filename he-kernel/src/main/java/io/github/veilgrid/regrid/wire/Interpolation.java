package io.github.veilgrid.regrid.wire;

import java.util.Locale;

/**
 * How a value between voxel centres follows from its neighbours, along each axis. Codes are part of the wire format.
 *
 * <p>The windowed sincs are those of ITK's {@code WindowedSincInterpolateImageFunction} (Meijering, Niessen and Viergever
 * 1999): radius m, 2m taps, weights {@code sinc(d) W(d)} that are not normalised; their sum differs from one by less than
 * two per cent, and a constant comes out as ITK gives it.
 */
public enum Interpolation {
    /** The nearest voxel centre, ties half up (the farther one along the target's axis); label maps keep their labels. */
    NEAREST(1, 1, Window.NONE),
    /** Linear along each axis (trilinear in space), weights {@code 1 - f} and {@code f}. */
    LINEAR(2, 2, Window.NONE),
    /** Cubic convolution with a = -0.5 (Keys 1981), also known as Catmull-Rom; reproduces quadratics. */
    CUBIC(3, 4, Window.NONE),
    /** Sinc in a Lanczos window of radius 3. */
    LANCZOS3(4, 6, Window.LANCZOS),
    /** Sinc in a Lanczos window of radius 4. */
    LANCZOS4(5, 8, Window.LANCZOS),
    /** Sinc in a Lanczos window of radius 5. */
    LANCZOS5(6, 10, Window.LANCZOS),
    /** Sinc in a Hamming window of radius 3. */
    HAMMING3(7, 6, Window.HAMMING),
    /** Sinc in a Hamming window of radius 4. */
    HAMMING4(8, 8, Window.HAMMING),
    /** Sinc in a Hamming window of radius 5. */
    HAMMING5(9, 10, Window.HAMMING),
    /** Sinc in a cosine window of radius 3. */
    COSINE3(10, 6, Window.COSINE),
    /** Sinc in a cosine window of radius 4. */
    COSINE4(11, 8, Window.COSINE),
    /** Sinc in a cosine window of radius 5. */
    COSINE5(12, 10, Window.COSINE),
    /** Sinc in a Welch window of radius 3. */
    WELCH3(13, 6, Window.WELCH),
    /** Sinc in a Welch window of radius 4. */
    WELCH4(14, 8, Window.WELCH),
    /** Sinc in a Welch window of radius 5. */
    WELCH5(15, 10, Window.WELCH),
    /** Sinc in a Blackman window of radius 3. */
    BLACKMAN3(16, 6, Window.BLACKMAN),
    /** Sinc in a Blackman window of radius 4. */
    BLACKMAN4(17, 8, Window.BLACKMAN),
    /** Sinc in a Blackman window of radius 5. */
    BLACKMAN5(18, 10, Window.BLACKMAN),
    /**
     * Interpolating cubic B-spline (Unser 1999), with coefficients mirrored about the outermost voxel centres: as ITK's
     * {@code BSplineInterpolateImageFunction} of order 3 and SciPy's {@code map_coordinates} with {@code mode="mirror"}.
     * Weights are those of coefficients, which the owner computes from the voxels; see {@link AxisKernel}.
     */
    BSPLINE(19, 4, Window.NONE);

    private final int code;
    private final int support;
    private final Window window;

    Interpolation(int code, int support, Window window) {
        this.code = code;
        this.support = support;
        this.window = window;
    }

    /** Number on the wire. */
    public int code() {
        return code;
    }

    /** Input samples that one output sample may draw on, along one axis. */
    public int support() {
        return support;
    }

    /** Whether the weights of every output sum to one. */
    public boolean sumsToOne() {
        return window == Window.NONE;
    }

    /** The first input sample that an output at an input position draws on; may lie outside the scan. */
    public int first(double position) {
        return (int) Math.floor(this == NEAREST ? position + 0.5 : position) - (support - 1) / 2;
    }

    /**
     * Weight of an input sample.
     *
     * @param distance input position of the output minus that of the sample
     */
    public double weight(double distance) {
        double d = Math.abs(distance);
        return switch (this) {
            case NEAREST -> 1;
            case LINEAR -> Math.max(0, 1 - d);
            case CUBIC -> d < 1 ? (1.5 * d - 2.5) * d * d + 1 : d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
            case BSPLINE -> d < 1 ? (0.5 * d - 1) * d * d + 2.0 / 3 : d < 2 ? (2 - d) * (2 - d) * (2 - d) / 6 : 0;
            default -> d == 0 ? 1 : d == Math.rint(d) ? 0 : Window.sinc(d) * window.at(d / (support / 2.0));
        };
    }

    /**
     * The smallest integer scale at which the weights at positions that are multiples of {@code 1/denominator} are
     * integers, or 0 if there is none of use.
     */
    public int exactScale(int denominator) {
        if (this == NEAREST || denominator == 1 && this != BSPLINE) {
            return 1;
        }
        long scale = switch (this) {
            case LINEAR -> denominator;
            case CUBIC -> 2L * denominator * denominator * denominator;
            case BSPLINE -> 6L * denominator * denominator * denominator;
            default -> 0;
        };
        return scale <= WireAxis.MAX_EXACT_SCALE ? (int) scale : 0;
    }

    /** Largest change of a value, over voxels within -1 to 1, when its position moves by one source voxel. */
    public double steepness() {
        return switch (this) {
            case NEAREST -> 0;
            case LINEAR, BSPLINE -> 2;
            default -> 4;
        };
    }

    /** A few words, as in "trilinear", to stand in a sentence. */
    public String description() {
        return switch (this) {
            case NEAREST -> "nearest neighbour";
            case LINEAR -> "trilinear";
            case CUBIC -> "tricubic (Keys, a = -0.5)";
            case BSPLINE -> "cubic B-spline";
            default -> "sinc in a " + window.name().charAt(0)
                    + window.name().substring(1).toLowerCase(Locale.ROOT) + " window of radius " + support / 2;
        };
    }

    /** The interpolation with a wire code, or null if there is none. */
    public static Interpolation ofCode(int code) {
        return code >= 1 && code <= values().length ? values()[code - 1] : null;
    }

    /** Windows over -1 to 1. StrictMath, so that both sides and every machine get the same bits. */
    private enum Window {
        NONE, LANCZOS, HAMMING, COSINE, WELCH, BLACKMAN;

        double at(double r) {
            return switch (this) {
                case NONE -> 1;
                case LANCZOS -> sinc(r);
                case HAMMING -> 0.54 + 0.46 * StrictMath.cos(Math.PI * r);
                case COSINE -> StrictMath.cos(Math.PI / 2 * r);
                case WELCH -> 1 - r * r;
                case BLACKMAN -> 0.42 + 0.5 * StrictMath.cos(Math.PI * r) + 0.08 * StrictMath.cos(2 * Math.PI * r);
            };
        }

        static double sinc(double x) {
            return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
        }
    }
}
