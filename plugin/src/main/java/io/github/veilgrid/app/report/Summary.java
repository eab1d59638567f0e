package io.github.veilgrid.app.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        String unit = modality.equals("CT") ? " HU" : "";
        RegridReport.Parameters ring = report.parameters();
        return String.join("\n",
                "Read     " + series + ": " + modality + ", " + Figures.grid(report.input()),
                String.format(Locale.ROOT, "Sent     %s; N = %d, log2 q = %.1f, %d-bit security, %d rotations",
                        report.plan().layout(), ring.ringDimension(), ring.log2Modulus(), ring.securityBits(),
                        report.plan().rotations()),
                String.format(Locale.ROOT, "Bytes    %s up (%.1f bits per voxel), %s down",
                        Figures.bytes(report.bytes().up()),
                        8.0 * report.bytes().up() / report.input().size().voxels(),
                        Figures.bytes(report.bytes().down())),
                "Seconds  " + times(report.seconds()),
                "Error    " + Figures.significant(report.error().sampledMax(), 3) + unit + " at most in "
                        + report.error().sampledVoxels() + " sampled voxels; bound "
                        + Figures.significant(report.error().predictedBound(), 3) + unit + ", rounding "
                        + Figures.significant(report.error().quantisation(), 3) + unit,
                "Result   " + result + ": " + Figures.grid(report.output()));
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
