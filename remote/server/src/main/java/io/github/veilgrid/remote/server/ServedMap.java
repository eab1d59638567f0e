package io.github.veilgrid.remote.server;

import io.github.veilgrid.regrid.blind.BlindRegridder;
import java.util.List;

/**
 * A map of the operator's own, to be served under a name. What it is stays here; owners hear name, size and reach.
 *
 * @param name that owners choose it by
 * @param maps gives the map that goes with a plan
 * @param size pixels of the result along x and y, and slices, 0 for as many as the scan has; empty if any size will do
 * @param reach what the operator advises owners to allow, columns and rows of the scan; empty says nothing
 * @param content all that the map depends on: where that is the same, the map is
 */
public record ServedMap(String name, BlindRegridder.Maps maps, List<Integer> size, List<Integer> reach, byte[] content) {

    public ServedMap {
        size = List.copyOf(size);
        reach = List.copyOf(reach);
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    @Override
    public String toString() {
        return "private map " + name;
    }
}
