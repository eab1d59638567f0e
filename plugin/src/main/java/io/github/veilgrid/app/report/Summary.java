package io.github.veilgrid.app.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The closing summary: six lines. */
public final class Summary {

    private Summary() {
    }

    /**
     * @param report figures of the job
     * @param modality such as CT, decides the unit's name
     * @param series what was read
     * @param result where the result is
     */
    public static String of(RegridReport report, String modality, Path series, Path result) {
        Map<String, String> facts = facts(report, modality);
        facts.computeIfPresent("Read", (name, fact) -> series + ": " + fact);
        facts.computeIfPresent("Result", (name, fact) -> result + ": " + fact);
        List<String> lines = new ArrayList<>();
        facts.forEach((name, fact) -> lines.add(String.format(Locale.ROOT, "%-9s%s", name, fact)));
        return String.join("\n", lines);
    }

    /** Name of a modality's unit with a blank before it, or empty. */
    public static String unit(String modality) {
        return modality.equals("CT") ? " HU" : "";
    }

    /** What the six lines say, without places on this machine: their names may tell of a patient. */
    public static Map<String, String> facts(RegridReport report, String modality) {
        String unit = unit(modality);
        RegridReport.Parameters ring = report.parameters();
        Map<String, String> facts = new LinkedHashMap<>();
        String volumes = report.volumes() == 1 ? "" : ", " + report.volumes() + " volumes";
        facts.put("Read", modality + ", " + Figures.grid(report.input()) + volumes);
        facts.put("Sent", String.format(Locale.ROOT, "%s; N = %d, log2 q = %.1f, %d-bit security, %d rotations",
                        report.plan().layout(), ring.ringDimension(), ring.log2Modulus(), ring.securityBits(),
                        report.plan().rotations()));
        facts.put("Bytes", String.format(Locale.ROOT, "%s up (%.1f bits per voxel), %s down",
                        Figures.bytes(report.bytes().up()),
                        8.0 * report.bytes().up() / report.input().size().voxels() / report.volumes(),
                        Figures.bytes(report.bytes().down())));
        facts.put("Seconds", times(report.seconds()));
        facts.put("Error", checked(report.error(), unit) + "; bound "
                        + Figures.significant(report.error().predictedBound(), 3) + unit + ", rounding "
                        + Figures.significant(report.error().quantisation(), 3) + unit);
        facts.put("Result", Figures.grid(report.output()) + volumes);
        return facts;
    }

    /** What the check of a sample found, where the owner could make one: not of a map that only the remote party knows. */
    private static String checked(RegridReport.Errors error, String unit) {
        return error.sampledVoxels() == 0 ? "no voxel could be compared, as nobody here knows where it lies"
                : Figures.significant(error.sampledMax(), 3) + unit + " at most in " + error.sampledVoxels() + " sampled voxels";
    }

    private static String times(RegridReport.Times seconds) {
        List<String> parts = new ArrayList<>();
        add(parts, "read", seconds.read());
        add(parts, "encrypt", seconds.encrypt());
        add(parts, "remote", seconds.remote());
        add(parts, "decrypt", seconds.decrypt());
        add(parts, "write", seconds.write());
        add(parts, "total", seconds.total());
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String name, double seconds) {
        if (!Double.isNaN(seconds)) {
            parts.add(name + " " + Figures.seconds(seconds));
        }
    }
}
