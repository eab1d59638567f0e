package io.github.veilgrid.remote;

import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a service offers: all that an owner needs to know before sending a plan.
 *
 * @param interpolations names, lower case
 * @param filters names of antialiasing filters, lower case
 * @param jobBytes most bytes of a job, sent and answered together
 * @param jobs most jobs of one owner at a time
 * @param keepMinutes after so long without a request a job is deleted
 * @param text what the operator has to say
 * @param maps of the service's own, for jobs whose owners do not know where the result lies
 */
public record ServiceOffer(
        List<String> interpolations, List<String> filters, long jobBytes, int jobs, long keepMinutes, String text,
        List<MapOffer> maps) {

    /** Version of the protocol; chunks have one of their own, {@link Chunk#VERSION}. */
    public static final long VERSION = 1;

    private static final List<Long> RING_DIMENSIONS = List.of(1024L, 2048L, 4096L, 8192L, 16384L, 32768L);

    public ServiceOffer {
        interpolations = List.copyOf(interpolations);
        filters = List.copyOf(filters);
        maps = List.copyOf(maps);
    }

    /** Everything that this program knows, within limits. */
    public static ServiceOffer of(long jobBytes, int jobs, long keepMinutes, String text, List<MapOffer> maps) {
        return new ServiceOffer(Stream.of(Interpolation.values()).map(ServiceOffer::name).toList(),
                Stream.of(Antialias.values()).map(ServiceOffer::name).toList(), jobBytes, jobs, keepMinutes, text, maps);
    }

    private static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** Whether the service would take a job of this size and kernel. */
    public boolean takes(JobPlan plan) {
        PlaneLayout layout = new PlaneLayout(plan);
        return interpolations.contains(name(plan.kernel().interpolation()))
                && filters.contains(name(plan.kernel().antialias()))
                && layout.bytesUp() + layout.bytesDown() <= jobBytes;
    }

    /**
     * The service's own map that a job needs.
     *
     * @param name that its owner chose
     * @return its id; empty if the job needs none
     * @throws ServiceException with a sentence if there is none that goes with the plan
     */
    public Optional<String> map(JobPlan plan, Optional<String> name) throws ServiceException {
        return MapOffer.chosen(maps, plan, name);
    }

    /** JSON. */
    public String toJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("service", "veilgrid");
        fields.put("protocols", List.of(VERSION));
        fields.put("chunks", List.of((long) Chunk.VERSION));
        fields.put("interpolations", interpolations);
        fields.put("filters", filters);
        fields.put("ringDimensions", RING_DIMENSIONS);
        fields.put("securityBits", 128);
        fields.put("jobBytes", jobBytes);
        fields.put("jobs", jobs);
        fields.put("keepMinutes", keepMinutes);
        fields.put("text", text);
        fields.put("maps", maps.stream().map(MapOffer::toJson).toList());
        return Json.text(fields);
    }

    private static List<String> names(Map<String, Object> fields, String field) throws IOException {
        if (fields.get(field) instanceof List<?> names) {
            return names.stream().map(String::valueOf).toList();
        }
        throw new IOException("the service does not say what it offers");
    }

    /** @throws IOException if this is not the offer of a service that speaks this version */
    static ServiceOffer fromJson(byte[] json) throws IOException {
        Map<String, Object> fields = Json.object(json);
        if (!"veilgrid".equals(fields.get("service"))) {
            throw new IOException("this is not a Veilgrid service");
        }
        if (!(fields.get("protocols") instanceof List<?> protocols) || !protocols.contains(VERSION)
                || !(fields.get("chunks") instanceof List<?> chunks) || !chunks.contains((long) Chunk.VERSION)) {
            throw new IOException("the service speaks another version of the protocol than " + VERSION + ", or of chunks than "
                    + Chunk.VERSION);
        }
        return new ServiceOffer(names(fields, "interpolations"), names(fields, "filters"), Json.number(fields, "jobBytes"),
                (int) Math.min(Integer.MAX_VALUE, Json.number(fields, "jobs")), Json.number(fields, "keepMinutes"),
                Json.string(fields, "text").replaceAll("\\p{Cntrl}", " "), MapOffer.listFromJson(fields.getOrDefault("maps", List.of())));
    }
}
