package io.github.veilgrid.regrid.plan;

/**
 * What makes one way of carrying out a task better than another.
 *
 * @param aim what counts
 * @param bandwidth of the network between owner and remote party, Mbit/s
 */
public record Preference(Aim aim, double bandwidth) {

    /** What counts. */
    public enum Aim {
        /** Seconds: computing on one core, plus transfer of all bytes at the bandwidth. */
        BALANCE,
        /** Bytes up and down. */
        BYTES,
        /** Seconds of computing on one core, both sides together. */
        TIME,
        /** Memory of both sides, among ways that take at most twice as long as the balanced one. */
        MEMORY
    }

    /** Between two sites, where nothing else is said. */
    public static final double USUAL_BANDWIDTH = 200;

    /** The default. */
    public static final Preference BALANCED = new Preference(Aim.BALANCE, USUAL_BANDWIDTH);

    /** How much the balance counts besides the aim: enough to decide between near equals. */
    private static final double BESIDES = 0.02;

    /** How much longer, in the balance, a way of less memory may take. */
    static final double PATIENCE = 2;

    public Preference {
        if (!(bandwidth > 0) || Double.isInfinite(bandwidth)) {
            throw new IllegalArgumentException("the bandwidth must be a positive number of Mbit/s, not " + bandwidth);
        }
    }

    /** The same network with another aim. */
    public Preference with(Aim other) {
        return new Preference(other, bandwidth);
    }

    /** Seconds that transfer takes. */
    public double transfer(Forecast forecast) {
        return forecast.bytes() * 8e-6 / bandwidth;
    }

    /** Seconds of computing and transfer, one after the other on one core. */
    public double balance(Forecast forecast) {
        return forecast.computing() + transfer(forecast);
    }

    /** What the aim is about: seconds or bytes; the smaller, the better. */
    public double figure(Forecast forecast) {
        return switch (aim) {
            case BALANCE -> balance(forecast);
            case BYTES -> forecast.bytes();
            case TIME -> forecast.computing();
            case MEMORY -> forecast.memory();
        };
    }

    /** The figure in seconds or so, with a little of the balance. Never falls if a figure of the forecast rises. */
    double score(Forecast forecast) {
        double seconds = switch (aim) {
            case BALANCE, TIME -> figure(forecast);
            case BYTES -> transfer(forecast);
            case MEMORY -> forecast.memory() * 1e-9;
        };
        return seconds + BESIDES * balance(forecast);
    }
}
