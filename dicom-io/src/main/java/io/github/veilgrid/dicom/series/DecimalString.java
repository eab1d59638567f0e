package io.github.veilgrid.dicom.series;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Decimal Strings (VR DS, PS3.5 section 6.2): at most 16 characters. */
public final class DecimalString {

    private static final int CHARACTERS = 16;

    private DecimalString() {
    }

    /** The Decimal String nearest to a number. */
    public static String of(double number) {
        return of(number, RoundingMode.HALF_EVEN);
    }

    /** The smallest number that a Decimal String holds exactly and that is not below this one. */
    public static double atLeast(double number) {
        return Double.parseDouble(of(number, RoundingMode.CEILING));
    }

    /** The largest number that a Decimal String holds exactly and that is not above this one. */
    public static double below(double number) {
        return Double.parseDouble(of(number, RoundingMode.FLOOR));
    }

    private static String of(double number, RoundingMode mode) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("no Decimal String for " + number);
        }
        if (number == 0) {
            return "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(number));
        for (int digits = 17; digits > 0; digits--) {
            BigDecimal rounded = shortest.round(new MathContext(digits, mode)).stripTrailingZeros();
            String plain = rounded.toPlainString();
            if (plain.length() <= CHARACTERS) {
                return plain;
            }
            String scientific = scientific(rounded);
            if (scientific.length() <= CHARACTERS) {
                return scientific;
            }
        }
        throw new IllegalArgumentException("no Decimal String for " + number);
    }

    /** BigDecimal itself writes numbers down to a millionth without an exponent, which wastes digits. */
    private static String scientific(BigDecimal number) {
        String digits = number.unscaledValue().abs().toString();
        int exponent = digits.length() - number.scale() - 1;
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (number.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "E" + exponent;
    }
}
