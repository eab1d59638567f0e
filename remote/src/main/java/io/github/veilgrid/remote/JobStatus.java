package io.github.veilgrid.remote;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a job is at the service: the one thing that the service tells of a job besides its answers. An owner who knows
 * nothing more can go on from here, after whatever happened.
 *
 * @param planes planes that the job takes
 * @param next lowest plane that the service does not hold yet; equals {@code planes} when it needs no more
 * @param answers answers that are ready, from 0 on
 * @param of answers that there will be
 */
public record JobStatus(int planes, int next, int answers, int of) {

    /** JSON. */
    public String toJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("planes", planes);
        fields.put("next", next);
        fields.put("answers", answers);
        fields.put("of", of);
        return Json.text(fields);
    }

    /** @throws IOException if this is not the status of a job */
    static JobStatus fromJson(byte[] json) throws IOException {
        Map<String, Object> fields = Json.object(json);
        long planes = Json.number(fields, "planes");
        long next = Json.number(fields, "next");
        long answers = Json.number(fields, "answers");
        long of = Json.number(fields, "of");
        if (planes > Integer.MAX_VALUE || next > planes || of > Integer.MAX_VALUE || answers > of) {
            throw new IOException("the status of the job makes no sense");
        }
        return new JobStatus((int) planes, (int) next, (int) answers, (int) of);
    }
}
