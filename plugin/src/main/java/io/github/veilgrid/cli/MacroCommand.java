package io.github.veilgrid.cli;

import io.github.veilgrid.fiji.HeadlessMacro;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code veilgrid macro}. */
@Command(name = "macro", sortOptions = false,
        description = "Run an ImageJ macro without a display, with Veilgrid's commands; the exit code tells whether it "
                + "ended well.",
        footerHeading = "%nExample:%n",
        footer = {"  veilgrid macro macros/Regrid_One_Series.ijm sample-scans/ct-skull,out"})
final class MacroCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE.ijm", description = "The macro.")
    private Path macro;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ARGUMENT", defaultValue = "",
            description = "What the macro's getArgument() returns.")
    private String argument;

    @Override
    public Integer call() throws Exception {
        HeadlessMacro.run(macro, argument);
        return 0;
    }
}
