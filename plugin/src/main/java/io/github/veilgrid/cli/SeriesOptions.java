package io.github.veilgrid.cli;

import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.nifti.ValueRange;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which volume of what lies in a folder: what all commands that read scans share. */
final class SeriesOptions {

    @Option(names = "--series", paramLabel = "WHICH",
            description = "Which series, if the folder holds several: its UID, its number, or #2 for the second.")
    private String choice;

    @Option(names = "--volume", paramLabel = "N|all",
            description = "Which volume (time point, echo) of the series, counted from 0; all: all of them as one scan.")
    private String volume;

    @Option(names = {"--dicom-toolkit", "--toolkit"}, paramLabel = "NAME",
            description = "DICOM toolkit: dcm4che or built-in (default: dcm4che where it is installed).")
    private String toolkit;

    @Option(names = "--range", paramLabel = "LOW,HIGH[,STEP]",
            description = "What values a NIfTI file can hold, where its header does not say so well (32-bit numbers); STEP: "
                    + "what they are multiples of, 1 for labels.")
    private String range;

    Optional<ValueRange> range() {
        return Optional.ofNullable(range).map(ValueRange::parse);
    }

    RegridRequest.Builder into(RegridRequest.Builder request) {
        request.choice(choice).toolkit(toolkit).range(range().orElse(null));
        return volume == null ? request : all() ? request.allVolumes() : request.volume(number());
    }

    ReadOptions reading() {
        ReadOptions options = ReadOptions.standard();
        options = choice == null ? options : options.withSeries(choice);
        options = volume == null ? options : all() ? options.withAllVolumes() : options.withVolume(number());
        return toolkit == null ? options : options.withToolkit(toolkit);
    }

    private boolean all() {
        return volume.equalsIgnoreCase("all");
    }

    private int number() {
        if (!volume.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "--volume is a whole number, counted from 0, or all; it cannot be '" + volume + "'");
        }
        return Integer.parseInt(volume);
    }
}
