package io.github.veilgrid.app;

import io.github.veilgrid.dicom.nifti.ValueRange;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;
import io.github.veilgrid.remote.RemoteAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user asks for: a series, a target grid and how to get there. Immutable; {@link #of} starts a builder.
 *
 * @param series folder or file of the DICOM series, or a NIfTI file
 * @param choice which series, where the folder holds several: its UID, its number, or {@code #2} for the second
 * @param volume which volume (time point, echo), counted from 0, where the series holds several
 * @param allVolumes whether all volumes are taken as one scan, each regridded alike
 * @param range what values a NIfTI file can hold; empty: what its header says
 * @param toolkit DICOM toolkit to read with; empty takes the best there is
 * @param target grid of the result
 * @param framing what else is said of that grid
 * @param kernel interpolation along every axis, and filter along those that become coarser
 * @param outside what lies beyond the scan
 * @param tolerance largest error allowed before rounding, in units of the stored integers (rescale slopes), over 0
 * @param output folder for the derived series, must not exist or be empty; or new file that ends in .nii or .nii.gz.
 *     Needed by {@link RegridJob} only
 * @param form how a derived series is written
 * @param description Series Description of the result; empty takes the source's, marked
 * @param report file to write: a page if its name ends in .html, else JSON
 * @param picture PNG file to write: source, what the remote party sees, result
 * @param threads threads of each side, at least 1
 * @param files the only files of the folder to look at; empty for all
 * @param remote service that regrids; empty for the embedded party
 * @param map what the remote party alone would know, where it is played here; for a target of {@link GridTarget.PrivateSize}
 * @param preference what makes one way of carrying it out better than another
 */
public record RegridRequest(
        Path series, Optional<String> choice, OptionalInt volume, boolean allVolumes,
        Optional<ValueRange> range, Optional<String> toolkit, GridTarget target, Framing framing, Kernel kernel,
        Outside outside, double tolerance, Optional<Path> output, SeriesForm form, Optional<String> description,
        Optional<Path> report, Optional<Path> picture, int threads, Optional<List<Path>> files,
        Optional<RemoteAddress> remote, Optional<PrivateMapFile> map, Preference preference) {

    /** Tolerance where none is given, in units of the stored integers. */
    public static final double DEFAULT_TOLERANCE = 0.5;

    public RegridRequest {
        Objects.requireNonNull(series);
        Objects.requireNonNull(target);
        files = files.map(List::copyOf);
        Objects.requireNonNull(framing);
        Objects.requireNonNull(kernel);
        Objects.requireNonNull(outside);
        Objects.requireNonNull(form);
        Objects.requireNonNull(preference);
        Objects.requireNonNull(range);
        if (!(tolerance > 0) || !Double.isFinite(tolerance)) {
            throw new IllegalArgumentException("the tolerance must be a positive number: " + tolerance);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed: " + threads);
        }
        if (volume.isPresent() && volume.getAsInt() < 0) {
            throw new IllegalArgumentException("volumes are counted from 0: " + volume.getAsInt());
        }
    }

    /**
     * Starts a request: linear interpolation, outside as the fit has it, tolerance 0.5, all processors, bytes and time
     * balanced.
     */
    public static Builder of(Path series, GridTarget target) {
        return new Builder(series, target);
    }

    /** The same request with another target, exactly that. */
    public RegridRequest onto(GridTarget other) {
        return new RegridRequest(series, choice, volume, allVolumes, range, toolkit, other, Framing.PLAIN.by(framing.map()), kernel, outside,
                tolerance, output, form, description, report, picture, threads, files, remote, map, preference);
    }

    /** Collects the parts of a request; {@link #build} checks them. For one thread. */
    public static final class Builder {
        private final Path series;
        private final GridTarget target;
        private Optional<String> choice = Optional.empty();
        private OptionalInt volume = OptionalInt.empty();
        private boolean allVolumes;
        private Optional<ValueRange> range = Optional.empty();
        private Optional<String> toolkit = Optional.empty();
        private Framing framing = Framing.PLAIN;
        private Interpolation interpolation = Interpolation.LINEAR;
        private Antialias antialias = Antialias.NONE;
        private Optional<Outside> outside = Optional.empty();
        private double tolerance = DEFAULT_TOLERANCE;
        private Optional<Path> output = Optional.empty();
        private SeriesForm form = SeriesForm.USUAL;
        private Optional<String> description = Optional.empty();
        private Optional<Path> report = Optional.empty();
        private Optional<Path> picture = Optional.empty();
        private int threads = Runtime.getRuntime().availableProcessors();
        private Optional<List<Path>> files = Optional.empty();
        private Optional<RemoteAddress> remote = Optional.empty();
        private Optional<PrivateMapFile> map = Optional.empty();
        private Preference preference = Preference.BALANCED;

        private Builder(Path series, GridTarget target) {
            this.series = Objects.requireNonNull(series);
            this.target = Objects.requireNonNull(target);
        }

        /** {@code null} takes the only series there is. */
        public Builder choice(String seriesChoice) {
            choice = Optional.ofNullable(seriesChoice);
            return this;
        }

        public Builder volume(int index) {
            volume = OptionalInt.of(index);
            return this;
        }

        /** Takes all volumes as one scan. */
        public Builder allVolumes() {
            allVolumes = true;
            return this;
        }

        /** {@code null} takes what the file says. */
        public Builder range(ValueRange values) {
            range = Optional.ofNullable(values);
            return this;
        }

        public Builder toolkit(String name) {
            toolkit = Optional.ofNullable(name);
            return this;
        }

        public Builder interpolation(Interpolation kernel) {
            interpolation = kernel;
            return this;
        }

        public Builder antialias(Antialias filter) {
            antialias = filter;
            return this;
        }

        public Builder framing(Framing frame) {
            framing = frame;
            return this;
        }

        /** {@code null} takes what goes with the fit. */
        public Builder outside(Outside rule) {
            outside = Optional.ofNullable(rule);
            return this;
        }

        public Builder tolerance(double storedUnits) {
            tolerance = storedUnits;
            return this;
        }

        public Builder output(Path folder) {
            output = Optional.ofNullable(folder);
            return this;
        }

        public Builder form(SeriesForm seriesForm) {
            form = seriesForm;
            return this;
        }

        public Builder description(String seriesDescription) {
            description = Optional.ofNullable(seriesDescription);
            return this;
        }

        public Builder report(Path json) {
            report = Optional.ofNullable(json);
            return this;
        }

        public Builder picture(Path png) {
            picture = Optional.ofNullable(png);
            return this;
        }

        public Builder threads(int count) {
            threads = count;
            return this;
        }

        /** Looks at these files of the folder only. */
        public Builder files(List<Path> only) {
            files = Optional.of(only);
            return this;
        }

        /** {@code null} takes the embedded party. */
        public Builder remote(RemoteAddress service) {
            remote = Optional.ofNullable(service);
            return this;
        }

        /** {@code null} if the remote party has no map of its own, or is elsewhere. */
        public Builder map(PrivateMapFile ofRemoteParty) {
            map = Optional.ofNullable(ofRemoteParty);
            return this;
        }

        public Builder preference(Preference what) {
            preference = what;
            return this;
        }

        /** @throws IllegalArgumentException with a sentence if a part is out of its range */
        public RegridRequest build() {
            return new RegridRequest(series, choice, volume, allVolumes, range, toolkit, target, framing,
                    new Kernel(interpolation, antialias), outside.orElse(framing.fit().outside()), tolerance, output, form,
                    description, report, picture, threads, files, remote, map, preference);
        }
    }
}
