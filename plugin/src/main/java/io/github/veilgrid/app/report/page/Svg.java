package io.github.veilgrid.app.report.page;

import java.util.Locale;

/** An inline drawing with a title for those who do not see it. For one thread. */
final class Svg {

    private final StringBuilder out = new StringBuilder();

    /**
     * @param width user units
     * @param height user units
     * @param title what the drawing shows, in words
     */
    Svg(double width, double height, String title) {
        out.append("<svg viewBox=\"0 0 ").append(number(width)).append(' ')
                .append(number(height)).append("\" role=\"img\" aria-label=\"").append(Html.text(title))
                .append("\">\n<title>").append(Html.text(title)).append("</title>\n");
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** A filled box; {@code colour} is red, green, blue. */
    Svg box(double x, double y, double width, double height, int colour) {
        out.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y)).append("\" width=\"")
                .append(number(width)).append("\" height=\"").append(number(height)).append("\" fill=\"")
                .append(String.format(Locale.ROOT, "#%06x", colour)).append("\" />\n");
        return this;
    }

    Svg line(String kind, double x1, double y1, double x2, double y2) {
        out.append("<line class=\"").append(kind).append("\" x1=\"").append(number(x1)).append("\" y1=\"")
                .append(number(y1)).append("\" x2=\"").append(number(x2)).append("\" y2=\"").append(number(y2))
                .append("\" />\n");
        return this;
    }

    /** Text on a base line; {@code anchor} is start, middle or end. */
    Svg text(String anchor, double x, double y, String text) {
        out.append("<text text-anchor=\"").append(anchor).append("\" x=\"").append(number(x)).append("\" y=\"")
                .append(number(y)).append("\">").append(Html.text(text)).append("</text>\n");
        return this;
    }

    @Override
    public String toString() {
        return out + "</svg>\n";
    }
}
