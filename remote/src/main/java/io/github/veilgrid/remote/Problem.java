package io.github.veilgrid.remote;

import java.util.Locale;
import java.util.Optional;

/**
 * Why a service says no. A refusal on the wire is one of these and nothing else: a status, a code and a sentence that are
 * the same for everybody, so that nothing of a request can come back in an answer.
 */
public enum Problem {
    MALFORMED(400, true, "The request makes no sense: see the description of the protocol."),
    CHUNK_DAMAGED(400, true, "The chunk did not arrive whole: send it again."),
    NO_ACCESS(401, false, "A valid token is needed: ask the operator for one."),
    NOT_FOUND(404, true, "There is nothing at this address."),
    UNKNOWN_JOB(404, false, "There is no such job: it was deleted, or it expired."),
    NO_SUCH_METHOD(405, true, "This address does not know this method."),
    TOO_SLOW(408, true, "The request came too slowly."),
    DIFFERS(409, false, "Something else was sent in this place before: a job is encrypted once."),
    JOB_FAILED(410, false, "The job cannot be regridded: its planes are not what its plan says, or its map is gone."),
    LENGTH_NEEDED(411, true, "The length of the body must be given, and be the one that the plan says."),
    PLAN_REFUSED(422, false, "The plan is not sound, or asks for more than this service offers."),
    MAP_REFUSED(422, false, "The service has no such map, or it does not go with the plan's sizes and reach: allow a larger one."),
    TOO_MANY_REQUESTS(429, true, "Too many requests: try again in a moment."),
    TOO_MANY_JOBS(429, true, "Too many jobs of one owner: wait until one ends, or delete one."),
    INTERNAL(500, true, "Something unforeseen went wrong at the service."),
    STOPPING(503, true, "The service is stopping: try again when it is back."),
    STORAGE_FULL(507, true, "The service has no room at the moment: try again later.");

    private final int status;
    private final boolean passing;
    private final String sentence;

    Problem(int status, boolean passing, String sentence) {
        this.status = status;
        this.passing = passing;
        this.sentence = sentence;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Whether the same request, if it was a sound one when it left, may succeed later. */
    public boolean passing() {
        return passing;
    }

    public String sentence() {
        return sentence;
    }

    /** The code on the wire, such as {@code unknown-job}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem with that code. */
    public static Optional<Problem> ofCode(String code) {
        for (Problem problem : values()) {
            if (problem.code().equals(code)) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }
}
