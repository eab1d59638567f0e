package io.github.veilgrid.regrid.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The local source voxels of a block's tiles that some target voxel draws on: only these are sent, plane by plane; and in
 * which order target voxels are complete. Where voxels lie, {@link AffinePositions} says. Immutable and thread safe.
 */
public final class AffineWindow {

    /** Larger tiles and windows, in voxels of all blocks, are refused: both sides keep a bit for each. */
    static final long MAX_CELLS = 1L << 24;

    /** More voxels of all blocks' windows that are sent are refused: both sides list them. In 2048 slots that is 2^33 voxels. */
    static final long MAX_NEEDED = 1L << 22;

    /** Most source voxels that one target voxel may draw on. */
    private static final long MAX_TAPS = 1 << 15;

    /** Largest source position, in voxels, at which sums of positions are exact. */
    private static final double MAX_POSITION = 1 << 19;

    private final AffineTaps taps;
    private final int[] corner = new int[3];
    private final int[] extent = new int[3];
    private final NeededCells cells;
    /** Needed cells before each plane, and all. */
    private final int[] starts;
    private final List<int[]> planes = new ArrayList<>();
    private final List<int[]> groups = new ArrayList<>();
    private final List<Integer> groupPlanes = new ArrayList<>();
    private final int[] neededUntil;

    AffineWindow(AffineTaps taps) {
        this.taps = taps;
        cells = new NeededCells(mark());
        starts = new int[extent[2] + 1];
        int perPlane = extent[0] * extent[1];
        for (int z = 0; z < extent[2]; z++) {
            planes.add(cells.within(z * perPlane, (z + 1) * perPlane));
            starts[z + 1] = starts[z] + planes.get(z).length;
        }
        neededUntil = new int[planes.size()];
        group();
    }

    /**
     * Voxels of a window at most, and of a tile.
     *
     * @throws IllegalArgumentException with a sentence if the numbers are no regridding that can be carried out
     */
    static double largest(Kernel kernel, int[] outputs, int[] tileSize, double[] step, double[] offset) {
        mostTaps(kernel, step);
        double cells = (double) tileSize[0] * tileSize[1] * tileSize[2];
        double box = 1;
        for (int axis = 0; axis < 3; axis++) {
            double reach = Math.abs(offset[axis]);
            double width = kernel.along(stretch(step, axis), false).support() + 2;
            for (int column = 0; column < 3; column++) {
                reach += Math.abs(step[3 * axis + column]) * (outputs[column] + (double) tileSize[column]);
                width += Math.abs(step[3 * axis + column]) * tileSize[column];
            }
            if (!(reach <= MAX_POSITION)) {
                throw new IllegalArgumentException("the plan has an impossible step or offset");
            }
            box *= width;
        }
        return Math.max(cells, box);
    }

    /**
     * How far apart target voxels lie along a source axis, in source voxels: the length of the axis' row of the step, by
     * which filters are widened. Where axes are not turned it is the step along the axis.
     */
    public static double stretch(double[] step, int axis) {
        double squares = 0;
        for (int column = 0; column < 3; column++) {
            squares += step[3 * axis + column] * step[3 * axis + column];
        }
        return Math.sqrt(squares);
    }

