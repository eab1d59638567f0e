package io.github.veilgrid.dicom.data;

/** Numbers as text (VR DS and IS, PS3.5 section 6.2). */
final class DecimalText {

    private DecimalText() {
    }

    /** Decimal Strings have no hexadecimal, no type suffix, no NaN and no infinity, unlike what Java would parse. */
    static double number(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                throw new NumberFormatException("\"" + text + "\"");
            }
        }
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException("\"" + text + "\"");
        }
        return number;
    }
}
