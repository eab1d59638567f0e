package io.github.veilgrid.app.report.page;

import io.github.veilgrid.app.compare.DifferenceMap;
import io.github.veilgrid.app.compare.PlaneView;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.app.report.SlicePicture;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * The pictures of the page: a row for each plane.
 *
 * @param planes at least one
 * @param limit difference at the end of the colours, real-world units
 * @param unit of differences, with a blank before it
 */
record PlaneFigures(List<PlaneView> planes, double limit, String unit) {

    /** Pictures with more pixels than this are drawn smaller than they are, and look better smoothed. */
    private static final int SHARP = 300;

    String html() {
        StringBuilder out = new StringBuilder();
        for (PlaneView plane : planes) {
            out.append("<h3>").append(capital(plane.view().toString())).append(" <span class=\"note\">")
                    .append(plane.view().hanging()).append("</span></h3>\n");
            out.append("<div class=\"plane").append(plane.difference().isPresent() ? "" : " three").append("\">\n");
            figure(out, plane, "the scan", plane.source(), plane.source().grey(plane.source()));
            figure(out, plane, "what the remote party sees", plane.seen(), plane.seen().greyBytes());
            figure(out, plane, "the result", plane.result(), plane.result().grey(plane.source()));
            plane.difference().ifPresent(difference ->
                    figure(out, plane, "difference, here at most " + most(difference) + unit, difference, DifferenceMap.draw(difference, limit)));
            out.append("</div>\n");
        }
        if (planes.stream().anyMatch(plane -> plane.difference().isPresent())) {
            out.append("<div class=\"scale\">").append(Charts.scale(limit, unit)).append("</div>\n")
                    .append("<p class=\"note\">Difference: result minus the same resampling computed in the clear. "
                            + "Colours: ").append(DifferenceMap.NAME).append(".</p>\n");
        }
        return out.toString();
    }

    private static void figure(
            StringBuilder out, PlaneView plane, String what, SlicePicture slice, BufferedImage image) {
        String alt = capital(plane.view().toString()) + " plane: " + what + ", " + slice.width() + " by "
                + slice.height() + " pixels";
        double aspect = slice.width() * slice.pixelWidth() / (slice.height() * slice.pixelHeight());
        boolean sharp = Math.max(slice.width(), slice.height()) <= SHARP;
        out.append("<figure>").append(Html.image(image, alt, aspect, sharp)).append("<figcaption>").append(what)
                .append("</figcaption></figure>\n");
    }

    private static String most(SlicePicture difference) {
        double most = Arrays.stream(difference.values()).filter(Double::isFinite).map(Math::abs).max().orElse(0);
        return Figures.significant(most, 2);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
