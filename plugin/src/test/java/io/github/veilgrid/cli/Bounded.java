package io.github.veilgrid.cli;

/**
 * How long a load may take: {@code -Dveilgrid.minutes=20} ends it then, after the round that is on its way. Without that it goes
 * to its end.
 *
 * @param nanos of all its parts together
 */
record Bounded(long nanos) {

    private static final long MINUTE = 60_000_000_000L;

    static Bounded byMinutes() {
        return new Bounded(Long.getLong("veilgrid.minutes", 24 * 60) * MINUTE);
    }

    /** When a part that begins now must begin nothing more, as {@link System#nanoTime}. */
    long share(long parts) {
        return System.nanoTime() + nanos / parts;
    }
}
