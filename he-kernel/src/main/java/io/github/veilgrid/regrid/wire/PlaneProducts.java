package io.github.veilgrid.regrid.wire;

/**
 * Products of a plane's polynomials with weights, along both axes at once or along one after the other. Immutable.
 *
 * @param tapsX taps along x of all outputs of a tile
 * @param tapsY the same along y
 * @param columns outputs of a tile along x
 * @param rows input samples of a tile along y
 */
public record PlaneProducts(int tapsX, int tapsY, int columns, int rows) {

    /** Along both axes at once: one for each pair of taps. */
    public long direct() {
        return (long) tapsX * tapsY;
    }

    /** Along x, for every row that comes in. */
    public long alongX() {
        return (long) tapsX * rows;
    }

    /** Along y, of what comes of that. */
    public long alongY() {
        return (long) columns * tapsY;
    }

    /** Whether one axis after the other takes fewer. */
    public boolean fewerSeparate() {
        return alongX() + alongY() < direct();
    }
}
