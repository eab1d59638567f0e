package io.github.veilgrid.fiji;

import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.RegridRequest;
import java.io.File;
import java.util.Optional;
import org.scijava.plugin.Parameter;

/**
 * Asks for a series and a target grid: what planning, encrypting and regridding share. Only folders are remembered from
 * one time to the next: a macro that leaves an option out shall get its default, not what somebody chose before.
 */
abstract class SeriesCommand extends VeilgridCommand {

    private static final String STATED = "stated";
    private static final String VOUCHED = "vouched";

    @Parameter(label = "DICOM series", style = "directory", description = "Folder of the series; subfolders count too")
    private File input;

    @Parameter(persist = false, label = "New spacing (mm)",
            description = "x,y,z in millimetres, such as 1,1,2.5; one number for all axes; 0 keeps an axis")
    private String spacing = "1,1,1";

    @Parameter(persist = false, label = "Or the grid of", style = "directory", required = false,
            description = "Folder of another series of the same orientation; if given, the spacing does not count")
    private File like;

    @Parameter(persist = false, label = "Interpolation", choices = {LINEAR, NEAREST},
            description = "linear: between neighbours; nearest: no new values, for label maps")
    private String interpolation = LINEAR;

    @Parameter(persist = false, label = "Outside the scan", choices = {FILL, EDGE},
            description = "fill: the padding value, -1024 for CT, else 0; edge: the nearest voxel's value")
    private String outside = FILL;

    @Parameter(persist = false, label = "Tolerance (stored units)", min = "0.001",
            description = "Largest error before rounding to stored integers; smaller takes more bytes")
    private double tolerance = RegridRequest.DEFAULT_TOLERANCE;

    @Parameter(persist = false, label = "Which series", required = false,
            description = "If the folder holds several: its UID, its number, or #2 for the second; else empty")
    private String choice = "";

    @Parameter(persist = false, label = "Which volume", required = false,
            description = "If the series holds several time points or echoes: counted from 0, or all; else empty")
    private String volume = "";

    @Parameter(persist = false, label = "Common space", choices = {STATED, VOUCHED},
            description = "With a grid of another series: stated by both, or vouched for by you")
    private String space = STATED;

    /** The request so far. */
    final RegridRequest.Builder request() {
        RegridRequest.Builder request = RegridRequest.of(input.toPath(), target())
                .interpolation(interpolation(interpolation))
                .outside(outside(outside))
                .tolerance(tolerance);
        if (choice != null && !choice.isBlank()) {
            request.choice(choice.strip());
        }
        if (volume != null && volume.strip().equalsIgnoreCase("all")) {
            request.allVolumes();
        } else if (volume != null && !volume.isBlank()) {
            request.volume(volumeNumber());
        }
        return request;
    }

    private GridTarget target() {
        return like == null || like.getPath().isEmpty()
                ? GridTarget.Spacing.parse(spacing)
                : new GridTarget.LikeSeries(like.toPath(), Optional.empty(), space.equals(VOUCHED));
    }

    private int volumeNumber() {
        try {
            return Integer.parseInt(volume.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + volume + "' is no volume: give a whole number, counted from 0", e);
        }
    }
}
