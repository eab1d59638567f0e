package io.github.veilgrid.regrid.owner;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** While the scan is read: the samples that a slice which is still to come has a part in. */
    private final Map<Integer, List<Integer>> bySlice = new HashMap<>();
    private ClearGrid grid;

    private CheckSamples(int count) {
        x = new int[count];
        y = new int[count];
        z = new int[count];
        reference = new double[count];
    }

    /** No samples: nobody but the remote party knows where a voxel of a private map lies. */
    static CheckSamples none() {
        return new CheckSamples(0);
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
        for (int i = 0; i < places.size(); i++) {
            samples.x[i] = places.get(i)[0];
            samples.y[i] = places.get(i)[1];
            samples.z[i] = places.get(i)[2];
            for (int slice : grid.slices(places.get(i))) {
                samples.bySlice.computeIfAbsent(slice, first -> new ArrayList<>()).add(i);
            }
        }
        return samples;
    }

    /** Adds a slice's part to the samples that draw on it. */
    synchronized void observe(int slice, double[] values) {
        List<Integer> mine = bySlice.remove(slice);
        if (mine == null) {
            return;
        }
        for (int i : mine) {
            reference[i] += grid.part(new int[] {x[i], y[i], z[i]}, slice, values);
        }
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
