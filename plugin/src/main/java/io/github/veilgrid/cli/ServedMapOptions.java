package io.github.veilgrid.cli;

import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.PrivateMapFile;
import io.github.veilgrid.remote.server.ServedMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    private List<String> maps = new ArrayList<>();

    @Option(names = "--map-grid", paramLabel = "NAME=FILE",
            description = "Grid of the result in that map's space (default: the scan's field of view, in the size that the owner asks "
                    + "for). A grid of one slice stands for as many as the scan has.")
    private List<String> grids = new ArrayList<>();

    @Option(names = "--scan-grid", paramLabel = "NAME=FILE",
            description = "Grid of the scans in that map's space (default: first voxel at 0,0,0, rows along x, columns along y).")
    private List<String> scans = new ArrayList<>();

    @Option(names = "--map-reach", paramLabel = "NAME=X,Y",
            description = "What owners are told to give as --private-reach for that map.")
    private List<String> reaches = new ArrayList<>();

    /** @throws IllegalArgumentException with a sentence if something is said twice, or of a map that is not there */
    List<ServedMap> maps() throws JobFailure, IOException {
        Map<String, String> files = byName("--private-map", maps);
        Map<String, String> results = byName("--map-grid", grids);
        Map<String, String> sources = byName("--scan-grid", scans);
        Map<String, String> advice = byName("--map-reach", reaches);
        for (Map<String, String> said : List.of(results, sources, advice)) {
            for (String name : said.keySet()) {
                if (!files.containsKey(name)) {
                    throw new IllegalArgumentException("something is said of a map '" + name + "' that is not there: name its file "
                            + "with --private-map " + name + "=FILE");
                }
            }
        }
        List<ServedMap> served = new ArrayList<>();
        for (Map.Entry<String, String> map : files.entrySet()) {
            String name = map.getKey();
            served.add(map(name, Path.of(map.getValue()), Optional.ofNullable(results.get(name)).map(Path::of),
                    Optional.ofNullable(sources.get(name)).map(Path::of), reach(advice.get(name))));
        }
        return served;
    }

    /** Whoever gives one name to two files means something else by one of them. */
    private static Map<String, String> byName(String option, List<String> words) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1 || equals == word.length() - 1) {
                throw new IllegalArgumentException(option + " " + word + " should be a name, an equals sign and a value, such as "
                        + option + " atlas=" + (option.equals("--map-reach") ? "12,8" : "FILE"));
            }
            if (byName.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(option + " is given twice for the map '" + word.substring(0, equals) + "'");
            }
        }
        return byName;
    }

    private static ServedMap map(String name, Path file, Optional<Path> grid, Optional<Path> scan, List<Integer> reach)
            throws JobFailure, IOException {
        PrivateMapFile map = PrivateMapFile.read(file, grid, scan);
        return new ServedMap(name, map, map.size(), reach, content(file, grid, scan));
    }

    private static List<Integer> reach(String said) {
        if (said == null) {
            return List.of();
        }
        GridTarget.PrivateSize words = GridTarget.PrivateSize.parse("0,0", said, null);
        return List.of(words.reachX(), words.reachY());
    }

    private static byte[] content(Path map, Optional<Path> grid, Optional<Path> scan) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Optional<Path> file : List.of(Optional.of(map), grid, scan)) {
            byte[] bytes = file.isPresent() ? Files.readAllBytes(file.get()) : new byte[0];
            content.writeBytes((bytes.length + "\n").getBytes(StandardCharsets.US_ASCII));
            content.writeBytes(bytes);
        }
        return content.toByteArray();
    }
}
