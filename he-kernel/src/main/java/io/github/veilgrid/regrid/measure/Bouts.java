package io.github.veilgrid.regrid.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Short rounds of the same measurements. Whatever else runs on a machine makes things slower, never faster, and so does a
 * compiler that has not come to them yet: the least is what counts, once it was reached twice. For one thread.
 */
final class Bouts {

    /** The second least must be so near to the least. */
    private static final double AGREEMENT = 1.1;

    /** No machine is known on which one operation is slower by this than the others are, compared with another machine. */
    private static final double OUT_OF_PLACE = 2.5;

    private static final int QUARTER = 4;

    private final List<double[]> bouts = new ArrayList<>();
    private final double[] reference;

    /** @param reference times of each measurement on some other machine */
    Bouts(double[] reference) {
        this.reference = reference.clone();
    }

    /** Takes the times of a bout. */
    void add(double[] times) {
        bouts.add(times.clone());
    }

    int count() {
        return bouts.size();
    }

    /**
     * The lower quartile of each measurement: about the median of what was not disturbed, which a job's time adds up to; the
     * least is that of a machine's best moments.
     */
    double[] usual() {
        double[] usual = new double[reference.length];
        for (int i = 0; i < usual.length; i++) {
            usual[i] = sorted(i)[bouts.size() / QUARTER];
        }
        return usual;
    }

    private double[] sorted(int measurement) {
        return bouts.stream().mapToDouble(bout -> bout[measurement]).sorted().toArray();
    }

    /** Whether the least times were reached twice, and none is out of place among the others. */
    boolean steady() {
        double[] ratios = new double[reference.length];
        for (int i = 0; i < reference.length; i++) {
            double[] times = sorted(i);
            if (times.length < 2 || times[1] > AGREEMENT * times[0]) {
                return false;
            }
            ratios[i] = times[0] / reference[i];
        }
        Arrays.sort(ratios);
        return ratios[ratios.length - 1] <= OUT_OF_PLACE * ratios[ratios.length / 2];
    }
}
