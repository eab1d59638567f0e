package io.github.veilgrid.cli;

import io.github.veilgrid.app.Framing;
import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.TargetWords;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The target grid in words. */
final class TargetOptions {

    @Option(names = "--spacing", paramLabel = "X,Y,Z",
            description = "Spacing of the result in millimetres: 1,1,2.5 or 1x1x2.5 or \"1 1 2.5\"; one number for "
                    + "all axes; 0 keeps an axis.")
    private String spacing;

    @Option(names = "--size", paramLabel = "X,Y,Z",
            description = "Voxels of the result over the same field of view; 0 keeps an axis. With --spacing: a grid in numbers.")
    private String size;

    @Option(names = "--isotropic", description = "All axes as fine as the scan's finest.")
    private boolean isotropic;

    @Option(names = "--slices", paramLabel = "MM", description = "New distance of slices; nothing changes within them.")
    private String slices;

    @Option(names = "--like", paramLabel = "OTHER",
            description = "The grid of another series or NIfTI file in the same frame of reference, "
                    + "however it lies.")
    private String like;

    @Option(names = "--same-space",
            description = "With --like: the two series lie in one patient space although they do not say so.")
    private boolean sameSpace;

    @Option(names = "--grid", paramLabel = "FILE",
            description = "A grid in numbers from a text or JSON file: size, spacing, origin, direction, as ITK prints them.")
    private String grid;

    @Option(names = "--origin", paramLabel = "X,Y,Z",
            description = "With --spacing and --size: centre of the first voxel, LPS millimetres (default: the scan's).")
    private String origin;

    @Option(names = "--direction", paramLabel = "NINE",
            description = "With --spacing and --size: matrix by rows whose columns are the axes (default: the scan's).")
    private String direction;

    @Option(names = "--fit", paramLabel = "HOW",
            description = "How voxels cover the field of view: centres (default; from the first voxel centre to the last, as "
                    + "plastimatch), itk (as 3D Slicer and SimpleITK) or box (edge to edge, as c3d and TorchIO).")
    private String fit;

    @Option(names = "--orient", paramLabel = "PLANE",
            description = "axial, sagittal or coronal: slices along the nearest of the scan's own axes; spacing, size and margins "
                    + "are then along the axes of the result.")
    private String orient;

    @Option(names = "--turn", paramLabel = "L,P,S",
            description = "Slices of another direction: the scan's axes turned by degrees about the patient's axes that point "
                    + "left, back and up, one after the other, around the scan's centre; covers the whole scan.")
    private String turn;

    @Option(names = "--untilt", description = "Take a gantry tilt out: the same slices, upright on each other.")
    private boolean untilt;

    @Option(names = "--affine", paramLabel = "FILE",
            description = "With --like or a grid in numbers: a registration, as ITK text transform or 4 x 4 matrix, that takes "
                    + "points of the target to points of the scan (LPS millimetres).")
    private String affine;

    @Option(names = "--crop", paramLabel = "MARGIN",
            description = "Take voxels away: 10 on all sides, 10,10,5 along x, y, z, or six numbers (before and after each "
                    + "axis); 20mm or 20,20,5mm in millimetres.")
    private String crop;

    @Option(names = "--pad", paramLabel = "MARGIN", description = "Add voxels, as --crop takes them away.")
    private String pad;

    @Option(names = "--private-size", paramLabel = "X,Y",
            description = "A map that only the remote party knows, within slices: pixels of the result (0 keeps the scan's).")
    private String privateSize;

    @Option(names = "--private-reach", paramLabel = "X,Y",
            description = "With --private-size: by how many voxels of the scan that map may move pixels (default 8). A larger reach "
                    + "hides more and costs more.")
    private String privateReach;

    @Option(names = "--private-map-name", paramLabel = "NAME",
            description = "With --private-size and --remote: which of the service's own maps; without a name it tells which there "
                    + "are.")
    private String privateMapName;

    private TargetWords words() {
        Map<String, String> words = new HashMap<>();
        words.put("spacing", spacing);
        words.put("size", size);
        words.put("isotropic", isotropic ? "yes" : null);
        words.put("slices", slices);
        words.put("like", like);
        words.put("grid", grid);
        words.put("origin", origin);
        words.put("direction", direction);
        words.put("fit", fit);
        words.put("orient", orient);
        words.put("turn", turn);
        words.put("untilt", untilt ? "yes" : null);
        words.put("affine", affine);
        words.put("crop", crop);
        words.put("pad", pad);
        words.put("private-size", privateSize);
        words.put("private-reach", privateReach);
        words.put("private-map-name", privateMapName);
        return new TargetWords(words, Path.of(""), sameSpace);
    }

    GridTarget target() throws JobFailure {
        return words().target().orElseThrow(() -> new IllegalArgumentException("the target grid is missing: name one with "
                + "--spacing, --size, --isotropic, --slices, --like, --grid or --private-size"));
    }

    Framing framing() {
        return words().framing();
    }
}
