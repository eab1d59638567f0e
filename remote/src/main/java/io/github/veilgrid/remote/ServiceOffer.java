package io.github.veilgrid.remote;

import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 */
public record ServiceOffer(
        List<String> interpolations, List<String> filters, long jobBytes, int jobs, long keepMinutes, String text) {

    /** Version of the protocol; chunks have one of their own, {@link Chunk#VERSION}. */
    public static final long VERSION = 1;

    private static final List<Long> RING_DIMENSIONS = List.of(1024L, 2048L, 4096L, 8192L, 16384L, 32768L);

    public ServiceOffer {
        interpolations = List.copyOf(interpolations);
        filters = List.copyOf(filters);
    }

    /** Everything that this program knows, within limits. */
    public static ServiceOffer of(long jobBytes, int jobs, long keepMinutes, String text) {
        return new ServiceOffer(Stream.of(Interpolation.values()).map(ServiceOffer::name).toList(),
                Stream.of(Antialias.values()).map(ServiceOffer::name).toList(), jobBytes, jobs, keepMinutes, text);
    }

    private static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** Whether the service would take such a job. */
    public boolean takes(JobPlan plan) {
        PlaneLayout layout = new PlaneLayout(plan);
        return !needsMap(plan) && interpolations.contains(name(plan.kernel().interpolation()))
                && filters.contains(name(plan.kernel().antialias()))
                && layout.bytesUp() + layout.bytesDown() <= jobBytes;
    }

    /** Whether a job waits for a map that only a remote party of its own knows; a service has none. */
    public static boolean needsMap(JobPlan plan) {
        return plan instanceof PrivatePlan;
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
                Json.string(fields, "text").replaceAll("\\p{Cntrl}", " "));
    }
}
