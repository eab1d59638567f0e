package io.github.veilgrid.dicom;

/** Seed of random tests: fixed, so that a failure comes again; -Dveilgrid.seed=random looks for new ones. */
public final class Seed {

    private static final String CHOICE = System.getProperty("veilgrid.seed", "20261122");

    private Seed() {
    }

    /** The seed, printed with what it is for. */
    public static long of(String test) {
        long seed = CHOICE.equals("random") ? System.nanoTime() : Long.parseLong(CHOICE);
        System.out.println(test + " seed " + seed);
        return seed;
    }
}
