package io.github.veilgrid.regrid.wire;

/**
 * How the slices of a private plan lie in the slots. So that weights, which all slices share, repeat there, slices begin at
 * multiples of a period, a power of two, each of which holds as many whole slices as fit. A plaintext of period P is a
 * polynomial in {@code X^(N/P) + X^-(N/P)}: it has P coefficients to encode, transform, keep, and to be rounded instead of N.
 *
 * @param period slots after which weights come again
 * @param tilesOfSlice tiles of a slice, each in a slot
 */
public record PrivateSlots(int period, int tilesOfSlice) {

    /** Shorter ones would save nothing more. */
    public static final int MIN_PERIOD = 128;

    /** Whether weights may come again after so many slots. */
    static boolean possible(int period, int ringDimension) {
        return Integer.bitCount(period) == 1 && period >= MIN_PERIOD && period <= ringDimension;
    }

    /** How many slices of so many tiles there is room for. */
    public static long room(int ringDimension, int period, long tilesOfSlice) {
        return ringDimension / period * (period / tilesOfSlice);
    }

    /** Slices of which a period has the tiles; there may be no use for all of them. */
    public int slicesInPeriod() {
        return period / tilesOfSlice;
    }

    /** The slot of the first tile of a slice of a block; its other tiles follow. */
    public int firstSlot(int slice) {
        return slice / slicesInPeriod() * period + slice % slicesInPeriod() * tilesOfSlice;
    }
}
