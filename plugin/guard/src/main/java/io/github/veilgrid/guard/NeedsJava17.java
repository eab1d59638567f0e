package io.github.veilgrid.guard;

import org.scijava.command.ContextCommand;

/**
 * Stands in for every command where Java is too old: says what to do, in a dialog, or in the log where there is no
 * display.
 */
public final class NeedsJava17 extends ContextCommand {

    @Override
    public void run() {
        cancel("Veilgrid needs Java 17: use Fiji-Latest. (This Fiji runs on Java "
                + System.getProperty("java.specification.version") + ".)");
    }
}
