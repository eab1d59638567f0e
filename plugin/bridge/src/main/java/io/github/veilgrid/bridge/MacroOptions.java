package io.github.veilgrid.bridge;

import ij.Macro;
import ij.WindowManager;
import java.util.List;
import org.scijava.module.Module;

/** Fills a command from the options of a macro's {@code run(...)}; builds no dialog. */
final class MacroOptions {

    private MacroOptions() {
    }

    static void fill(Module module, List<CommandInput> inputs, String options) {
        for (CommandInput input : inputs) {
            if (input.isMessage()) {
                continue;
            }
            if (input.isImage()) {
                input.setImage(module, WindowManager.getCurrentImage());
            } else {
                input.set(module, Macro.getValue(options, input.name(), input.current(module)));
            }
        }
    }
}
