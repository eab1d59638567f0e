package io.github.veilgrid.app;

import java.io.IOException;

/** Unwinds a job that the user stopped. An {@code IOException}, since it leaves through sources and sinks of voxels. */
final class JobCancelledException extends IOException {

    private static final long serialVersionUID = 1L;

    JobCancelledException() {
        super("cancelled");
    }
}
