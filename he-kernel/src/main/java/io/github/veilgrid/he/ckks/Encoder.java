package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.RowLayout;
import java.util.Arrays;
import java.util.Objects;

/**
 * Real vectors to integer polynomials and back: slot j is the evaluation at {@code zeta^(5^j)}, zeta the primitive root
 * of unity of order 4N, so all N slots are real (Kim and Song 2018).
 *
 * <p>The way is that of {@link io.github.veilgrid.he.ring.Ntt} with {@code w = i}. It is complex-linear, so one
 * transform carries two real vectors, one in the real and one in the imaginary parts: use the pair methods where speed
 * counts. Every machine computes the same bits, so both parties may encode the same weights apart, as long as they pair
 * them in the same way: a vector's partner shares its roundings, and a coefficient at a tie may go either way.
 *
 * <p>Immutable tables, thread safe; scratch memory belongs to the calling thread.
 */
public final class Encoder {

    /** Coefficients are below this: larger ones would not be exact once reduced. */
    private static final double MAX_COEFFICIENT = 0x1p52;

    private final int dimension;
    private final RowLayout layout;
    private final ComplexTransform transform;
    /** {@code [transposed row][column]}: the slot that is evaluated there. */
    private final int[][] slotOf;
    private final PerThread<Scratch> scratches;

    /**
     * @param ringDimension N, a power of two from 16 to 65536
     */
    public Encoder(int ringDimension) {
        this.dimension = ringDimension;
        this.layout = new RowLayout(ringDimension);
        this.transform = new ComplexTransform(layout);
        this.slotOf = new int[layout.columns()][layout.rows()];
        int[] slotAt = new int[ringDimension];
        for (int slot = 0; slot < ringDimension; slot++) {
            slotAt[position(slot)] = slot;
        }
        for (int c = 0; c < slotOf.length; c++) {
            System.arraycopy(slotAt, layout.position(c), slotOf[c], 0, layout.rows());
        }
        this.scratches = new PerThread<>(() -> new Scratch(layout));
    }

    private static final class Scratch {
        final double[][] rowsRe;
        final double[][] rowsIm;
        final double[][] columnsRe;
        final double[][] columnsIm;
        final double[] spare;
        final double[] mirrored;

        Scratch(RowLayout layout) {
            rowsRe = new double[layout.rows()][layout.columns()];
            rowsIm = new double[layout.rows()][layout.columns()];
            columnsRe = new double[layout.columns()][layout.rows()];
            columnsIm = new double[layout.columns()][layout.rows()];
            spare = new double[layout.rows() * layout.columns()];
            mirrored = new double[layout.columns()];
        }
    }

    /** The transform's position that holds a slot: {@code (5^slot - 1)/4 mod N}. */
    private int position(int slot) {
        long power = 1;
        long base = 5;
        long order = 4L * dimension;
        for (int e = slot; e > 0; e >>= 1) {
            if ((e & 1) == 1) {
                power = power * base % order;
            }
            base = base * base % order;
        }
        return (int) (power >> 2);
    }

    /**
     * Encodes one vector.
     *
     * @param slots N real values
     * @param scale positive; a slot's value v becomes {@code v*scale} up to rounding
     * @param coefficients takes N integers below 2^52 in size
     * @throws IllegalArgumentException if a coefficient would be larger, or a value is not a number
     */
    public void encode(double[] slots, double scale, double[] coefficients) {
        Scratch scratch = scratches.get();
        encode(scratch, slots, null, scale, coefficients, null);
    }

    /** Encodes two vectors in one transform; as {@link #encode} each. */
    public void encodePair(double[] slots0, double[] slots1, double scale, double[] coefficients0, double[] coefficients1) {
        encode(scratches.get(), slots0, slots1, scale, coefficients0, coefficients1);
    }

    private void encode(Scratch scratch, double[] slots0, double[] slots1, double scale, double[] out0, double[] out1) {
        checkScale(scale);
        for (int c = 0; c < slotOf.length; c++) {
            gather(scratch.columnsRe[c], slots0, slotOf[c]);
            if (slots1 == null) {
                Arrays.fill(scratch.columnsIm[c], 0);
            } else {
                gather(scratch.columnsIm[c], slots1, slotOf[c]);
            }
        }
        transform.inverseColumns(scratch.columnsRe, scratch.columnsIm);
        layout.transposeBack(scratch.columnsRe, scratch.rowsRe);
        layout.transposeBack(scratch.columnsIm, scratch.rowsIm);
        transform.inverseRows(scratch.rowsRe, scratch.rowsIm);
        double factor = scale / (2.0 * dimension);
        unfold(scratch.rowsRe, scratch.rowsIm, factor, -factor, out0, scratch.mirrored);
        checkCoefficients(out0);
        if (out1 != null) {
            unfold(scratch.rowsIm, scratch.rowsRe, factor, factor, out1, scratch.mirrored);
            checkCoefficients(out1);
        }
    }

