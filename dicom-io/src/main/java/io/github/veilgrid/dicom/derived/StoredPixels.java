package io.github.veilgrid.dicom.derived;

import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.series.DecimalString;
import io.github.veilgrid.grid.ValueScale;
import java.util.OptionalInt;

/** How a derived series stores its pixels: cells of 16 bits (32 where the source has more), rounded and clamped. */
final class StoredPixels {

    private final ValueScale values;
    private final boolean sourceScale;
    private final String slope;
    private final String intercept;
    private final int bitsStored;
    private final boolean signed;
    private final OptionalInt padding;
    private final int missing;

    StoredPixels(Template source, ValueScale values) {
        this.values = values;
        this.sourceScale = values.equals(source.values()) && !source.slope().isEmpty();
        this.slope = sourceScale && source.slope().length() <= 16 ? source.slope() : DecimalString.of(values.slope());
        this.intercept = sourceScale && source.intercept().length() <= 16
                ? source.intercept() : DecimalString.of(values.intercept());
        this.signed = values.storedMin() < 0;
        this.bitsStored = usual(sourceScale && signed == source.signed() ? source.bitsStored() : bits(values), signed);
        this.padding = sourceScale ? source.padding() : OptionalInt.empty();
        this.missing = padding.orElse(values.stored(source.fill()));
    }

    /** Bits that hold every stored number of a scale. */
    static int bits(ValueScale values) {
        int magnitude = Math.max(values.storedMax(), values.storedMin() < 0 ? ~values.storedMin() : 0);
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(magnitude)) + (values.storedMin() < 0 ? 1 : 0);
    }

    /**
     * 12 or 16 bits are all that the enhanced objects may store (PS3.3 C.8.13.1, C.8.15.2) and every reader knows. Signed
     * numbers fill their cells, since there are readers that take the sign from its first bit.
     */
    private static int usual(int bits, boolean signed) {
        return bits > 16 ? bits : bits > 12 || signed ? 16 : 12;
    }

    /** The attributes that describe the cells and what they mean. */
    void describe(DicomObject.Builder image, boolean declared) {
        image.integers(Tag.BITS_ALLOCATED, Vr.US, 8 * width());
        image.integers(Tag.BITS_STORED, Vr.US, bitsStored);
        image.integers(Tag.HIGH_BIT, Vr.US, bitsStored - 1);
        image.integers(Tag.PIXEL_REPRESENTATION, Vr.US, signed ? 1 : 0);
        if (declared) {
            image.text(Tag.RESCALE_INTERCEPT, Vr.DS, intercept);
            image.text(Tag.RESCALE_SLOPE, Vr.DS, slope);
        }
        padding.ifPresent(value -> image.integers(Tag.PIXEL_PADDING, signed ? Vr.SS : Vr.US, value));
    }

    /** Whether stored numbers are real-world values as they are, so that no rescale needs to be written. */
    boolean plain() {
        return values.slope() == 1 && values.intercept() == 0;
    }

    /** Bytes of a cell. */
    int width() {
        return bitsStored > 16 ? 4 : 2;
    }

    /** Cells of a slice, little endian; NaN becomes padding if the series has such, else the fill value. */
    byte[] cells(double[] slice) {
        int width = width();
        byte[] cells = new byte[slice.length * width];
        for (int i = 0; i < slice.length; i++) {
            int stored = Double.isNaN(slice[i]) ? missing : values.stored(slice[i]);
            cells[width * i] = (byte) stored;
            cells[width * i + 1] = (byte) (stored >> 8);
            if (width == 4) {
                cells[4 * i + 2] = (byte) (stored >> 16);
                cells[4 * i + 3] = (byte) (stored >> 24);
            }
        }
        return cells;
    }
}
