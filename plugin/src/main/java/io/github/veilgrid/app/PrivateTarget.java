package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.dicom.Derivation;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.WeightHiding;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is said of a result whose place only the remote party knows. Its grid is a stand-in: the scan's field of view, cut
 * into as many pixels as the result has, which is right to within the reach of the map. It gets a frame of reference of its
 * own, so that nobody's viewer lays it over the scan.
 */
final class PrivateTarget {

    /** How a result describes itself; within the 79 characters that NIfTI has for it. */
    private static final String DERIVED = "Resampled by a map that only the remote party knows";

    private PrivateTarget() {
    }

    /**
     * The private target, if that is what is asked for.
     *
     * @throws JobFailure if it is asked for together with what needs to know where the result lies
     */
    static Optional<GridTarget.PrivateSize> of(RegridRequest request) throws JobFailure {
        if (!(request.target() instanceof GridTarget.PrivateSize hidden)) {
            if (request.map().isPresent()) {
                throw new JobFailure(Kind.USAGE, "A private map needs the size of its result: give --private-size, and no other "
                        + "target.");
            }
            return Optional.empty();
        }
        if (request.framing().asked() || request.framing().map().isPresent()) {
            throw new JobFailure(Kind.USAGE, "Only the remote party knows where the result of a private map lies: leave out "
                    + "planes, turns, registrations and margins.");
        }
        if (request.remote().isPresent() && request.map().isPresent()) {
            throw new JobFailure(Kind.USAGE, "A map of one's own is for one's own machine: leave out --private-map, or --remote.");
        }
        if (request.remote().isEmpty() && hidden.map().isPresent()) {
            throw new JobFailure(Kind.USAGE, "Maps are told by name at a service: name it with --remote, or leave out "
                    + "--private-map-name and give the name to the step that sends the job.");
        }
        return Optional.of(hidden);
    }

    /** Which of a service's own maps the request is for. */
    static Optional<String> mapName(RegridRequest request) {
        return request.target() instanceof GridTarget.PrivateSize hidden ? hidden.map() : Optional.empty();
    }

    /** The scan in a space of its own. */
    static ScanInput elsewhere(ScanInput scan) {
        return scan.origin() instanceof Origin.Nifti file
                ? new ScanInput(scan.scan(), new Origin.Nifti(file.nifti().elsewhere(), file.volumes(), file.fill()),
                        scan.derivation(), scan.remarks())
                : scan.movedTo(scan.scan().grid(), "");
    }

    static Derivation derivation(RegridPlan plan, RegridRequest request) {
        PrivatePlan wire = (PrivatePlan) plan.wire();
        String text = String.format(Locale.ROOT, DERIVED + ", within slices to %d x %d pixels, %s, under CKKS encryption by "
                + "Veilgrid; position and spacing are nominal, the map may have moved pixels by up to %d x %d pixels of the source", wire.outputs(0), wire.outputs(1),
                wire.interpolation().name().toLowerCase(Locale.ROOT), wire.axis(0).reach(), wire.axis(1).reach());
        Derivation derivation = Derivation.of(text, 0.5);
        return request.description().isPresent() ? derivation.named(request.description().get()) : derivation;
    }

    /** Refuses to hold a result against the scan if nobody here knows where it lies. */
    static void refuseToCompare(Path file, ScanInput result) throws JobFailure {
        if (result.derivation().startsWith(DERIVED)) {
            throw new JobFailure(Kind.INPUT, file + " was made by a map that only the remote party knows: nobody without that map "
                    + "can say what its voxels should be, so there is nothing to compare them with.");
        }
    }

    /** Refuses a whole run that nobody has a map for. */
    static void requireMap(RegridRequest request) throws JobFailure {
        if (request.target() instanceof GridTarget.PrivateSize && request.map().isEmpty() && request.remote().isEmpty()) {
            throw new JobFailure(Kind.USAGE, "The remote party's own map is missing: to play both sides here name it with "
                    + "--private-map; else choose one of a service with --remote and --private-map-name, or encrypt, and give the job "
                    + "to whoever holds the map.");
        }
    }

    /** What a plan says besides the usual. */
    static List<String> lines(PrivatePlan wire) {
        return List.of(
                String.format(Locale.ROOT, "Map      the remote party's own, affine within slices, up to %d x %d voxels of the scan "
                        + "from where the field of view would have it; what it leaves in the noise is hidden to 2^-%d",
                        wire.axis(0).reach(), wire.axis(1).reach(), WeightHiding.SECURITY),
                String.format(Locale.ROOT, "Tells    the remote party learns the voxel's size too (%s x %s x %s mm), you the result",
                        Figures.significant(wire.spacing(0), 6), Figures.significant(wire.spacing(1), 6),
                        Figures.significant(wire.spacing(2), 6)));
    }

    static String remark(PrivatePlan wire) {
        return String.format(Locale.ROOT, "only the remote party knows where the result lies: its position, direction and spacing "
                + "are those of the scan's field of view, and may be wrong by %d x %d voxels of the scan", wire.axis(0).reach(),
                wire.axis(1).reach());
    }
}
