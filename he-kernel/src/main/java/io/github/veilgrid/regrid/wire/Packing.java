package io.github.veilgrid.regrid.wire;

/** Where a ciphertext carries its voxels, one per tile, and how its polynomials travel. Codes are part of the wire format. */
public enum Packing {
    /** Tile number = slot number: weights may differ from tile to tile. Polynomials travel transformed. */
    SLOTS(1),
    /**
     * Tile number = coefficient number, for plans whose every weight is a plain number; fresh noise is much smaller, and
     * polynomials travel as coefficients: the remote party needs no transform at all.
     */
    COEFFICIENTS(2);

    private final int code;

    Packing(int code) {
        this.code = code;
    }

    /** Number on the wire. */
    public int code() {
        return code;
    }

    /** Whether the tile number is the slot number. */
    public boolean inSlots() {
        return this == SLOTS;
    }

    /** The packing with a wire code, or null if there is none. */
    public static Packing ofCode(int code) {
        return code >= 1 && code <= values().length ? values()[code - 1] : null;
    }
}