    /**
     * Most source voxels that one target voxel may draw on, whatever tile it is in.
     *
     * @throws IllegalArgumentException with a sentence if they are too many
     */
    public static int mostTaps(Kernel kernel, double[] step) {
        int[] taps = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            taps[axis] = kernel.along(stretch(step, axis), false).support() + 1;
        }
        if ((long) taps[0] * taps[1] * taps[2] > MAX_TAPS) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "every voxel of the turned grid would be a sum of "
                    + "%d x %d x %d voxels of the scan, and more than %d in all take too long; make the scan coarser along "
                    + "its own axes first, then turn it", taps[0], taps[1], taps[2], MAX_TAPS));
        }
        return taps[0] * taps[1] * taps[2];
    }

    /** Marks what is needed: plane by plane, y by y, x by x. */
    private BitSet mark() {
        int[] end = new int[3];
        int outputs = taps.outputs();
        for (int axis = 0; axis < 3; axis++) {
            corner[axis] = Integer.MAX_VALUE;
            end[axis] = Integer.MIN_VALUE;
        }
        for (int output = 0; output < outputs; output++) {
            for (int axis = 0; axis < 3; axis++) {
                corner[axis] = Math.min(corner[axis], taps.first(axis, output));
                end[axis] = Math.max(end[axis], taps.last(axis, output));
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            extent[axis] = end[axis] - corner[axis] + 1;
        }
        BitSet needed = new BitSet(extent[0] * extent[1] * extent[2]);
        for (int output = 0; output < outputs; output++) {
            for (int z = taps.first(2, output); z <= taps.last(2, output); z++) {
                for (int y = taps.first(1, output); y <= taps.last(1, output); y++) {
                    needed.set(cell(taps.first(0, output), y, z), cell(taps.last(0, output), y, z) + 1);
                }
            }
        }
        if (needed.cardinality() > MAX_NEEDED) {
            throw new IllegalArgumentException("the plan's tiles are too large");
        }
        return needed;
    }

    private int cell(int x, int y, int z) {
        return x - corner[0] + extent[0] * (y - corner[1] + extent[1] * (z - corner[2]));
    }

    /** Groups target voxels by the plane that completes them. */
    private void group() {
        int[] completed = new int[planes.size()];
        Arrays.fill(neededUntil, -1);
        int outputs = taps.outputs();
        for (int output = 0; output < outputs; output++) {
            int complete = taps.last(2, output) - corner[2];
            completed[complete]++;
            for (int plane = taps.first(2, output) - corner[2]; plane <= complete; plane++) {
                neededUntil[plane] = Math.max(neededUntil[plane], complete);
            }
        }
        int[][] byPlane = new int[planes.size()][];
        for (int plane = 0; plane < byPlane.length; plane++) {
            if (completed[plane] > 0) {
                byPlane[plane] = new int[completed[plane]];
                groups.add(byPlane[plane]);
                groupPlanes.add(plane);
            }
        }
        for (int output = outputs - 1; output >= 0; output--) {
            int complete = taps.last(2, output) - corner[2];
            byPlane[complete][--completed[complete]] = output;
        }
    }

    /** Local source voxels of all planes. */
    int needed() {
        return starts[planes.size()];
    }

    /** Bytes that it takes, about: a bit and a half for each voxel of the box, a number for each needed one, seven for each target voxel. */
    long listedBytes() {
        return (long) extent[0] * extent[1] * extent[2] * 3 / 16 + (long) Integer.BYTES * (needed() + 7L * taps.outputs());
    }

    /** Planes of local source voxels. */
    public int planes() {
        return planes.size();
    }

    /** Local source voxels of a plane. */
    public int inputs(int plane) {
        return planes.get(plane).length;
    }

    /** Where a local source voxel lies along an axis, counted from its tile's {@link #base}. */
    public int local(int axis, int plane, int input) {
        int cell = planes.get(plane)[input];
        return corner[axis] + (axis == 0 ? cell % extent[0] : cell / extent[0]);
    }

    /** Where a plane lies along z, counted from a tile's {@link #base}. */
    public int local(int plane) {
        return corner[2] + plane;
    }

    /** Source voxel along an axis from which a tile's are counted; may lie outside the scan. */
    public int base(int tile, int axis) {
        return taps.base(tile, axis);
    }

    /** Groups of target voxels that are answered together. */
    public int groups() {
        return groups.size();
    }

    /** Local target voxels of a group, {@code x + tileX * (y + tileY * z)}, ascending. */
    public int[] outputs(int group) {
        return groups.get(group);
    }

    /** The plane that completes a group. */
    public int completedBy(int group) {
        return groupPlanes.get(group);
    }

    /** The last plane with whose arrival a plane is needed. */
    public int neededUntil(int plane) {
        return neededUntil[plane];
    }

    /** The taps of a local target voxel: plane and number within the plane of each, x fastest. */
    public int[][] taps(int output) {
        List<int[]> places = new ArrayList<>();
        for (int z = taps.first(2, output); z <= taps.last(2, output); z++) {
            for (int y = taps.first(1, output); y <= taps.last(1, output); y++) {
                for (int x = taps.first(0, output); x <= taps.last(0, output); x++) {
                    int plane = z - corner[2];
                    places.add(new int[] {plane, cells.before(cell(x, y, z)) - starts[plane]});
                }
            }
        }
        return places.toArray(new int[0][]);
    }

    /** Number of taps of a local target voxel. */
    public int tapsOf(int output) {
        return taps.count(0, output) * taps.count(1, output) * taps.count(2, output);
    }

    /** The same along an axis. */
    public int tapsOf(int output, int axis) {
        return taps.count(axis, output);
    }

    /** Weights of a local target voxel's taps along an axis: for each tap one number per tile of the block. */
    double[][] weights(int axis, int output) {
        return taps.weights(axis, output);
    }
}
