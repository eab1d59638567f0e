package io.github.veilgrid.app;

/**
 * ITK's linear transforms of the plane, from their parameters (ITK Software Guide, "Transforms"), as transforms of space
 * that leave the third coordinate alone. Stateless.
 */
final class PlanarTransforms {

    private PlanarTransforms() {
    }

    /** The transform of a kind, by ITK's class name; null if it is not one of these or has not as many parameters. */
    static LinearTransforms.Parts of(String kind, double[] p) {
        return switch (kind) {
            case "AffineTransform", "MatrixOffsetTransformBase" -> p.length != 6 ? null : parts(p[0], p[1], p[2], p[3], p[4], p[5]);
            case "TranslationTransform" -> p.length != 2 ? null : parts(1, 0, 0, 1, p[0], p[1]);
            case "Euler2DTransform", "Rigid2DTransform" -> p.length != 3 ? null : turned(1, p[0], p[1], p[2]);
            case "Similarity2DTransform" -> p.length != 4 ? null : turned(p[0], p[1], p[2], p[3]);
            default -> null;
        };
    }

    private static LinearTransforms.Parts turned(double scale, double angle, double moveX, double moveY) {
        double c = scale * Math.cos(angle);
        double s = scale * Math.sin(angle);
        return parts(c, -s, s, c, moveX, moveY);
    }

    static LinearTransforms.Parts parts(double xx, double xy, double yx, double yy, double moveX, double moveY) {
        return new LinearTransforms.Parts(new double[] {xx, xy, 0, yx, yy, 0, 0, 0, 1}, new double[] {moveX, moveY, 0});
    }

    /** A centre of rotation in the plane, in space; null if it is none. */
    static double[] centre(double[] fixed) {
        return fixed.length == 0 ? new double[3] : fixed.length == 2 ? new double[] {fixed[0], fixed[1], 0} : null;
    }
}
