package io.github.veilgrid.regrid.owner;

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
    synchronized void observe(int z, double[] values) {
        if (seen[z]) {
            return;
        }
        seen[z] = true;
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
        BitSet lower = padding[z.touchedLower(target)];
        BitSet upper = padding[z.touchedUpper(target)];
        if (lower == null && upper == null) {
            return;
        }
        BitSet both = lower == null ? new BitSet() : (BitSet) lower.clone();
        if (upper != null) {
            both.or(upper);
        }
        int width = x.inputs();
        for (int v = 0; v < y.outputs(); v++) {
            int row0 = y.touchedLower(v) * width;
            int row1 = y.touchedUpper(v) * width;
            for (int u = 0; u < x.outputs(); u++) {
                if (both.get(row0 + x.touchedLower(u)) || both.get(row0 + x.touchedUpper(u))
                        || both.get(row1 + x.touchedLower(u)) || both.get(row1 + x.touchedUpper(u))) {
                    values[u + v * x.outputs()] = Double.NaN;
                }
            }
        }
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
                try (var inflater = new InflaterInputStream(new java.io.ByteArrayInputStream(deflated))) {
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
