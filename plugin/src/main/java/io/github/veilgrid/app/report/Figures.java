package io.github.veilgrid.app.report;

import io.github.veilgrid.grid.Grid;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {

    private Figures() {
    }

    /** At most so many significant digits, no exponent, no trailing zeros. */
    public static String significant(double number, int digits) {
        if (!Double.isFinite(number) || number == 0) {
            return number == 0 ? "0" : Double.toString(number);
        }
        return new BigDecimal(number).round(new MathContext(digits)).stripTrailingZeros().toPlainString();
    }

    /** {@code 143 x 183 x 131 voxels of 1 x 1 x 2.5 mm}. */
    public static String grid(Grid grid) {
        return grid.size() + " voxels of " + spacing(grid) + " mm";
    }

    /** {@code 1 x 1 x 2.5}. */
    public static String spacing(Grid grid) {
        return significant(grid.spacing(0), 5) + " x " + significant(grid.spacing(1), 5) + " x "
                + significant(grid.spacing(2), 5);
    }

    /** Bytes in decimal units: {@code 12.3 MB}. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes / 1000.0;
        int unit = 0;
        while (value >= 999.95 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    /** Seconds with two decimals, minutes from two minutes on. */
    public static String seconds(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.2f", seconds)
                : String.format(Locale.ROOT, "%d min %02d", (int) (seconds / 60), (int) (seconds % 60));
    }
}
