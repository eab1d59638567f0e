package io.github.veilgrid.app;

import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.regrid.plan.Forecast;
import io.github.veilgrid.regrid.plan.RegridPlan;
import java.util.Locale;

/**
 * How long a plan will take on a machine like this one, network excluded: good enough to decide whether to wait. The
 * remote party is taken to have as many threads as the owner.
 *
 * @param owner seconds of reading, encryption, decryption and writing
 * @param remote seconds of regridding under encryption
 */
public record PredictedTime(double owner, double remote) {

    // Nanoseconds of one core of a current server, per voxel of files read and written.
    private static final double READ = 20;
    private static final double WRITE = 12;

    /** Seconds until a freshly started Java runs at full speed, on each side. */
    private static final double WARM_UP = 0.3;

    /**
     * @param volumes how many volumes are sent so, one after the other
     * @param threads of each side
     */
    static PredictedTime of(RegridPlan plan, int volumes, int threads) {
        Forecast forecast = plan.forecast(PriceFile.ofUser().prices());
        double files = plan.task().source().size().voxels() * READ + plan.task().target().size().voxels() * WRITE;
        return new PredictedTime(seconds(volumes * (forecast.encrypt() + forecast.decrypt() + files / 1e9), threads),
                seconds(volumes * forecast.remote(), threads));
    }

    private static double seconds(double ofOneCore, int threads) {
        return WARM_UP + ofOneCore / threads;
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
