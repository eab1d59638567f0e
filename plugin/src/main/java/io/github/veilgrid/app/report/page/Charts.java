package io.github.veilgrid.app.report.page;

import io.github.veilgrid.app.compare.DifferenceMap;
import io.github.veilgrid.app.report.ErrorHistogram;
import io.github.veilgrid.app.report.Figures;
import java.util.Arrays;
import java.util.List;

/** The page's charts. */
final class Charts {

    private static final int WIDTH = 560;
    private static final int LABELS = 130;
    private static final int VALUES = 110;
    private static final int ROW = 26;
    private static final int PLOT = 180;
    private static final int MARGIN = 24;

    /**
     * One bar.
     *
     * @param label what it is
     * @param value its length
     * @param text the value as people read it
     * @param colour red, green, blue
     */
    record Bar(String label, double value, String text, int colour) {
    }

    private Charts() {
    }

    /** Bars from one zero line. */
    static String bars(String title, List<Bar> bars) {
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        Svg svg = new Svg(WIDTH, bars.size() * ROW + 4, title + ": " + String.join(", ",
                bars.stream().map(bar -> bar.label() + " " + bar.text()).toList()));
        double room = WIDTH - LABELS - VALUES;
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double length = longest > 0 ? room * bar.value() / longest : 0;
            svg.text("end", LABELS - 8, i * ROW + 18, bar.label())
                    .box(LABELS, i * ROW + 4, Math.max(length, 1), ROW - 8, bar.colour())
                    .text("start", LABELS + length + 8, i * ROW + 18, bar.text());
        }
        return svg.line("axis", LABELS, 0, LABELS, bars.size() * ROW + 4).toString();
    }

    /** How often each error occurs, with the limits on either side. */
    static String histogram(ErrorHistogram histogram, String unit) {
        long[] counts = histogram.counts();
        long highest = Math.max(1, Arrays.stream(counts).max().orElse(1));
        String limit = Figures.significant(histogram.limit(), 3) + unit;
        Svg svg = new Svg(WIDTH, PLOT + 2 * MARGIN, "Histogram of the errors between -" + limit + " and +" + limit
                + ", " + (histogram.beyond() == 0 ? "none" : histogram.beyond()) + " beyond");
        double room = WIDTH - 2.0 * MARGIN;
        double bin = room / counts.length;
        for (int i = 0; i < counts.length; i++) {
            double height = PLOT * (double) counts[i] / highest;
            if (counts[i] > 0) {
                svg.box(MARGIN + i * bin + 0.5, MARGIN + PLOT - Math.max(height, 1), bin - 1, Math.max(height, 1),
                        0x0072b2);
            }
        }
        double floor = MARGIN + PLOT;
        return svg.line("axis", MARGIN, floor, MARGIN + room, floor)
                .line("limit", MARGIN, MARGIN - 6, MARGIN, floor)
                .line("limit", MARGIN + room, MARGIN - 6, MARGIN + room, floor)
                .text("start", MARGIN + 6, MARGIN + 4, "limit")
                .text("end", MARGIN + room - 6, MARGIN + 4, "limit")
                .text("middle", WIDTH / 2.0, MARGIN - 8, highest + " voxels in the highest bin")
                .text("start", 2, floor + 18, "-" + limit)
                .text("middle", WIDTH / 2.0, floor + 18, "0")
                .text("end", WIDTH - 2, floor + 18, "+" + limit).toString();
    }

    /** The colours of differences with their numbers. */
    static String scale(double limit, String unit) {
        String most = Figures.significant(limit, 3) + unit;
        Svg svg = new Svg(WIDTH, 44, "Colours of differences from -" + most + " to +" + most);
        int steps = 64;
        double width = (WIDTH - 2.0 * MARGIN) / steps;
        for (int i = 0; i < steps; i++) {
            svg.box(MARGIN + i * width, 2, width + 0.3, 18,
                    DifferenceMap.colour(((i + 0.5) / steps * 2 - 1) * limit, limit));
        }
        return svg.text("start", 2, 38, "-" + most).text("middle", WIDTH / 2.0, 38, "0")
                .text("end", WIDTH - 2, 38, "+" + most).toString();
    }
}
