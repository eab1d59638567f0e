package io.github.veilgrid.cli;

import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.PrivateMapFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The remote party's own map, for jobs whose owner does not know where the result lies. */
final class MapOptions {

    @Option(names = {"--map", "--private-map"}, paramLabel = "FILE",
            description = "The remote party's own map, which stays here: a registration as ITK text transform or matrix (of space "
                    + "or of the plane) that takes points of the result to points of the scan, millimetres. For jobs with "
                    + "--private-size.")
    private Path map;

    @Option(names = "--map-grid", paramLabel = "FILE",
            description = "Grid of the result in the map's space, as ITK prints it (default: the scan's field of view).")
    private Path grid;

    @Option(names = "--scan-grid", paramLabel = "FILE",
            description = "Grid of the scan in the map's space, where it is known (default: first voxel at 0,0,0, rows along x, "
                    + "columns along y, voxels as large as the plan says).")
    private Path scan;

    Optional<PrivateMapFile> map() throws JobFailure {
        if (map == null) {
            if (grid != null || scan != null) {
                throw new IllegalArgumentException("--map-grid and --scan-grid say where a map leads: name the map with --map");
            }
            return Optional.empty();
        }
        return Optional.of(PrivateMapFile.read(map, Optional.ofNullable(grid), Optional.ofNullable(scan)));
    }
}