    /**
     * Decodes one vector.
     *
     * @param coefficients N integers (or any numbers)
     * @param slots takes N real values, the evaluations divided by {@code scale}
     */
    public void decode(double[] coefficients, double scale, double[] slots) {
        Scratch scratch = scratches.get();
        Arrays.fill(scratch.spare, 0);
        decodePair(coefficients, scratch.spare, scale, slots, scratch.spare);
    }

    /** Decodes two vectors in one transform; as {@link #decode} each. */
    public void decodePair(double[] coefficients0, double[] coefficients1, double scale, double[] slots0, double[] slots1) {
        checkScale(scale);
        Scratch scratch = scratches.get();
        fold(coefficients0, coefficients1, 1, scratch.rowsRe, scratch.mirrored);
        fold(coefficients1, coefficients0, -1, scratch.rowsIm, scratch.mirrored);
        transform.forwardRows(scratch.rowsRe, scratch.rowsIm);
        layout.transpose(scratch.rowsRe, scratch.columnsRe);
        layout.transpose(scratch.rowsIm, scratch.columnsIm);
        transform.forwardColumns(scratch.columnsRe, scratch.columnsIm);
        double factor = 1 / scale;
        for (int c = 0; c < slotOf.length; c++) {
            scatter(scratch.columnsRe[c], factor, slots0, slotOf[c]);
            scatter(scratch.columnsIm[c], factor, slots1, slotOf[c]);
        }
    }

    /** The largest absolute slot of a secret polynomial; leaves nothing of it behind. */
    double largestSlot(double[] coefficients) {
        double[] slots = new double[dimension];
        decode(coefficients, 1, slots);
        double largest = 0;
        for (double s : slots) {
            largest = Math.max(largest, Math.abs(s));
        }
        Arrays.fill(slots, 0);
        return largest;
    }

    private static void gather(double[] row, double[] slots, int[] slotOf) {
        for (int i = 0; i < row.length; i++) {
            row[i] = slots[slotOf[i]];
        }
    }

    private static void scatter(double[] row, double factor, double[] slots, int[] slotOf) {
        for (int i = 0; i < row.length; i++) {
            slots[slotOf[i]] = row[i] * factor;
        }
    }

    /** One part of {@code r_k = z_k - i z_(N-k)}, {@code r_0 = z_0}: own part plus sign times the mirrored other part. */
    private void fold(double[] own, double[] other, double sign, double[][] rows, double[] mirrored) {
        int columns = mirrored.length;
        for (int r = 0; r < rows.length; r++) {
            int from = dimension - r * columns;
            mirrored[0] = r == 0 ? 0 : other[from];
            for (int c = 1; c < columns; c++) {
                mirrored[c] = other[from - c];
            }
            System.arraycopy(own, r * columns, rows[r], 0, columns);
            addScaled(rows[r], sign, mirrored);
        }
    }

    /** One part of {@code 2 z_k = r_k + i r_(N-k)}, {@code z_0 = r_0}, scaled and rounded to integers. */
    private void unfold(double[][] own, double[][] other, double factor, double mirrorFactor, double[] out, double[] mirrored) {
        int columns = mirrored.length;
        int last = own.length - 1;
        for (int r = 0; r < own.length; r++) {
            double[] mirror = other[last - r];
            mirrored[0] = r == 0 ? 0 : other[last + 1 - r][0];
            for (int c = 1; c < columns; c++) {
                mirrored[c] = mirror[columns - c];
            }
            roundCombination(mirrored, factor, own[r], mirrorFactor);
            System.arraycopy(mirrored, 0, out, r * columns, columns);
        }
        out[0] = Math.rint(2 * factor * own[0][0]);
    }

    private static void addScaled(double[] x, double factor, double[] y) {
        for (int i = 0; i < x.length; i++) {
            x[i] += factor * y[i];
        }
    }

    /** {@code y = rint(factor x + yFactor y)}. */
    private static void roundCombination(double[] y, double factor, double[] x, double yFactor) {
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.rint(factor * x[i] + yFactor * y[i]);
        }
    }

    private static void checkScale(double scale) {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a scale is positive and finite, not " + scale);
        }
    }

    private void checkCoefficients(double[] coefficients) {
        Objects.checkFromToIndex(0, dimension, coefficients.length);
        boolean inside = true;
        for (double c : coefficients) {
            inside &= Math.abs(c) < MAX_COEFFICIENT;
        }
        if (!inside) {
            throw new IllegalArgumentException(
                    "values times scale do not fit: an encoded coefficient is 2^52 or more, or a value is not a number");
        }
    }
}
