package io.github.veilgrid.remote;

import io.github.veilgrid.he.wire.WireFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * By which of a service's own maps a growing result is: a file with its id and its name, a line each. No result is by two
 * maps, of however many volumes and after whatever interruptions, although a name may come to mean another map meanwhile.
 *
 * @param file where that is written; removed when the result is complete
 * @param settled whether other volumes of the result have come already, all by that map
 */
public record MapMemory(Path file, boolean settled) {

    static final String FILE = "map";

    /**
     * Of a result of several volumes.
     *
     * @param growing folder in which they collect
     */
    public static MapMemory of(Path growing, boolean settled) {
        return new MapMemory(growing.resolve(FILE), settled);
    }

    private boolean isThere() {
        return Files.isRegularFile(file);
    }

    /**
     * The id that answers so far are by, if there are any.
     *
     * @param name that the owner gives now
     * @throws WireFormatException if it is another map's: the result would be by the first, without the owner knowing
     */
    public Optional<String> kept(Optional<String> name) throws IOException {
        if (!isThere()) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 2 || !lines.get(0).matches(MapOffer.ID)) {
            throw new WireFormatException(file + " does not say by which map the answers beside it are: remove " + file.getParent()
                    + " and begin anew");
        }
        if (name.isPresent() && !name.get().equals(lines.get(1))) {
            throw new WireFormatException(file.getParent() + " holds answers by the map '" + lines.get(1) + "': name that one to go on, "
                    + "or remove the folder to begin anew with another");
        }
        return Optional.of(lines.get(0));
    }

    /** Whether another map, or another one of the same name, was chosen when there were no answers yet. */
    boolean isOfAnother(String id) throws IOException {
        return isThere() && !Files.readString(file).startsWith(id);
    }

    /**
     * Notes which map it is.
     *
     * @throws ServiceException if the volumes before are by a map that was called the same and is another
     */
    void keep(String id, String name) throws IOException {
        Optional<String> before = settled ? kept(Optional.of(name)) : Optional.empty();
        if (before.isPresent() && !before.get().equals(id)) {
            throw changed(name, "remove " + file.getParent() + " and run it again");
        }
        ChunkFolder.writeWhole(file, (id + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** What is said of a map that changed between the volumes of a result. */
    static ServiceException changed(String name, String remedy) {
        return new ServiceException("The remote service has changed its map '" + name + "' since the first volumes of this job came: "
                + remedy + ", so that all volumes are by one map.", null);
    }
}
