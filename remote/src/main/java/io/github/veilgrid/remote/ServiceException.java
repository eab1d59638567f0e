package io.github.veilgrid.remote;

import java.io.IOException;
import java.util.Optional;

/** The remote service refused, or could not be reached for as long as the owner was willing to wait. One sentence. */
public final class ServiceException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    ServiceException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.problem = null;
    }

    ServiceException(RemoteAddress address, Problem problem) {
        super("The remote service at " + address.uri() + " refused: " + problem.sentence());
        this.problem = problem;
    }

    /** What the service said, if it was the service. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }
}
