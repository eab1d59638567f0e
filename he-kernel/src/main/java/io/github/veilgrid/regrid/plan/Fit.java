package io.github.veilgrid.regrid.plan;

/** How many voxels of another spacing cover a scan, and where the first lies: the conventions of other tools. */
public enum Fit {
    /** As plastimatch: {@code floor((n-1) s/t + 1e-3) + 1} voxels from the first voxel centre on, none beyond the last. */
    CENTRES(Outside.FILL),
    /** As 3D Slicer and SimpleITK's recipes: {@code floor(n s/t + 0.5)} voxels from the first voxel centre on. */
    ITK(Outside.ITK),
    /**
     * As c3d and TorchIO: {@code floor(n s/t + 0.5)} voxels whose boxes begin where the scan's do, so that the first centre
     * moves by half the difference of the spacings.
     */
    BOX(Outside.ITK);

    private final Outside outside;

    Fit(Outside outside) {
        this.outside = outside;
    }

    /** What lies outside, unless said otherwise. With {@link #BOX} every voxel is inside in ITK's sense. */
    public Outside outside() {
        return outside;
    }

    /** Voxels of spacing {@code t} along an axis of {@code n} voxels of spacing {@code s}. */
    double count(int n, double s, double t) {
        return this == CENTRES ? Math.floor((n - 1) * s / t + TargetGrid.HULL_TOLERANCE) + 1
                : Math.max(1, Math.floor(n * s / t + 0.5));
    }

    /** Spacing at which {@code count} voxels cover an axis of {@code n} voxels of spacing {@code s}; 0 if none does. */
    double spacing(int n, double s, int count) {
        return this == CENTRES && count > 1 ? (n - 1) * s / (count - 1) : n * s / count;
    }

    /** How far the first voxel centre moves along the axis. */
    double shift(double s, double t) {
        return this == BOX ? (t - s) / 2 : 0;
    }
}
