package io.github.veilgrid.guard;

import java.awt.GraphicsEnvironment;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;

/**
 * Stands in for every command where Java is too old: says what to do, in a dialog, or in the log where there is no
 * display.
 */
public final class NeedsJava17 extends ContextCommand {

    @Parameter(required = false)
    private LogService log;

    @Override
    public void run() {
        String sentence = "Veilgrid needs Java 17: use Fiji-Latest. (This Fiji runs on Java "
                + System.getProperty("java.specification.version") + ".)";
        if (GraphicsEnvironment.isHeadless() && log != null) {
            log.error(sentence);
        }
        cancel(sentence);
    }
}
