package io.github.veilgrid.dicom.pixel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How one frame stores its pixels (PS3.3 section C.7.6.3.1, PS3.5 section 8.1): {@code bitsStored} bits that end at
 * {@code highBit} of a cell of {@code bitsAllocated} bits. Other bits of the cell may hold anything and are ignored.
 *
 * @param columns pixels of a row
 * @param rows rows of a frame
 * @param bitsAllocated 8, 16 or 32
 * @param bitsStored 1 to {@code bitsAllocated}
 * @param highBit {@code bitsStored - 1} to {@code bitsAllocated - 1}
 * @param signed whether the stored bits are two's complement
 */
public record PixelFormat(int columns, int rows, int bitsAllocated, int bitsStored, int highBit, boolean signed) {

    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    public PixelFormat {
        if (columns < 1 || rows < 1 || columns > 0xFFFF || rows > 0xFFFF) {
            throw new IllegalArgumentException("frames of " + columns + " x " + rows + " pixels");
        }
        if (bitsAllocated != 8 && bitsAllocated != 16 && bitsAllocated != 32) {
            throw new IllegalArgumentException(bitsAllocated + " bits allocated (8, 16 and 32 are read)");
        }
        if (bitsStored < 1 || bitsStored > bitsAllocated || highBit < bitsStored - 1 || highBit >= bitsAllocated) {
            throw new IllegalArgumentException(bitsStored + " bits stored up to bit " + highBit + " of "
                    + bitsAllocated);
        }
    }

    public int pixels() {
        return Math.multiplyExact(columns, rows);
    }

    /** Bytes of one uncompressed frame. */
    public int frameBytes() {
        return Math.multiplyExact(pixels(), bitsAllocated / 8);
    }

    /** Smallest number that can be stored. */
    public long smallest() {
        return signed ? -(1L << (bitsStored - 1)) : 0;
    }

    /** Largest number that can be stored. */
    public long largest() {
        return (1L << (signed ? bitsStored - 1 : bitsStored)) - 1;
    }

    /**
     * Real-world values of a frame: {@code slope * stored + intercept}, each product and sum rounded to double.
     *
     * @param frame little endian cells, {@link #frameBytes()} bytes
     * @param values receives {@link #pixels()} values; padding becomes NaN
     * @param padding stored numbers that mean "no measurement", null for none
     */
    public void toValues(byte[] frame, double[] values, double slope, double intercept, Padding padding) {
        int up = 31 - highBit;
        int down = 32 - bitsStored;
        int count = pixels();
        // The first two are the rule among CT and MR, and cost half as much without the shifts.
        if (bitsAllocated == 16 && bitsStored == 16 && signed) {
            for (int i = 0; i < count; i++) {
                values[i] = slope * (short) SHORTS.get(frame, 2 * i) + intercept;
            }
        } else if (bitsAllocated == 16 && highBit == bitsStored - 1 && !signed) {
            int mask = (1 << bitsStored) - 1;
            for (int i = 0; i < count; i++) {
                values[i] = slope * ((short) SHORTS.get(frame, 2 * i) & mask) + intercept;
            }
        } else if (bitsAllocated == 16 && signed) {
            for (int i = 0; i < count; i++) {
                values[i] = slope * ((short) SHORTS.get(frame, 2 * i) << up >> down) + intercept;
            }
        } else if (bitsAllocated == 16) {
            for (int i = 0; i < count; i++) {
                values[i] = slope * ((short) SHORTS.get(frame, 2 * i) << up >>> down) + intercept;
            }
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = slope * stored(cell(frame, i), up, down) + intercept;
            }
        }
        if (padding != null) {
            for (int i = 0; i < count; i++) {
                if (padding.covers(stored(cell(frame, i), up, down))) {
                    values[i] = Double.NaN;
                }
            }
        }
    }

    private int cell(byte[] frame, int i) {
        return switch (bitsAllocated) {
            case 8 -> frame[i];
            case 16 -> (short) SHORTS.get(frame, 2 * i);
            default -> (int) INTS.get(frame, 4 * i);
        };
    }

    private double stored(int cell, int up, int down) {
        int top = cell << up;
        return signed ? top >> down : Integer.toUnsignedLong(top >>> down);
    }

    /**
     * Stored numbers that mean "no measurement" (PixelPaddingValue to PixelPaddingRangeLimit, PS3.3 C.7.5.1.1.2).
     *
     * @param low smallest such number
     * @param high largest such number
     */
    public record Padding(double low, double high) {

        public boolean covers(double stored) {
            return stored >= low && stored <= high;
        }
    }
}
