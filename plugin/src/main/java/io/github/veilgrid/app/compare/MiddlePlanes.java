package io.github.veilgrid.app.compare;

import io.github.veilgrid.app.report.SlicePicture;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Three planes of a volume through one voxel, gathered while its slices pass in any order; the volume itself is never
 * held. For one thread.
 */
public final class MiddlePlanes {

    private final Grid grid;
    private final int[] voxel;
    private final BitSet taken = new BitSet();
    /** Plane {@code n} is normal to grid axis n; its first remaining axis runs fastest. */
    private final double[][] planes = new double[3][];

    private MiddlePlanes(Grid grid, int[] voxel) {
        this.grid = grid;
        this.voxel = voxel;
        for (int normal = 0; normal < 3; normal++) {
            planes[normal] = new double[grid.size().along(first(normal)) * grid.size().along(second(normal))];
            Arrays.fill(planes[normal], Double.NaN);
        }
    }

    /** Planes through the middle voxel. */
    public static MiddlePlanes of(Grid grid) {
        return new MiddlePlanes(grid, middle(grid.size()));
    }

    /** Planes of one grid where {@link #of} cuts another. */
    public static MiddlePlanes where(Grid other, Grid grid) {
        int[] there = middle(other.size());
        double[] point = other.position(there[0], there[1], there[2]);
        double[] index = grid.index(point[0], point[1], point[2]);
        int[] voxel = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            voxel[axis] = (int) Math.max(0, Math.min(grid.size().along(axis) - 1, Math.round(index[axis])));
        }
        return new MiddlePlanes(grid, voxel);
    }

    private static int[] middle(Size size) {
        return new int[] {size.x() / 2, size.y() / 2, size.z() / 2};
    }

    private static int first(int normal) {
        return normal == 0 ? 1 : 0;
    }

    private static int second(int normal) {
        return normal == 2 ? 1 : 2;
    }

    /** The slice that is kept whole. */
    public int slice() {
        return voxel[2];
    }

    /** Takes a slice's part. */
    public void take(int z, double[] slice) {
        int width = grid.size().x();
        int height = grid.size().y();
        taken.set(z);
        if (z == voxel[2]) {
            System.arraycopy(slice, 0, planes[2], 0, planes[2].length);
        }
        System.arraycopy(slice, voxel[1] * width, planes[1], z * width, width);
        for (int y = 0; y < height; y++) {
            planes[0][z * height + y] = slice[y * width + voxel[0]];
        }
    }

    /** Whether a slice has passed. */
    public boolean has(int z) {
        return taken.get(z);
    }

    /** The whole slice as it passed, x fastest. */
    public double[] image() {
        return planes[2].clone();
    }

    /** A picture for each {@link View}, in their order. */
    public List<SlicePicture> pictures() {
        return Arrays.stream(View.values()).map(this::picture).toList();
    }

    /** One plane as its view hangs it. */
    public SlicePicture picture(View view) {
        int across = view.acrossAxis(grid);
        int down = view.downAxis(grid);
        int normal = 3 - across - down;
        int width = grid.size().along(across);
        int height = grid.size().along(down);
        int line = grid.size().along(first(normal));
        double[] values = new double[width * height];
        for (int row = 0; row < height; row++) {
            int v = view.upsideDown(grid) ? height - 1 - row : row;
            for (int column = 0; column < width; column++) {
                int u = view.mirrored(grid) ? width - 1 - column : column;
                values[row * width + column] = planes[normal][across == first(normal) ? v * line + u : u * line + v];
            }
        }
        return new SlicePicture(width, height, grid.spacing(across), grid.spacing(down), values);
    }
}
