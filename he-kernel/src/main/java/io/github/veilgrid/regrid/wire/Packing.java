package io.github.veilgrid.regrid.wire;

/** Where a ciphertext carries its voxels, one per tile. Codes are part of the wire format. */
public enum Packing {
    /** Tile number = slot number: weights may differ from tile to tile. */
    SLOTS(1),
    /** Tile number = coefficient number: for plans whose every weight is a plain number; fresh noise is much smaller. */
    COEFFICIENTS(2);

    private final int code;

    Packing(int code) {
        this.code = code;
    }

    /** Number on the wire. */
    public int code() {
        return code;
    }

    /** The packing with a wire code, or null if there is none. */
    public static Packing ofCode(int code) {
        return code == 1 ? SLOTS : code == 2 ? COEFFICIENTS : null;
    }
}
