package io.github.veilgrid.app.report.page;

import io.github.veilgrid.app.compare.Comparison;
import io.github.veilgrid.app.compare.PlaneView;
import io.github.veilgrid.app.report.ErrorHistogram;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.app.report.Summary;
import io.github.veilgrid.app.report.page.Charts.Bar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of one run or of one comparison. Stateless and thread safe. */
public final class ReportPage {

    private static final int PLAIN = 0x8a8f98;
    private static final int ENCRYPTED = 0xd55e00;
    private static final int OWNER = 0x0072b2;
    private static final int REMOTE = 0xd55e00;

    private static final String FOOTER = "<footer><p class=\"note\">This page fetches nothing and names no patient, but "
            + "its pictures and figures are decrypted: keep it where the scan is kept.</p></footer>\n";

    private ReportPage() {
    }

    /**
     * The page of a run.
     *
     * @param modality of the scan
     * @param report its figures
     * @param errors of the check sample, before rounding to stored integers
     * @param planes of the patient, differences before rounding; without differences where the scan is not at hand
     */
    public static String of(String modality, RegridReport report, double[] errors, List<PlaneView> planes) {
        String unit = Summary.unit(modality);
        double bound = report.error().predictedBound();
        ErrorHistogram histogram = new ErrorHistogram(bound);
        for (double error : errors) {
            histogram.add(error);
        }
        StringBuilder body = new StringBuilder("<header><h1>Veilgrid: regridded under encryption</h1></header>\n<main>\n");
        verdict(body, true, errors.length == 0
                ? "No voxel could be compared, as only the remote party knows where it lies; all values are in the scan's range, and "
                        + "off by at most " + Figures.significant(bound, 3) + unit + " if the remote party did what was asked."
                : "The result passed its check: all " + errors.length
                        + " sampled voxels are within the predicted bound of " + Figures.significant(bound, 3) + unit + ".");
        body.append(Html.facts(Summary.facts(report, modality)));
        pictures(body, planes, bound, unit);
        if (errors.length > 0 && planes.stream().noneMatch(plane -> plane.difference().isPresent())) {
            body.append("<p class=\"note\">The scan itself was not at hand while decrypting: "
                    + "<code>veilgrid compare SCAN RESULT --report page.html</code> shows every difference.</p>\n");
        }
        if (errors.length > 0) {
            errors(body, histogram, unit, "Errors of the check sample, before rounding to stored integers",
                    sampleFacts(report.error(), unit));
        }
        body.append("<div class=\"charts\">\n<section class=\"together\"><h2>Bytes</h2>\n").append(bytes(report))
                .append("</section>\n<section class=\"together\"><h2>Time</h2>\n").append(times(report.seconds()))
                .append("</section>\n</div>\n</main>\n").append(FOOTER);
        return Html.document("Veilgrid: regridded under encryption", body.toString());
    }

    /** The page of a comparison. */
    public static String of(Comparison comparison) {
        StringBuilder body = new StringBuilder("<header><h1>Veilgrid: result compared with its scan</h1></header>\n<main>\n");
        verdict(body, comparison.kept(), comparison.verdict());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Scan", comparison.modality() + ", " + Figures.grid(comparison.source()));
        facts.put("Result", Figures.grid(comparison.target()));
        body.append(Html.facts(facts));
        pictures(body, comparison.planes(), comparison.allowed(), comparison.unit());
        body.append("<p class=\"note\">What the remote party sees: the scan's middle plane of ciphertexts, encrypted "
                + "anew for this page under a key that was thrown away.</p>\n");
        errors(body, comparison.histogram(), comparison.unit(),
                "Differences of all voxels, rounding to stored integers included", comparison.facts());
        body.append("</main>\n").append(FOOTER);
        return Html.document("Veilgrid: result compared with its scan", body.toString());
    }

    private static void verdict(StringBuilder body, boolean pass, String sentence) {
        body.append("<p class=\"verdict ").append(pass ? "pass\">&#10003; " : "fail\">&#10007; ")
                .append(Html.text(sentence)).append("</p>\n");
    }

    private static void pictures(StringBuilder body, List<PlaneView> planes, double limit, String unit) {
        body.append("<section><h2>Pictures</h2>\n").append(new PlaneFigures(planes, limit, unit).html())
                .append("</section>\n");
    }

    private static void errors(
            StringBuilder body, ErrorHistogram histogram, String unit, String caption, Map<String, String> facts) {
        body.append("<section class=\"together\"><h2>Errors</h2>\n<div class=\"charts\">\n<figure>")
                .append(Charts.histogram(histogram, unit)).append("<figcaption>").append(caption)
                .append("</figcaption></figure>\n<div>").append(Html.facts(facts)).append("</div>\n</div></section>\n");
    }

    private static Map<String, String> sampleFacts(RegridReport.Errors error, String unit) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (error.sampledVoxels() == 0) {
            facts.put("Sampled voxels", "none, as nobody here knows where they lie");
        } else {
            facts.put("Sampled voxels", String.valueOf(error.sampledVoxels()));
            facts.put("Largest error", Figures.significant(error.sampledMax(), 3) + unit);
            facts.put("Root mean square", Figures.significant(error.sampledRms(), 3) + unit);
        }
        facts.put("Predicted bound", Figures.significant(error.predictedBound(), 3) + unit);
        facts.put("Rounding adds at most", Figures.significant(error.quantisation(), 3) + unit);
        return facts;
    }

    private static String bytes(RegridReport report) {
        long scan = 2 * report.input().size().voxels();
        long result = 2 * report.output().size().voxels();
        return Charts.bars("Bytes", List.of(
                new Bar("scan, 16-bit", scan, Figures.bytes(scan), PLAIN),
                new Bar("up, encrypted", report.bytes().up(), Figures.bytes(report.bytes().up()), ENCRYPTED),
                new Bar("down, encrypted", report.bytes().down(), Figures.bytes(report.bytes().down()), ENCRYPTED),
                new Bar("result, 16-bit", result, Figures.bytes(result), PLAIN)));
    }

    private static String times(RegridReport.Times seconds) {
        List<Bar> bars = new ArrayList<>();
        bar(bars, "read", seconds.read(), OWNER);
        bar(bars, "encrypt", seconds.encrypt(), OWNER);
        bar(bars, "remote party", seconds.remote(), REMOTE);
        bar(bars, "decrypt", seconds.decrypt(), OWNER);
        bar(bars, "write", seconds.write(), OWNER);
        bar(bars, "total", seconds.total(), PLAIN);
        return Charts.bars("Seconds", bars);
    }

    private static void bar(List<Bar> bars, String label, double seconds, int colour) {
        if (!Double.isNaN(seconds)) {
            bars.add(new Bar(label, seconds, Figures.seconds(seconds) + (seconds < 120 ? " s" : ""), colour));
        }
    }
}
