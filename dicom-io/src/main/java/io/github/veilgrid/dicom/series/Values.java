package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.grid.ValueScale;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The declared range and common quantum of a volume, from bits and rescale tags only. */
public final class Values {

    private static final int STEPS = 65535;

    private Values() {
    }

    /**
     * CT and MR with one rescale keep it, with the stored range of their bits. Where rescales vary, the finest slope is the
     * quantum of all, unless the declared range needs more than 16 bits then: it becomes 1/65535 of the range, which is
     * coarser than the finest slice ({@link #remark} says so), since CT and MR images have no more bits. PET gets 1/65535 of
     * the range, and intercept 0, as its standard demands (PS3.3 C.8.9.4.1.2).
     */
    public static ValueScale scale(List<Slice> slices) throws DicomException {
        Slice first = slices.get(0);
        boolean pet = first.instance().text(Tag.MODALITY).equals("PT");
        boolean uniform = slices.stream().allMatch(slice -> slice.rescale().slope() == first.rescale().slope()
                && slice.rescale().intercept() == first.rescale().intercept());
        long smallest = slices.stream().mapToLong(slice -> slice.format().smallest()).min().getAsLong();
        long largest = slices.stream().mapToLong(slice -> slice.format().largest()).max().getAsLong();
        try {
            return uniform && !pet
                    ? kept(first.rescale(), smallest, largest)
                    : common(slices, pet);
        } catch (IllegalArgumentException impossible) {
            throw first.refused("its rescale gives no usable range of values: " + impossible.getMessage() + ".");
        }
    }

    /** A negative slope counts the stored numbers backwards; unsigned 32-bit numbers are shifted into an int. */
    private static ValueScale kept(Rescale rescale, long smallest, long largest) {
        long low = rescale.slope() < 0 ? -largest : smallest;
        long high = rescale.slope() < 0 ? -smallest : largest;
        double slope = Math.abs(rescale.slope());
        long shift = high > Integer.MAX_VALUE ? 1L << 31 : low < Integer.MIN_VALUE ? -(1L << 31) : 0;
        return new ValueScale(slope, rescale.intercept() + slope * shift, (int) (low - shift), (int) (high - shift));
    }

    private static ValueScale common(List<Slice> slices, boolean pet) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Slice slice : slices) {
            double a = slice.rescale().value(slice.format().smallest());
            double b = slice.rescale().value(slice.format().largest());
            low = Math.min(low, Math.min(a, b));
            high = Math.max(high, Math.max(a, b));
        }
        if (!pet) {
            return finest(slices, low, high);
        }
        return low >= 0
                ? new ValueScale(DecimalString.atLeast(high / STEPS), 0, 0, STEPS)
                : new ValueScale(DecimalString.atLeast(Math.max(-low / 32768, high / 32767)), 0, -32768, 32767);
    }

    private static ValueScale finest(List<Slice> slices, double low, double high) {
        Rescale fine = finest(slices);
        double slope = DecimalString.atLeast(Math.abs(fine.slope()));
        double onQuantum = fine.intercept() + slope * Math.floor((low - fine.intercept()) / slope);
        double intercept = DecimalString.below(onQuantum) == onQuantum ? onQuantum : DecimalString.below(low);
        double steps = Math.ceil((high - intercept) / slope * (1 - 1e-12));
        if (steps <= STEPS) {
            return new ValueScale(slope, intercept, 0, (int) steps);
        }
        intercept = DecimalString.below(low);
        return new ValueScale(DecimalString.atLeast((high - intercept) / STEPS), intercept, 0, STEPS);
    }

    private static Rescale finest(List<Slice> slices) {
        return slices.stream().map(Slice::rescale)
                .min(Comparator.comparingDouble(rescale -> Math.abs(rescale.slope()))).orElseThrow();
    }

    /** What is worth knowing of the quantum, if anything. */
    public static Optional<String> remark(List<Slice> slices, ValueScale scale) {
        double fine = Math.abs(finest(slices).slope());
        return scale.slope() <= fine * (1 + 1e-9) ? Optional.empty() : Optional.of(String.format(Locale.ROOT,
                "The images are scaled differently; results are stored in steps of %.4g, the finest image has %.4g.",
                scale.slope(), fine));
    }

    /** Real-world value for places without a measurement. */
    public static double fill(List<Slice> slices, ValueScale scale) {
        Slice first = slices.get(0);
        double fill = first.instance().text(Tag.MODALITY).equals("CT") ? -1024 : 0;
        if (first.padding() != null) {
            fill = first.rescale().value(first.padding().low());
        }
        return Math.max(scale.minimum(), Math.min(scale.maximum(), fill));
    }
}
