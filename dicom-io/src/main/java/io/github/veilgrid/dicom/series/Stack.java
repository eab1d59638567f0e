package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * The slices of a series, ordered by their positions along the common normal and proven to be one sound grid. Instance
 * numbers, slice locations and file names decide nothing.
 *
 * @param grid positions of all voxels; sheared where the slices step at an angle to their normal (gantry tilt)
 * @param volumes one or more volumes on this grid, each with its slices in order
 * @param remarks what is worth knowing
 */
public record Stack(Grid grid, List<Volume> volumes, List<String> remarks) {

    /** Largest difference of a direction cosine within a volume: 0.006 degrees. */
    private static final double TURN = 1e-4;
    /** How far a slice may be from where even steps put it, as a part of a step. */
    private static final double UNEVEN = 0.02;
    /** Positions closer than this part of a pixel are the same place. */
    private static final double SAME_PLACE = 0.01;
    /** Sine of the angle between steps and normal from which a remark speaks of a tilt. */
    private static final double TILT = 1e-3;

    /**
     * One volume of a series.
     *
     * @param label what tells it from the others, empty for an only one
     * @param axis along what it lies beside the others
     * @param slices in the order of the grid
     */
    public record Volume(String label, VolumeAxis axis, List<Slice> slices) {

        public Volume {
            slices = List.copyOf(slices);
        }
    }

    public static Stack of(List<Slice> slices) throws DicomException {
        requireOneVolume(slices);
        Slice first = slices.get(0);
        double[] normal = first.plane().normal();
        List<Slice> ordered = new ArrayList<>(slices);
        ordered.sort(Comparator.comparingDouble(slice -> slice.plane().along(normal)));
        double apart = SAME_PLACE * Math.min(first.plane().spacingX(), first.plane().spacingY());
        List<List<Slice>> places = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (Slice slice : ordered) {
            double here = slice.plane().along(normal);
            if (here - last > apart) {
                places.add(new ArrayList<>());
                last = here;
            }
            places.get(places.size() - 1).add(slice);
        }
        List<Volume> volumes = VolumeSplit.split(places);
        List<String> remarks = new ArrayList<>();
        if (volumes.size() == 1) {
            Interleaving.check(volumes.get(0).slices(), remarks);
        }
        Grid grid = null;
        for (Volume volume : volumes) {
            List<String> said = new ArrayList<>();
            Grid next = grid(volume.slices(), normal, said);
            if (grid == null) {
                grid = next;
                remarks.addAll(said);
            } else {
                requireSamePlaces(volumes.get(0), volume, apart);
            }
        }
        return new Stack(grid, List.copyOf(volumes), List.copyOf(remarks));
    }

    private static void requireOneVolume(List<Slice> slices) throws DicomException {
        refuseOdd(slices, same(Tag.SOP_CLASS), "is of another kind (SOP Class) than the rest of the series");
        refuseOdd(slices, (a, b) -> a.rescale().declared() == b.rescale().declared(),
                "differs from the rest of the series in whether it has a Rescale Slope and Intercept");
        refuseOdd(slices, (a, b) -> a.format().columns() == b.format().columns()
                && a.format().rows() == b.format().rows(), "has another image size than the rest of the series");
        refuseOdd(slices, (a, b) -> a.plane().turnedFrom(b.plane()) <= TURN,
                "has another orientation than the rest of the series");
        refuseOdd(slices, (a, b) -> near(a.plane().spacingX(), b.plane().spacingX())
                && near(a.plane().spacingY(), b.plane().spacingY()),
                "has another pixel spacing than the rest of the series");
        refuseOdd(slices, same(Tag.FRAME_OF_REFERENCE), "has another frame of reference than the rest of the series");
        refuseOdd(slices, same(Tag.STUDY_UID), "belongs to another study than the rest of the series");
        refuseOdd(slices, same(Tag.PATIENT_ID), "belongs to another patient than the rest of the series");
        refuseOdd(slices, same(Tag.PATIENT_NAME), "belongs to another patient than the rest of the series");
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= 1e-5 * Math.max(a, b);
    }

    private static BiPredicate<Slice, Slice> same(int tag) {
        return (a, b) -> Objects.equals(a.instance().text(tag), b.instance().text(tag));
    }

