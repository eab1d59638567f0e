package io.github.veilgrid.remote;

import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a service tells of a map of its own: enough to plan a {@link PrivatePlan} for it, nothing of where it leads.
 *
 * @param name that the operator gave it
 * @param id what a job asks for it by, {@link #ID}: another map under the same name has another one, so that no job
 *     is answered half by the one and half by the other
 * @param size pixels of the result along x and y, and slices, 0 for as many as the scan has; empty if any size will do
 * @param reach by how many columns and rows of the scan an owner should let it move pixels; empty if the operator does not say
 */
public record MapOffer(String name, String id, List<Integer> size, List<Integer> reach) {

    /** Form of ids. */
    public static final String ID = "[0-9a-f]{32}";

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";
    private static final int AXES = 3;

    /** @throws IllegalArgumentException with a sentence if a part is impossible */
    public MapOffer {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("a map is named by up to 40 letters, digits, dots, dashes and underscores");
        }
        if (!id.matches(ID) || !size.isEmpty() && size.size() != AXES || !reach.isEmpty() && reach.size() != 2
                || size.stream().anyMatch(voxels -> voxels < 0)
                || reach.stream().anyMatch(voxels -> voxels < 1 || voxels > PrivatePlan.MAX_REACH)) {
            throw new IllegalArgumentException("the map '" + name + "' is offered with impossible numbers");
        }
        size = List.copyOf(size);
        reach = List.copyOf(reach);
    }

    /** Whether a plan is for a result of this map's size. */
    public boolean suits(PrivatePlan plan) {
        for (int axis = 0; axis < size.size(); axis++) {
            if (size.get(axis) != plan.outputs(axis) && !(axis == 2 && size.get(axis) == 0)) {
                return false;
            }
        }
        return true;
    }

    /** The name, and what to ask for. */
    public String words() {
        return name + " (" + (size.isEmpty() ? "any size"
                : size.get(0) + " x " + size.get(1) + " pixels" + (size.get(2) == 0 ? "" : ", " + size.get(2) + " slices"))
                + (reach.isEmpty() ? "" : ", reach " + reach.get(0) + " x " + reach.get(1)) + ")";
    }

    /**
     * The map that a job is to be regridded with.
     *
     * @param name that its owner chose
     * @return its id; empty for a job whose owner knows where the result lies
     * @throws ServiceException with a sentence if the service has none that goes with the plan
     */
    static Optional<String> chosen(List<MapOffer> offered, JobPlan plan, Optional<String> name) throws ServiceException {
        if (!(plan instanceof PrivatePlan hidden)) {
            return Optional.empty();
        }
        Optional<MapOffer> found = name.flatMap(wanted -> offered.stream().filter(map -> map.name().equals(wanted)).findFirst());
        if (found.filter(map -> map.suits(hidden)).isPresent()) {
            return found.map(MapOffer::id);
        }
        String maps = offered.isEmpty() ? "The remote service has no maps of its own"
                : "The remote service has these maps of its own: " + offered.stream().map(MapOffer::words).collect(Collectors.joining("; "));
        throw new ServiceException(maps + (name.isEmpty() ? "; name the one for this job with --private-map-name."
                : found.isEmpty() ? "; there is none of the name that was given."
                : "; the job's result has " + hidden.outputs(0) + " x " + hidden.outputs(1) + " pixels, " + hidden.outputs(2) + " slices."), null);
    }

    Map<String, Object> toJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("id", id);
        fields.put("size", size);
        fields.put("reach", reach);
        return fields;
    }

    /** @throws IOException if this is not a list of offers */
    static List<MapOffer> listFromJson(Object json) throws IOException {
        List<MapOffer> maps = new ArrayList<>();
        if (json instanceof List<?> list) {
            for (Object entry : list) {
                maps.add(fromJson(entry));
            }
            return maps;
        }
        throw new IOException("the service does not say which maps it has");
    }

    private static MapOffer fromJson(Object json) throws IOException {
        if (json instanceof Map<?, ?> map && map.get("name") instanceof String name && map.get("id") instanceof String id) {
            try {
                return new MapOffer(name, id, numbers(map.get("size")), numbers(map.get("reach")));
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        throw new IOException("the service offers a map that is none");
    }

    private static List<Integer> numbers(Object json) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        if (json instanceof List<?> list) {
            for (Object entry : list) {
                numbers.add(entry instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE ? number.intValue() : -1);
            }
            return numbers;
        }
        throw new IOException("the service offers a map without numbers");
    }
}
