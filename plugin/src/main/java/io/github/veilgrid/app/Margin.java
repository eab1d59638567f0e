package io.github.veilgrid.app;

import io.github.veilgrid.grid.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much is added to a grid, or taken away, on each of its six sides.
 *
 * @param amounts before and after along x, then y, then z; none negative
 * @param millimetres whether they are millimetres, taken to the nearest whole voxel, or voxels of the target
 */
public record Margin(List<Double> amounts, boolean millimetres) {

    private static final String WANTED = "one number for all sides, three (x,y,z) or six (before and after along x, y, "
            + "z), in voxels of the result such as 10,10,5, or millimetres such as 20mm";

    public Margin {
        amounts = List.copyOf(amounts);
    }

    /**
     * Reads {@code 10}, {@code 10,10,5}, {@code 1,2,3,4,5,6}, {@code 20mm}, {@code 20,20,5mm}.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static Margin parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        boolean millimetres = plain.endsWith("mm");
        double[] numbers = AxisNumbers.list(plain.replaceAll("\\s*mm\\b", ""), "margin", WANTED);
        if (numbers.length != 1 && numbers.length != 3 && numbers.length != 6) {
            throw AxisNumbers.unreadable(text, "margin", WANTED);
        }
        List<Double> amounts = new ArrayList<>();
        for (int side = 0; side < 6; side++) {
            double amount = numbers[side * numbers.length / 6];
            if (amount < 0 || !millimetres && amount != Math.rint(amount) || amount > Integer.MAX_VALUE / 4.0) {
                throw AxisNumbers.unreadable(text, "margin", WANTED);
            }
            amounts.add(amount);
        }
        return new Margin(amounts, millimetres);
    }

    /** Voxels on each side. */
    int[] voxels(Grid grid) {
        int[] voxels = new int[6];
        for (int side = 0; side < 6; side++) {
            voxels[side] = (int) Math.rint(millimetres ? amounts.get(side) / grid.spacing(side / 2) : amounts.get(side));
        }
        return voxels;
    }
}
