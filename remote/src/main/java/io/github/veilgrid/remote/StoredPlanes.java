package io.github.veilgrid.remote;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;

/** The encrypted planes of a job, kept so that they can be sent, and sent again, as long as the job lasts. */
@FunctionalInterface
interface StoredPlanes {

    /**
     * A plane as the body of a request.
     *
     * @param throttle what slows it down
     */
    BodyPublisher body(int plane, Throttle throttle) throws IOException;
}
