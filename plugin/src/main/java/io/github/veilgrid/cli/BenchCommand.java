package io.github.veilgrid.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code veilgrid bench}: measurements, each beside its yardstick. */
@Command(name = "bench", description = "Measure this machine.", 
        subcommands = {BenchRegridCommand.class, BenchPlanCommand.class, BenchKernelCommand.class, BenchDicomCommand.class,
                BenchRemoteCommand.class})
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to measure");
    }
}
