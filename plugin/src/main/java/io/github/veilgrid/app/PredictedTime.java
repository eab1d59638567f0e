package io.github.veilgrid.app;

import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.AxisTaps;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How long a plan will take on a machine like this one, network excluded: good enough to decide whether to wait. The
 * remote party is taken to have as many threads as the owner.
 *
 * @param owner seconds of reading, encryption, decryption and writing
 * @param remote seconds of regridding under encryption
 */
public record PredictedTime(double owner, double remote) {

    // Nanoseconds of one core of a current server, as the planner's prices; per voxel of files read and written.
    private static final double READ = 20;
    private static final double WRITE = 12;
    private static final double ENCRYPT = 20;
    private static final double DECRYPT = 18;
    private static final double MOVE = 3;
    private static final double PRODUCT = 0.7;
    private static final double TRANSFORM = 4;
    private static final double WEIGHT = 60;
    private static final double SPATIAL_WEIGHT = 20;

    /** Seconds until a freshly started Java runs at full speed, on each side. */
    private static final double WARM_UP = 0.3;

    /**
     * @param volumes how many volumes are sent so, one after the other
     * @param threads of each side
     */
    static PredictedTime of(RegridPlan plan, int volumes, int threads) {
        JobPlan wire = plan.wire();
        double polynomial = (double) wire.parameters().ringDimension() * wire.parameters().limbs();
        double up = polynomial * IntStream.range(0, wire.planesUp()).mapToLong(wire::ciphertextsUp).sum();
        double down = polynomial * IntStream.range(0, wire.planesDown()).mapToLong(wire::ciphertextsDown).sum();
        double owner = up * ENCRYPT + down * DECRYPT + plan.task().source().size().voxels() * READ
                + plan.task().target().size().voxels() * WRITE;
        double remote = 2 * (up + down) * MOVE
                + (wire instanceof WirePlan aligned ? aligned(aligned, polynomial, down) : turned(wire, down));
        return new PredictedTime(seconds(volumes * owner, threads), seconds(volumes * remote, threads));
    }

    /** Two passes, first in the plane and then along z. */
    private static double aligned(WirePlan wire, double polynomial, double down) {
        double inPlane = polynomial * wire.axis(0).tileSize() * wire.axis(1).tileSize() * wire.planesUp();
        double planeTaps = averageTaps(wire.taps(0)) * averageTaps(wire.taps(1));
        double products = 2 * (inPlane * planeTaps + down * averageTaps(wire.taps(2)));
        double transforms = 2 * (wire.sliceUniform() ? inPlane : down);
        double weights = polynomial
                * ((wire.planeUniform() ? 0 : planeTaps * wire.axis(0).tileSize() * wire.axis(1).tileSize())
                + (wire.sliceUniform() ? 0 : wire.taps(2).tapsInAll()));
        return products * PRODUCT + transforms * TRANSFORM + weights * WEIGHT;
    }

    /** One pass with weights of their own for every tap in space. */
    private static double turned(JobPlan wire, double down) {
        double taps = Math.pow(wire.kernel().interpolation().support() + 1, 3);
        return down * (taps * (2 * PRODUCT + SPATIAL_WEIGHT) + 2 * TRANSFORM);
    }

    private static double averageTaps(AxisTaps taps) {
        return (double) taps.tapsInAll() / taps.axis().tileSize();
    }

    private static double seconds(double nanoseconds, int threads) {
        return WARM_UP + nanoseconds / 1e9 / threads;
    }

    /** {@code about 2 s here, 1 s at the remote party}. */
    public String words() {
        return "about " + words(owner) + " here, " + words(remote) + " at the remote party";
    }

    private static String words(double seconds) {
        if (seconds >= 120) {
            return Figures.seconds(seconds);
        }
        return String.format(Locale.ROOT, "%.0f s", Math.max(1, Math.ceil(seconds)));
    }
}
