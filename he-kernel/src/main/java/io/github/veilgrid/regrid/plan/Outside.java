package io.github.veilgrid.regrid.plan;

/** What a voxel outside the hull of the source's voxel centres gets. */
public enum Outside {
    /** The scan's fill value. */
    FILL,
    /** The value of the nearest edge. */
    EDGE
}
