package io.github.veilgrid.cli;

import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.PrivateMapFile;
import io.github.veilgrid.remote.server.ServedMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Maps of the operator's own that a service regrids by. */
final class ServedMapOptions {

    @Option(names = {"--private-map", "--map"}, paramLabel = "NAME=FILE",
            description = "A map of your own, such as a registration to your atlas, that owners may choose by its name and never get: "
                    + "ITK text transform or matrix, as for 'regrid --map'. May be given several times. Whoever may send scans of "
                    + "their own choice learns the map from the results.")
    private Map<String, Path> maps = new LinkedHashMap<>();

    @Option(names = "--map-grid", paramLabel = "NAME=FILE",
            description = "Grid of the result in that map's space (default: the scan's field of view, in the size that the owner asks "
                    + "for). A grid of one slice stands for as many as the scan has.")
    private Map<String, Path> grids = new LinkedHashMap<>();

    @Option(names = "--scan-grid", paramLabel = "NAME=FILE",
            description = "Grid of the scans in that map's space (default: first voxel at 0,0,0, rows along x, columns along y).")
    private Map<String, Path> scans = new LinkedHashMap<>();

    @Option(names = "--map-reach", paramLabel = "NAME=X,Y",
            description = "What owners are told to give as --private-reach for that map.")
    private Map<String, String> reaches = new LinkedHashMap<>();

    /** @throws IllegalArgumentException with a sentence if something is said of a map that is not there */
    List<ServedMap> maps() throws JobFailure, IOException {
        for (Map<String, ?> said : List.of(grids, scans, reaches)) {
            for (String name : said.keySet()) {
                if (!maps.containsKey(name)) {
                    throw new IllegalArgumentException("something is said of a map '" + name + "' that is not there: name its file "
                            + "with --private-map " + name + "=FILE");
                }
            }
        }
        List<ServedMap> served = new ArrayList<>();
        for (String name : maps.keySet()) {
            served.add(map(name));
        }
        return served;
    }

    private ServedMap map(String name) throws JobFailure, IOException {
        Optional<Path> grid = Optional.ofNullable(grids.get(name));
        Optional<Path> scan = Optional.ofNullable(scans.get(name));
        PrivateMapFile map = PrivateMapFile.read(maps.get(name), grid, scan);
        return new ServedMap(name, map, map.size(), reach(name), content(maps.get(name), grid, scan));
    }

    private List<Integer> reach(String name) {
        if (!reaches.containsKey(name)) {
            return List.of();
        }
        GridTarget.PrivateSize words = GridTarget.PrivateSize.parse("0,0", reaches.get(name), name);
        return List.of(words.reachX(), words.reachY());
    }

    private static byte[] content(Path map, Optional<Path> grid, Optional<Path> scan) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Optional<Path> file : List.of(Optional.of(map), grid, scan)) {
            byte[] bytes = file.isPresent() ? Files.readAllBytes(file.get()) : new byte[0];
            content.writeBytes((bytes.length + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            content.writeBytes(bytes);
        }
        return content.toByteArray();
    }
}
