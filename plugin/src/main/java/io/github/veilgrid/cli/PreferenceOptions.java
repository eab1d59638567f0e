package io.github.veilgrid.cli;

import io.github.veilgrid.regrid.plan.Preference;
import picocli.CommandLine.Option;

/** What counts when there are several ways to carry out a job. */
final class PreferenceOptions {

    @Option(names = "--prefer", paramLabel = "WHAT", defaultValue = "balance",
            description = "balance (default; computing and transfer together), bytes, time (of computing) or memory.")
    private Preference.Aim aim;

    @Option(names = "--bandwidth", paramLabel = "MBIT", defaultValue = "200",
            description = "The network to the remote party, Mbit/s, for the balance (default 200).")
    private double bandwidth;

    Preference preference() {
        return new Preference(aim, bandwidth);
    }
}
