package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ring.RealLoops;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.wire.ResiduePacking;
import io.github.veilgrid.he.wire.WireFormatException;

/**
 * How a polynomial lies in bytes: residues limb by limb, each packed to the exact bits of its prime.
 *
 * <p>Coefficients of b modulo one prime may leave out low bits: a coefficient is rounded to a multiple of {@code 2^d},
 * which adds an error uniform within half of that to one of encryption that is there anyway. Not so in the transform's
 * domain, where rounding would reach every coefficient. Immutable, thread safe.
 */
public final class RowPacking {

    private final Ring ring;
    private final int dropped;
    private final long[] moduli;
    private final int[] bytes;

    /**
     * @param dropped d, low bits left out; 0 unless there is one prime
     */
    RowPacking(CkksParameters parameters, int dropped) {
        this.ring = parameters.ring();
        this.dropped = dropped;
        this.moduli = new long[ring.limbs()];
        this.bytes = new int[ring.limbs()];
        for (int limb = 0; limb < moduli.length; limb++) {
            long q = ring.modulus(limb).value();
            // Half of it holds the nearest integer to half of q / 2^d.
            moduli[limb] = dropped == 0 ? q : (q >> dropped) + 2;
            bytes[limb] = ResiduePacking.bytes(ring.dimension(), ResiduePacking.bits(moduli[limb]));
        }
    }

    /** Bytes of a polynomial. */
    public int bytes() {
        int sum = 0;
        for (int ofLimb : bytes) {
            sum = Math.addExact(sum, ofLimb);
        }
        return sum;
    }

    /**
     * Writes a polynomial.
     *
     * @param rows centred residues, one row per limb; rounded to what is written
     */
    public void pack(double[][] rows, byte[] out, int start) {
        int offset = start;
        for (int limb = 0; limb < rows.length; limb++) {
            if (dropped > 0) {
                double unit = Math.scalb(1.0, -dropped);
                for (int i = 0; i < rows[limb].length; i++) {
                    rows[limb][i] = Math.rint(unit * rows[limb][i]);
                }
            }
            ResiduePacking.pack(rows[limb], moduli[limb], out, offset);
            offset += bytes[limb];
        }
    }

    /**
     * Reads a polynomial.
     *
     * @param rows takes centred residues, one row per limb; where bits were left out they may be beyond half the prime by
     *     as much
     * @throws WireFormatException if the bytes are no residues
     */
    public void unpack(byte[] in, int start, double[][] rows) throws WireFormatException {
        int offset = start;
        for (int limb = 0; limb < rows.length; limb++) {
            ResiduePacking.unpack(in, offset, moduli[limb], rows[limb]);
            if (dropped > 0) {
                RealLoops.multiply(rows[limb], rows[limb], Math.scalb(1.0, dropped));
            }
            offset += bytes[limb];
        }
    }
}