    /** Names the one that differs, not the many: if most differ from the first, the first is the odd one. */
    private static void refuseOdd(List<Slice> slices, BiPredicate<Slice, Slice> alike, String what)
            throws DicomException {
        Slice first = slices.get(0);
        List<Slice> different = slices.stream().filter(slice -> !alike.test(first, slice)).toList();
        if (!different.isEmpty()) {
            Slice odd = 2 * different.size() > slices.size() ? first : different.get(0);
            throw odd.refused(what + "; take it out or choose the images that belong together.");
        }
    }

    private static Grid grid(List<Slice> slices, double[] normal, List<String> remarks) throws DicomException {
        Plane start = slices.get(0).plane();
        int count = slices.size();
        double[] step = count == 1 ? stepOfOne(slices.get(0), normal, remarks) : step(slices, normal, remarks);
        double tilt = sine(step, normal);
        if (tilt > TILT) {
            remarks.add(String.format(Locale.ROOT,
                    "The slices step at %.2f degrees to their normal (gantry tilt); the grid is sheared accordingly.",
                    Math.toDegrees(Math.asin(tilt))));
        }
        Size size = new Size(slices.get(0).format().columns(), slices.get(0).format().rows(), count);
        try {
            return Grid.of(size, start.position(), times(start.row(), start.spacingX()),
                    times(start.column(), start.spacingY()), step);
        } catch (IllegalArgumentException degenerate) {
            throw slices.get(0).refused("its geometry is not sound: " + degenerate.getMessage() + ".");
        }
    }

    private static double[] step(List<Slice> slices, double[] normal, List<String> remarks) throws DicomException {
        int count = slices.size();
        double[] from = slices.get(0).plane().position();
        double[] to = slices.get(count - 1).plane().position();
        double[] step = new double[3];
        for (int row = 0; row < 3; row++) {
            step[row] = (to[row] - from[row]) / (count - 1);
        }
        double length = Math.sqrt(Plane.dot(step, step));
        double worst = 0;
        for (int k = 0; k < count; k++) {
            double[] position = slices.get(k).plane().position();
            double off = 0;
            for (int row = 0; row < 3; row++) {
                off += Math.pow(position[row] - from[row] - k * step[row], 2);
            }
            worst = Math.max(worst, Math.sqrt(off) / length);
        }
        if (worst > UNEVEN) {
            throw SliceGap.explain(slices, normal);
        }
        if (worst > 1e-3) {
            remarks.add(String.format(Locale.ROOT,
                    "Slice positions differ from even steps by up to %.2f %% of a step.", 100 * worst));
        }
        return step;
    }

    /** A single slice has no step; its thickness is the only hint, and the remark says that it was used. */
    private static double[] stepOfOne(Slice slice, double[] normal, List<String> remarks) throws DicomException {
        double[] thickness = slice.instance().numbersIfAny(
                slice.attributes().group(Tag.PIXEL_MEASURES), Tag.SLICE_THICKNESS, "Slice Thickness");
        if (thickness.length == 0 || !(thickness[0] > 0)) {
            throw slice.refused("is a single slice without a Slice Thickness; there is no volume to resample.");
        }
        remarks.add("There is a single slice; its Slice Thickness stands for the missing slice spacing.");
        return times(normal, thickness[0]);
    }

    private static void requireSamePlaces(Volume first, Volume other, double apart) throws DicomException {
        for (int k = 0; k < other.slices().size(); k++) {
            double[] a = first.slices().get(k).plane().position();
            double[] b = other.slices().get(k).plane().position();
            if (Math.abs(a[0] - b[0]) > apart || Math.abs(a[1] - b[1]) > apart || Math.abs(a[2] - b[2]) > apart) {
                throw other.slices().get(k).refused("lies beside the image of another volume at the same depth ("
                        + first.slices().get(k).label() + "); they are not one grid.");
            }
        }
    }

    private static double sine(double[] step, double[] normal) {
        double length = Math.sqrt(Plane.dot(step, step));
        double cosine = Plane.dot(step, normal) / length / Math.sqrt(Plane.dot(normal, normal));
        return Math.sqrt(Math.max(0, 1 - cosine * cosine));
    }

    private static double[] times(double[] vector, double factor) {
        return new double[] {vector[0] * factor, vector[1] * factor, vector[2] * factor};
    }
}
