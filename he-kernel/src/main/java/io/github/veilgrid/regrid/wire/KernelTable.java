package io.github.veilgrid.regrid.wire;

/**
 * The weights of all taps of an {@link AxisKernel} at once, for the many positions of oblique plans. Windowed sincs and
 * Gaussians, which take transcendental functions for every tap, are tabulated: between nodes a weight is the cubic through
 * the four nearest ones within the voxel, right to 1e-11 (Lagrange's remainder with a fourth derivative below 400; a
 * thousandth of what positions may be off by). Immutable, thread safe.
 */
public final class KernelTable {

    private static final int INTERVALS = 1024;

    /** Less than the grid of positions: what lies at a tie belongs to the voxel after it. */
    private static final double OFF_TIES = 0x1p-34;

    /** Added and subtracted, it leaves the nearest whole number. */
    private static final double WHOLE = 0x1.8p52;

    private final AxisKernel kernel;
    /** By node, then tap; null if weights are computed as they are needed. */
    private final double[][] nodes;

    KernelTable(AxisKernel kernel) {
        this.kernel = kernel;
        this.nodes = kernel.transcendental() ? new double[INTERVALS + 1][kernel.support()] : null;
        for (int node = 0; nodes != null && node <= INTERVALS; node++) {
            for (int tap = 0; tap < kernel.support(); tap++) {
                nodes[node][tap] = kernel.weight((double) node / INTERVALS, kernel.first(0) + tap);
            }
        }
    }

    /** Source voxels that one target voxel may draw on. */
    public int support() {
        return kernel.support();
    }

    /** The first of them. */
    public int first(double position) {
        return kernel.first(position);
    }

    /** The source voxel that stands for one beyond the scan. */
    public int source(int input, int count) {
        return kernel.source(input, count);
    }

    /**
     * Weights at a position.
     *
     * @param weights takes one for each source voxel from the first on
     */
    public void at(double position, double[] weights) {
        if (nodes == null) {
            int first = kernel.first(position);
            for (int tap = 0; tap < weights.length; tap++) {
                weights[tap] = kernel.weight(position, first + tap);
            }
            return;
        }
        double place = (position - Math.floor(position)) * INTERVALS;
        int node = Math.max(0, Math.min(INTERVALS - 3, (int) place - 1));
        double t = place - node;
        double w0 = (t - 1) * (t - 2) * (3 - t) / 6;
        double w1 = t * (t - 2) * (t - 3) / 2;
        double w2 = t * (t - 1) * (3 - t) / 2;
        double w3 = t * (t - 1) * (t - 2) / 6;
        double[] n0 = nodes[node];
        double[] n1 = nodes[node + 1];
        double[] n2 = nodes[node + 2];
        double[] n3 = nodes[node + 3];
        for (int tap = 0; tap < weights.length; tap++) {
            weights[tap] = w0 * n0[tap] + w1 * n1[tap] + w2 * n2[tap] + w3 * n3[tap];
        }
    }

    /**
     * Weights of one source voxel at many positions, on a grid of 2^-32, in a loop that the JIT compiler can vectorise.
     *
     * @param weights takes one for each position; 0 where the voxel is not drawn on
     * @return false if this kernel is none of the quick ones, and nothing was done
     */
    boolean across(double[] positions, int input, double[] weights) {
        if (kernel.quick() == null) {
            return false;
        }
        if (kernel.quick() == Interpolation.LINEAR) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Math.max(0, 1 - Math.abs(positions[i] - input));
            }
        } else {
            for (int i = 0; i < weights.length; i++) {
                double nearest = (positions[i] - input + OFF_TIES + WHOLE) - WHOLE;
                weights[i] = 1 - Math.min(1, Math.abs(nearest));
            }
        }
        return true;
    }
}
