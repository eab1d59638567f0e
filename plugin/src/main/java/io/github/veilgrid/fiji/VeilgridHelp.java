package io.github.veilgrid.fiji;

import ij.IJ;
import ij.text.TextWindow;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Veilgrid Help */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Veilgrid Help", headless = true,
        description = "Says what the commands do and what they protect")
public final class VeilgridHelp extends VeilgridCommand {

    private static final int WIDTH = 940;
    private static final int HEIGHT = 720;
    private static final int FONT = 12;

    @Parameter(type = ItemIO.OUTPUT, label = "Veilgrid help")
    private String help;

    @Override
    public void run() {
        work((progress, cancellation) -> {
            try (InputStream in = VeilgridHelp.class.getResourceAsStream("help.txt")) {
                help = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new JobFailure(Kind.UNEXPECTED, "The help text is missing: install Veilgrid again.", e);
            }
            if (IJ.getInstance() == null) {
                tell(List.of(help));
            } else {
                TextWindow window = new TextWindow("Veilgrid Help", help, WIDTH, HEIGHT);
                // Its columns are made of blanks.
                window.getTextPanel().setFont(new Font(Font.MONOSPACED, Font.PLAIN, FONT), false);
            }
        });
    }
}
