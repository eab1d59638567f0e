package io.github.veilgrid.remote.server;

import io.github.veilgrid.remote.Problem;

/** A request is refused. Only the {@link Problem} goes out; the detail, if any, is for the service's own log. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    Refusal(Problem problem) {
        this(problem, null);
    }

    Refusal(Problem problem, Throwable cause) {
        super(problem.sentence(), cause);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
