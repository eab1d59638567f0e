package io.github.veilgrid.cli;

import io.github.veilgrid.remote.server.Tokens;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code veilgrid serve-token}. */
@Command(name = "serve-token", sortOptions = false,
        description = {
            "Make a token for an owner of 'veilgrid serve' and print it: give it to the owner, it is kept nowhere else. The "
                    + "file gets a line with the owner's name and the token's hash; remove the line to take the token back. "
                    + "A running service heeds both at once."},
        footerHeading = "%nExample:%n",
        footer = {"  veilgrid serve-token --tokens tokens clinic-a > clinic-a.token"})
final class ServeTokenCommand implements Callable<Integer> {

    @Option(names = "--tokens", required = true, paramLabel = "FILE", description = "The service's file of tokens.")
    private Path tokens;

    @Parameters(index = "0", paramLabel = "OWNER", description = "Name of the owner: letters, digits, dots, dashes.")
    private String owner;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        spec.commandLine().getOut().println(Tokens.add(tokens, owner));
        return 0;
    }
}
