package io.github.veilgrid.dicom.derived;

import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.series.DecimalString;
import io.github.veilgrid.grid.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Positions, orientation and spacings of derived slices as Decimal Strings, and which source slices each draws from. */
final class TargetGeometry {

    private static final double TINY = 1e-6;

    private final Template source;
    private final Grid target;
    private final Optional<Template> like;
    private final String orientation;
    private final String spacing;

    TargetGeometry(Template source, Grid target, Optional<Template> like) {
        this.source = source;
        this.target = target;
        this.like = like.filter(other -> other.grid().equals(target));
        this.orientation = this.like.map(Template::orientation).orElseGet(this::orientation);
        this.spacing = this.like.map(Template::spacing).orElseGet(() -> spacing(1) + "\\" + spacing(0));
    }

    /** What the source wrote, where it is kept and fits; cosines that are not quite unit vectors hide in no spacing. */
    private String spacing(int axis) {
        double before = source.grid().spacing(axis);
        String[] written = source.spacing().split("\\\\");
        boolean kept = Math.abs(target.spacing(axis) - before) < 1e-9 * before && written[1 - axis].length() <= 16;
        return kept ? written[1 - axis] : DecimalString.of(target.spacing(axis));
    }

    /** What the source wrote, where its axes are kept and it fits; else the cosines of the grid. */
    private String orientation() {
        boolean kept = true;
        StringBuilder cosines = new StringBuilder();
        for (int axis = 0; axis < 2; axis++) {
            double[] direction = target.direction(axis);
            double[] before = source.grid().direction(axis);
            for (int row = 0; row < 3; row++) {
                kept &= Math.abs(direction[row] - before[row]) < 1e-12;
                cosines.append(cosines.length() == 0 ? "" : "\\").append(DecimalString.of(direction[row]));
            }
        }
        for (String cosine : source.orientation().split("\\\\")) {
            kept &= cosine.length() <= 16;
        }
        return kept ? source.orientation() : cosines.toString();
    }

    /** Unit normal of the slices. */
    private double[] normal() {
        double[] u = target.direction(0);
        double[] v = target.direction(1);
        double[] n = {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
        double length = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
        return new double[] {n[0] / length, n[1] / length, n[2] / length};
    }

    private double[] position(int z) {
        double[] position = target.position(0, 0, z);
        for (int row = 0; row < 3; row++) {
            position[row] = rounded(position[row]);
        }
        return position;
    }

    /** To a billionth of a millimetre: sums of steps leave digits that mean nothing. */
    private static double rounded(double millimetres) {
        return Math.rint(millimetres * 1e9) / 1e9;
    }

    /** Distance of neighbouring slices along the normal. */
    private double gap() {
        double[] normal = normal();
        return Math.abs(target.step(0, 2) * normal[0] + target.step(1, 2) * normal[1] + target.step(2, 2) * normal[2]);
    }

    int columns() {
        return target.size().x();
    }

    int slices() {
        return target.size().z();
    }

    int pixels() {
        return target.size().slice();
    }

    /** Whether slices lie across the body, as ImageType value 3 AXIAL says. */
    boolean axial() {
        return Math.abs(normal()[2]) > 0.99;
    }

    /** The attributes that all slices share. */
    void describe(DicomObject.Builder image) {
        image.integers(Tag.ROWS, Vr.US, target.size().y());
        image.integers(Tag.COLUMNS, Vr.US, target.size().x());
        image.text(Tag.PIXEL_SPACING, Vr.DS, spacing);
        image.text(Tag.IMAGE_ORIENTATION, Vr.DS, orientation);
        image.text(Tag.SLICE_THICKNESS, Vr.DS, DecimalString.of(rounded(gap())));
    }

    /** The attributes of one slice. */
    void describe(DicomObject.Builder image, int z) {
        double[] p = position(z);
        image.text(Tag.IMAGE_POSITION, Vr.DS, like.map(other -> other.images().get(z).position()).orElseGet(() ->
                DecimalString.of(p[0]) + "\\" + DecimalString.of(p[1]) + "\\" + DecimalString.of(p[2])));
        double[] normal = normal();
        double location = p[0] * normal[0] + p[1] * normal[1] + p[2] * normal[2];
        image.text(Tag.SLICE_LOCATION, Vr.DS, DecimalString.of(rounded(location)));
    }

    /** Source image nearest to the middle of a slice. */
    SourceImage nearest(int z) {
        double[] middle = target.position((target.size().x() - 1) / 2.0, (target.size().y() - 1) / 2.0, z);
        double k = source.grid().index(middle[0], middle[1], middle[2])[2];
        int last = source.images().size() - 1;
        return source.images().get((int) Math.max(0, Math.min(last, Math.rint(k))));
    }

    /**
     * Source images whose voxels enter a slice: those nearer than {@code reach} source slices to any of its voxels; at
     * the ends of the scan the nearest, and none where the slice lies outside.
     */
    List<SourceImage> contributing(int z, double reach) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            double i = (corner & 1) * (target.size().x() - 1.0);
            double j = (corner >> 1) * (target.size().y() - 1.0);
            double[] point = target.position(i, j, z);
            double k = source.grid().index(point[0], point[1], point[2])[2];
            low = Math.min(low, k);
            high = Math.max(high, k);
        }
        int last = source.images().size() - 1;
        int from = (int) Math.max(0, Math.min(Math.floor(low - reach + TINY) + 1, Math.floor(low + 0.5)));
        int to = (int) Math.min(last, Math.max(Math.ceil(high + reach - TINY) - 1, Math.floor(high + 0.5)));
        List<SourceImage> images = new ArrayList<>();
        for (int k = from; k <= to; k++) {
            images.add(source.images().get(k));
        }
        return images;
    }
}
