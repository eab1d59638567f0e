package io.github.veilgrid.grid;

/**
 * Number of voxels along the three axes of a grid: x runs fastest (along an image row), z from slice to slice.
 *
 * @param x columns, at least 1
 * @param y rows, at least 1
 * @param z slices, at least 1
 */
public record Size(int x, int y, int z) {

    public Size {
        if (x < 1 || y < 1 || z < 1) {
            throw new IllegalArgumentException("size must be positive: " + x + " x " + y + " x " + z);
        }
    }

    /** Number of voxels along axis 0 (x), 1 (y) or 2 (z). */
    public int along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IllegalArgumentException("axis " + axis);
        };
    }

    /** Number of voxels of one slice. */
    public int slice() {
        return Math.multiplyExact(x, y);
    }

    /** Number of voxels in all. */
    public long voxels() {
        return (long) x * y * z;
    }

    @Override
    public String toString() {
        return x + " x " + y + " x " + z;
    }
}
