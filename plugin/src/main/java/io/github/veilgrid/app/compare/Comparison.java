package io.github.veilgrid.app.compare;

import io.github.veilgrid.app.report.ErrorHistogram;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.app.report.Json;
import io.github.veilgrid.app.report.Summary;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.regrid.wire.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What comparing every voxel of a written result with the resampling in the clear gave.
 *
 * @param source grid of the scan
 * @param target grid of the result
 * @param modality of both
 * @param kernel of the resampling in the clear
 * @param tolerance what an error may be before rounding, in units of {@code slope}
 * @param slope real-world units of one stored integer
 * @param elsewhere whether the two say that they lie in different frames of reference
 * @param differences result minus resampling in the clear, rounding to stored integers included
 * @param planes axial, coronal and sagittal planes through the middle
 */
public record Comparison(Grid source, Grid target, String modality, Kernel kernel, double tolerance, double slope, boolean elsewhere,
        Differences differences, List<PlaneView> planes) {

    /** Positions and slopes pass through decimal strings of 16 characters; in units of the slope. */
    private static final double DECIMAL_STRINGS = 1e-4;

    public Comparison {
        planes = List.copyOf(planes);
    }

    /** The largest difference that may be: the tolerance, and half a stored unit for rounding. */
    public static double allowed(double tolerance, double slope) {
        return (tolerance + 0.5 + DECIMAL_STRINGS) * slope;
    }

    public double allowed() {
        return allowed(tolerance, slope);
    }

    /** Largest absolute difference. */
    public double largest() {
        return differences.largest();
    }

    /** Whether every voxel keeps what the plan promised. */
    public boolean kept() {
        return largest() <= allowed() && differences.paddingDiffers() == 0;
    }

    /** Name of the unit with a blank before it, or empty. */
    public String unit() {
        return Summary.unit(modality);
    }

    public ErrorHistogram histogram() {
        return differences.histogram();
    }

    /** The figures, named. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Compared with", kernel.description() + " resampling in the clear");
        facts.put("Voxels compared", String.valueOf(differences.voxels()));
        facts.put("Largest difference", real(largest()) + (largest() > 0 ? " at voxel " + worst() : ""));
        facts.put("Mean of absolute differences", real(differences.meanAbsolute()));
        facts.put("Mean of differences (bias)", real(differences.mean()));
        facts.put("Root mean square", real(differences.rms()));
        facts.put("Allowed", real(allowed()) + " (" + Figures.significant(tolerance, 3)
                + " stored units before rounding, half a unit for rounding)");
        if (differences.paddingDiffers() > 0) {
            facts.put("Padding differs", differences.paddingDiffers() + " voxels");
        }
        return facts;
    }

    /** One sentence: kept or not. */
    public String verdict() {
        if (kept()) {
            return "Every voxel is within " + real(allowed()) + " of the same resampling in the clear.";
        }
        List<String> faults = new ArrayList<>();
        if (largest() > allowed()) {
            faults.add("voxel " + worst() + " is off by " + real(largest()) + " where " + real(allowed())
                    + " is allowed");
        }
        if (differences.paddingDiffers() > 0) {
            faults.add(differences.paddingDiffers() + " voxels are padding on one side only");
        }
        return "The result is not what " + kernel.description() + " resampling of the scan gives: " + String.join("; ", faults) + "."
                + (elsewhere ? " It lies in another frame of reference than the scan: if a registration put it there, name that." : "");
    }

    /** What was found, a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Scan: " + Figures.grid(source) + "; result: " + Figures.grid(target));
        facts().forEach((name, value) -> lines.add(name + ": " + value));
        lines.add(verdict());
        return lines;
    }

    private String worst() {
        int[] voxel = differences.worst();
        return "(" + voxel[0] + ", " + voxel[1] + ", " + voxel[2] + ")";
    }

    private String real(double value) {
        return Figures.significant(value, 3) + unit();
    }

    /** The figures as JSON. */
    public String toJson() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("pass", kept());
        root.put("allowed", allowed());
        root.put("largest", largest());
        root.put("worstVoxel", Arrays.stream(differences.worst()).boxed().toList());
        root.put("meanAbsolute", differences.meanAbsolute());
        root.put("mean", differences.mean());
        root.put("rms", differences.rms());
        root.put("voxels", differences.voxels());
        root.put("paddingDiffers", differences.paddingDiffers());
        root.put("histogram", Arrays.stream(histogram().counts()).boxed().toList());
        root.put("beyond", histogram().beyond());
        return Json.text(root);
    }
}
