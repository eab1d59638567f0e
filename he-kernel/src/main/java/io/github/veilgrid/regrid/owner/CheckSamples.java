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
    private List<List<int[]>> bySlice;
    private ClearAxis[] axes;

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
    static CheckSamples draw(ClearAxis[] axes, long seed) {
        List<int[]> insides = new ArrayList<>();
        for (ClearAxis axis : axes) {
            insides.add(java.util.stream.IntStream.range(0, axis.outputs()).filter(axis::inside).toArray());
        }
        boolean none = insides.stream().anyMatch(inside -> inside.length == 0);
        CheckSamples samples = new CheckSamples(none ? 0 : COUNT);
        samples.axes = axes;
        samples.bySlice = new ArrayList<>();
        for (int slice = 0; slice < axes[2].inputs(); slice++) {
            samples.bySlice.add(new ArrayList<>());
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < samples.x.length; i++) {
            samples.x[i] = pick(random, insides.get(0));
            samples.y[i] = pick(random, insides.get(1));
            samples.z[i] = pick(random, insides.get(2));
            for (int tap = 0; tap < axes[2].support(); tap++) {
                if (axes[2].weight(samples.z[i], tap) != 0) {
                    samples.bySlice.get(axes[2].input(samples.z[i], tap)).add(new int[] {i, tap});
                }
            }
        }
        return samples;
    }

    private static int pick(SplittableRandom random, int[] from) {
        return from[random.nextInt(from.length)];
    }

    /** Adds a slice's part to the samples that draw on it. */
    synchronized void observe(int slice, double[] values) {
        for (int[] use : bySlice.get(slice)) {
            int i = use[0];
            reference[i] += axes[2].weight(z[i], use[1]) * inSlice(i, values);
        }
        bySlice.set(slice, List.of());
    }

    private double inSlice(int i, double[] values) {
        double sum = 0;
        for (int tap = 0; tap < axes[1].support(); tap++) {
            if (axes[1].weight(y[i], tap) != 0) {
                sum += axes[1].weight(y[i], tap) * inRow(i, values, axes[1].input(y[i], tap) * axes[0].inputs());
            }
        }
        return sum;
    }

    private double inRow(int i, double[] values, int start) {
        double sum = 0;
        for (int tap = 0; tap < axes[0].support(); tap++) {
            if (axes[0].weight(x[i], tap) != 0) {
                sum += axes[0].weight(x[i], tap) * values[start + axes[0].input(x[i], tap)];
            }
        }
        return sum;
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
