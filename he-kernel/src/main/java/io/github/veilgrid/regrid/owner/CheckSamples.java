package io.github.veilgrid.regrid.owner;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Output voxels at secret random places, computed in the clear while the scan is read. {@link #observe} takes each source
 * slice once, in any order; thread safe.
 */
final class CheckSamples {

    /** Enough to find one wrong voxel in a thousand with probability 0.98. */
    static final int COUNT = 4096;

    private final int[] x;
    private final int[] y;
    private final int[] z;
    private final double[] reference;

    /** Set while the scan is read. */
    private List<List<Integer>> bySlice;
    private ClearGrid grid;

    private CheckSamples(int count) {
        x = new int[count];
        y = new int[count];
        z = new int[count];
        reference = new double[count];
    }

    /**
     * Draws places among the outputs inside the scan.
     *
     * @param seed secret
     */
    static CheckSamples draw(ClearGrid grid, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> places = new ArrayList<>();
        while (places.size() < COUNT) {
            int[] place = grid.pick(random);
            if (place == null) {
                break;
            }
            places.add(place);
        }
        CheckSamples samples = new CheckSamples(places.size());
        samples.grid = grid;
        samples.bySlice = new ArrayList<>();
        for (int slice = 0; slice < grid.sourceSlices(); slice++) {
            samples.bySlice.add(new ArrayList<>());
        }
        for (int i = 0; i < places.size(); i++) {
            samples.x[i] = places.get(i)[0];
            samples.y[i] = places.get(i)[1];
            samples.z[i] = places.get(i)[2];
            for (int slice : grid.slices(places.get(i))) {
                samples.bySlice.get(slice).add(i);
            }
        }
        return samples;
    }

    /** Adds a slice's part to the samples that draw on it. */
    synchronized void observe(int slice, double[] values) {
        for (int i : bySlice.get(slice)) {
            reference[i] += grid.part(new int[] {x[i], y[i], z[i]}, slice, values);
        }
        bySlice.set(slice, List.of());
    }

    int count() {
        return reference.length;
    }

    int x(int i) {
        return x[i];
    }

    int y(int i) {
        return y[i];
    }

    int z(int i) {
        return z[i];
    }

    /** The value in the clear; {@code NaN} where a tap touches padding. */
    double reference(int i) {
        return reference[i];
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(reference.length);
        for (int i = 0; i < reference.length; i++) {
            out.writeInt(x[i]);
            out.writeInt(y[i]);
            out.writeInt(z[i]);
            out.writeDouble(reference[i]);
        }
    }

    static CheckSamples read(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > COUNT) {
            throw new IOException("impossible number of samples");
        }
        CheckSamples samples = new CheckSamples(count);
        for (int i = 0; i < count; i++) {
            samples.x[i] = in.readInt();
            samples.y[i] = in.readInt();
            samples.z[i] = in.readInt();
            samples.reference[i] = in.readDouble();
        }
        return samples;
    }
}
