package io.github.veilgrid.cli;

import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.dicom.ReadOptions;
import picocli.CommandLine.Option;

/** Which volume of what lies in a folder: what all commands that read scans share. */
final class SeriesOptions {

    @Option(names = "--series", paramLabel = "WHICH",
            description = "Which series, if the folder holds several: its UID, its number, or #2 for the second.")
    private String choice;

    @Option(names = "--volume", paramLabel = "N",
            description = "Which volume (time point, echo) of the series, counted from 0.")
    private Integer volume;

    @Option(names = "--toolkit", paramLabel = "NAME",
            description = "DICOM toolkit: dcm4che or built-in (default: dcm4che where it is installed).")
    private String toolkit;

    RegridRequest.Builder into(RegridRequest.Builder request) {
        request.choice(choice).toolkit(toolkit);
        return volume == null ? request : request.volume(volume);
    }

    ReadOptions reading() {
        ReadOptions options = ReadOptions.standard();
        options = choice == null ? options : options.withSeries(choice);
        options = volume == null ? options : options.withVolume(volume);
        return toolkit == null ? options : options.withToolkit(toolkit);
    }
}
