package io.github.veilgrid.regrid.plan;

/**
 * How much of what a plane touches comes from memory. Every plane goes over the same arrays, in the same order, so that a
 * working set that a core's caches hold stays there, and one somewhat larger is out of them each time it is wanted: between
 * the two lies what others leave of a cache that is shared. Stateless.
 */
final class Traffic {

    /** Working sets that a core of a current server finds in its caches again, and that it does not. */
    private static final double KEPT = 8 << 20;
    private static final double LOST = 32 << 20;

    /** What a number from a shared cache costs, as a share of one from memory. */
    private static final double NEARBY = 0.4;

    /** What is left of that where computing goes on meanwhile, as in sums of products. */
    static final double BESIDES = 0.15;

    private Traffic() {
    }

    /** The {@link Operation#FETCH}es that using a number of a working set takes. */
    static double fetches(double workingBytes) {
        double lost = Math.max(0, Math.min(1, (workingBytes - KEPT) / (LOST - KEPT)));
        return NEARBY + (1 - NEARBY) * lost;
    }
}
