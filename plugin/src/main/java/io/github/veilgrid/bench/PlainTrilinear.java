package io.github.veilgrid.bench;

import io.github.veilgrid.grid.Size;

/**
 * Trilinear resampling in the clear along the scan's own axes, as one would write it for speed: precomputed indices and
 * weights, 16-bit in and out, one thread. The yardstick beside every figure.
 */
final class PlainTrilinear {

    private PlainTrilinear() {
    }

    /**
     * @param source slices, x fastest
     * @param from size of the source
     * @param to size of the target
     * @param step source voxels from one target voxel to the next, per axis
     * @param out receives the target's slices
     */
    static void resample(short[][] source, Size from, Size to, double[] step, short[][] out) {
        int[] column = new int[to.x()];
        float[] right = new float[to.x()];
        for (int u = 0; u < to.x(); u++) {
            double p = Math.min(u * step[0], from.x() - 1.0);
            column[u] = Math.min((int) p, Math.max(0, from.x() - 2));
            right[u] = (float) (p - column[u]);
        }
        for (int w = 0; w < to.z(); w++) {
            double p = Math.min(w * step[2], from.z() - 1.0);
            int slice = Math.min((int) p, Math.max(0, from.z() - 2));
            slice(source[slice], source[Math.min(slice + 1, from.z() - 1)], (float) (p - slice), from, to, step[1],
                    column, right, out[w]);
        }
    }

    private static void slice(short[] near, short[] far, float back, Size from, Size to, double stepY, int[] column,
            float[] right, short[] out) {
        for (int v = 0; v < to.y(); v++) {
            double p = Math.min(v * stepY, from.y() - 1.0);
            int row = Math.min((int) p, Math.max(0, from.y() - 2));
            float down = (float) (p - row);
            int upper = row * from.x();
            int lower = Math.min(row + 1, from.y() - 1) * from.x();
            for (int u = 0; u < to.x(); u++) {
                int c = column[u];
                float r = right[u];
                float a = near[upper + c] + r * (near[upper + c + 1] - near[upper + c]);
                float b = near[lower + c] + r * (near[lower + c + 1] - near[lower + c]);
                float d = far[upper + c] + r * (far[upper + c + 1] - far[upper + c]);
                float e = far[lower + c] + r * (far[lower + c + 1] - far[lower + c]);
                float first = a + down * (b - a);
                float second = d + down * (e - d);
                // As Math.round, which takes a branch by the sign: three times as long for random signed voxels.
                out[u + v * to.x()] = (short) (int) Math.floor(first + back * (second - first) + 0.5);
            }
        }
    }
}
