package io.github.veilgrid.app;

/** ITK's linear transforms in space, from their parameters (ITK Software Guide, "Transforms"). Stateless. */
final class LinearTransforms {

    /**
     * {@code x -> matrix (x - centre) + translation + centre}.
     *
     * @param matrix nine numbers by rows
     */
    record Parts(double[] matrix, double[] translation) {
    }

    private LinearTransforms() {
    }

    /** The transform of a kind, by ITK's class name; null if it is not one of these or has not as many parameters. */
    static Parts of(String kind, double[] p) {
        return switch (kind) {
            case "AffineTransform", "MatrixOffsetTransformBase" -> p.length != 12 ? null
                    : new Parts(new double[] {p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8]}, new double[] {p[9], p[10], p[11]});
            case "TranslationTransform" -> p.length != 3 ? null
                    : new Parts(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, p.clone());
            case "Euler3DTransform" -> p.length != 6 ? null
                    : new Parts(euler(p[0], p[1], p[2]), new double[] {p[3], p[4], p[5]});
            case "VersorRigid3DTransform" -> p.length != 6 ? null
                    : new Parts(versor(p[0], p[1], p[2], 1), new double[] {p[3], p[4], p[5]});
            case "Similarity3DTransform" -> p.length != 7 ? null
                    : new Parts(versor(p[0], p[1], p[2], p[6]), new double[] {p[3], p[4], p[5]});
            default -> null;
        };
    }

    /** ITK's default order: about z, then x, then y as matrices stand, {@code Rz Rx Ry}. */
    private static double[] euler(double x, double y, double z) {
        double cx = Math.cos(x);
        double sx = Math.sin(x);
        double cy = Math.cos(y);
        double sy = Math.sin(y);
        double cz = Math.cos(z);
        double sz = Math.sin(z);
        return new double[] {
            cz * cy - sz * sx * sy, -sz * cx, cz * sy + sz * sx * cy,
            sz * cy + cz * sx * sy, cz * cx, sz * sy - cz * sx * cy,
            -cx * sy, sx, cx * cy};
    }

    /** A rotation by the vector part of its unit quaternion, times a scale. */
    private static double[] versor(double x, double y, double z, double scale) {
        double w = Math.sqrt(Math.max(0, 1 - x * x - y * y - z * z));
        double[] m = {
            1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w),
            2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w),
            2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)};
        for (int i = 0; i < m.length; i++) {
            m[i] *= scale;
        }
        return m;
    }
}
