package io.github.veilgrid.app.compare;

import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.app.report.PngFile;
import io.github.veilgrid.app.report.RegridReport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** One self-contained page: three planes with differences, histogram, bytes and times as bars. No script, no link. */
public final class HtmlReport {

    private static final int HISTOGRAM = 900;

    private final StringBuilder out = new StringBuilder();

    private HtmlReport() {
    }

    /**
     * @param comparison of the result with the resampling in the clear
     * @param report figures of the job, where the page is about a job
     */
    public static String page(Comparison comparison, Optional<RegridReport> report) throws IOException {
        HtmlReport page = new HtmlReport();
        page.head();
        page.add("<p class=\"" + (comparison.kept() ? "good" : "bad") + "\">"
                + String.join(".<br>", comparison.lines()) + ".</p>");
        page.add("<p>From " + Figures.grid(comparison.source()) + " to " + Figures.grid(comparison.target()) + ".</p>");
        for (Comparison.Plane plane : comparison.planes()) {
            page.plane(plane, comparison.allowed());
        }
        page.add("<h2>Differences of all voxels</h2>");
        page.image(ComparisonPicture.histogram(comparison, HISTOGRAM), "Histogram of the differences, from minus to "
                + "plus the allowed " + Figures.significant(comparison.allowed(), 3) + comparison.unit());
        if (report.isPresent()) {
            page.figures(report.get());
        }
        page.add("<p class=\"note\">Differences are computed from decrypted data: keep this page with the scan, and "
                + "away from the remote party. Not for diagnosis.</p></body></html>");
        return page.out.toString();
    }

    private void add(String html) {
        out.append(html).append('\n');
    }

    private void head() {
        add("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Veilgrid report</title><style>");
        add("body{background:#1c1c1c;color:#f0f0f0;font:15px sans-serif;max-width:1280px;margin:2em auto;padding:0 1em}");
        add("figure{display:inline-block;margin:0 12px 12px 0}figcaption{font-size:13px;color:#c8c8c8}");
        add("img{max-width:100%}td,th{text-align:left;padding:2px 12px 2px 0}.bar{background:#6baed6;height:12px}");
        add(".good{border-left:6px solid #6baed6;padding-left:10px}.bad{border-left:6px solid #e08214;padding-left:10px}");
        add(".note{color:#c8c8c8;font-size:13px}</style></head><body><h1>Encrypted regridding</h1>");
    }

    private void plane(Comparison.Plane plane, double allowed) throws IOException {
        add("<h2>The middle, " + plane.name() + "</h2>");
        figure(ComparisonPicture.source(plane), "The scan, resampled in the clear", plane);
        figure(ComparisonPicture.seen(plane), "What the remote party sees: bytes of ciphertexts", plane);
        figure(ComparisonPicture.result(plane), "The result of the encrypted way", plane);
        figure(ComparisonPicture.difference(plane, allowed), "Difference: blue below, orange above", plane);
    }

    private void figure(BufferedImage image, String caption, Comparison.Plane plane) throws IOException {
        add("<figure>");
        image(image, caption + ", " + plane.name());
        add("<figcaption>" + caption + "</figcaption></figure>");
    }

    private void image(BufferedImage image, String alt) throws IOException {
        add("<img alt=\"" + alt + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(PngFile.bytes(image)) + "\">");
    }

    private void figures(RegridReport report) {
        add("<h2>Bytes</h2><table>");
        double most = Math.max(report.bytes().up(), report.bytes().down());
        bar("up", report.bytes().up() / most, Figures.bytes(report.bytes().up()));
        bar("down", report.bytes().down() / most, Figures.bytes(report.bytes().down()));
        add("</table><h2>Seconds</h2><table>");
        RegridReport.Times times = report.seconds();
        String[] names = {"read", "encrypt", "remote", "decrypt", "write"};
        double[] seconds = {times.read(), times.encrypt(), times.remote(), times.decrypt(), times.write()};
        for (int i = 0; i < names.length; i++) {
            if (!Double.isNaN(seconds[i])) {
                bar(names[i], seconds[i] / times.total(), Figures.seconds(seconds[i]));
            }
        }
        add("</table><p>Total " + Figures.seconds(times.total()) + " s; N = " + report.parameters().ringDimension()
                + ", log2 q = " + Figures.significant(report.parameters().log2Modulus(), 3) + ", "
                + report.parameters().securityBits() + "-bit security, no rotations; "
                + report.error().sampledVoxels() + " voxels sampled, " + Figures.significant(
                        report.error().sampledMax(), 3) + " at most, bound "
                + Figures.significant(report.error().predictedBound(), 3) + ".</p>");
    }

    private void bar(String name, double part, String text) {
        add(String.format(Locale.ROOT, "<tr><th>%s</th><td style=\"width:600px\"><div class=\"bar\" "
                + "style=\"width:%.1f%%\"></div></td><td>%s</td></tr>", name, 100 * part, text));
    }
}
