package io.github.veilgrid.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A volume of float64 values, x fastest, with its spacing along x, y, z and the position of its first voxel.
 *
 * @param size voxels along x, y, z
 * @param spacing millimetres
 * @param origin position of the first voxel centre (LPS)
 * @param slope real-world units of one stored integer
 * @param slices values, one array a slice
 */
public record PlainVolume(int[] size, double[] spacing, double[] origin, double slope, double[][] slices) {

    /** Reads all images of a folder, ordered along the normal of their plane. */
    public static PlainVolume read(Path folder) throws IOException {
        List<PlainSlice> images = images(folder);
        PlainSlice first = images.get(0);
        PlainSlice last = images.get(images.size() - 1);
        double[] pixel = first.numbers(0x00280030);
        double depth = images.size() == 1 ? 1
                : (along(last) - along(first)) / (images.size() - 1);
        double[][] slices = new double[images.size()][];
        for (int z = 0; z < slices.length; z++) {
            slices[z] = images.get(z).values();
        }
        return new PlainVolume(new int[] {first.columns(), first.rows(), images.size()},
                new double[] {pixel[1], pixel[0], depth}, first.position(), first.slope(), slices);
    }

    /** The images of a folder, ordered along the normal of their plane. */
    public static List<PlainSlice> images(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<PlainSlice> images = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                images.add(PlainSlice.read(file));
            }
            images.sort(Comparator.comparingDouble(PlainVolume::along));
            return images;
        }
    }

    private static double along(PlainSlice image) {
        double[] o = image.orientation();
        double[] p = image.position();
        return p[0] * (o[1] * o[5] - o[2] * o[4]) + p[1] * (o[2] * o[3] - o[0] * o[5])
                + p[2] * (o[0] * o[4] - o[1] * o[3]);
    }

    /** Size of the aligned grid of another spacing, as plastimatch counts it. */
    public int[] sizeFor(double[] target) {
        int[] counts = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            counts[axis] = (int) Math.floor((size[axis] - 1) * spacing[axis] / target[axis] + 1e-3) + 1;
        }
        return counts;
    }

    /** Trilinear value at a voxel of the aligned grid of another spacing. */
    public double trilinear(int i, int j, int k, double[] target) {
        int[] cell = new int[3];
        double[] f = new double[3];
        int[] voxel = {i, j, k};
        for (int axis = 0; axis < 3; axis++) {
            double p = Math.min(voxel[axis] * target[axis] / spacing[axis], size[axis] - 1);
            cell[axis] = (int) Math.min(Math.floor(p), Math.max(0, size[axis] - 2));
            f[axis] = p - cell[axis];
        }
        double value = 0;
        for (int corner = 0; corner < 8; corner++) {
            double weight = 1;
            int[] at = new int[3];
            for (int axis = 0; axis < 3; axis++) {
                int upper = corner >> axis & 1;
                weight *= upper == 1 ? f[axis] : 1 - f[axis];
                at[axis] = Math.min(cell[axis] + upper, size[axis] - 1);
            }
            value += weight * slices[at[2]][at[0] + at[1] * size[0]];
        }
        return value;
    }
}
