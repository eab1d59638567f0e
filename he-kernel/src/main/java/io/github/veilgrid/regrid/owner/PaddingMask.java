package io.github.veilgrid.regrid.owner;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Which source voxels are padding. Filled while slices are read, used when slices of the target are assembled: a target
 * voxel any of whose taps touches padding becomes padding. Thread safe while filling.
 */
final class PaddingMask {

    private final int slice;
    private final BitSet[] padding;
    private final boolean[] seen;

    /**
     * @param slice voxels of one source slice
     * @param slices source slices
     */
    PaddingMask(int slice, int slices) {
        this.slice = slice;
        this.padding = new BitSet[slices];
        this.seen = new boolean[slices];
    }

    /** Notes where a slice is {@code NaN}. */
    void observe(int z, double[] values) {
        synchronized (this) {
            if (seen[z]) {
                return;
            }
            seen[z] = true;
        }
        BitSet found = null;
        for (int i = 0; i < slice; i++) {
            if (Double.isNaN(values[i])) {
                if (found == null) {
                    found = new BitSet(slice);
                }
                found.set(i);
            }
        }
        padding[z] = found;
    }

    /** Sets to {@code NaN} what touches padding in a target slice. */
    void apply(ClearAxis x, ClearAxis y, ClearAxis z, int target, double[] values) {
        BitSet slices = new BitSet();
        for (int tap = 0; tap < z.support(); tap++) {
            BitSet here = padding[z.input(target, tap)];
            if (here != null && z.touches(target, tap)) {
                slices.or(here);
            }
        }
        if (slices.isEmpty()) {
            return;
        }
        for (int v = 0; v < y.outputs(); v++) {
            BitSet rows = new BitSet();
            for (int tap = 0; tap < y.support(); tap++) {
                if (y.touches(v, tap)) {
                    int start = y.input(v, tap) * x.inputs();
                    rows.or(slices.get(start, start + x.inputs()));
                }
            }
            for (int u = 0; u < x.outputs() && !rows.isEmpty(); u++) {
                for (int tap = 0; tap < x.support(); tap++) {
                    if (x.touches(u, tap) && rows.get(x.input(u, tap))) {
                        values[u + v * x.outputs()] = Double.NaN;
                    }
                }
            }
        }
    }

    /** Whether there is any. */
    boolean any() {
        for (BitSet bits : padding) {
            if (bits != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether a source voxel is padding. */
    boolean at(int x, int y, int z, int width) {
        return padding[z] != null && padding[z].get(x + width * y);
    }

    void write(DataOutputStream out) throws IOException {
        for (BitSet bits : padding) {
            byte[] deflated = bits == null ? new byte[0] : deflate(bits.toByteArray());
            out.writeInt(deflated.length);
            out.write(deflated);
        }
    }

    static PaddingMask read(DataInputStream in, int slice, int slices) throws IOException {
        PaddingMask mask = new PaddingMask(slice, slices);
        for (int z = 0; z < slices; z++) {
            byte[] deflated = in.readNBytes(in.readInt());
            if (deflated.length > 0) {
                try (var inflater = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
                    mask.padding[z] = BitSet.valueOf(inflater.readNBytes(slice / 8 + 8));
                }
            }
        }
        return mask;
    }

    private static byte[] deflate(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }
}
