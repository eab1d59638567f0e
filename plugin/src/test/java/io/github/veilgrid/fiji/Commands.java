package io.github.veilgrid.fiji;

import java.util.HashMap;
import java.util.Map;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** Runs commands as Fiji does without a display. */
final class Commands implements AutoCloseable {

    private final Context context = new Context(CommandService.class);

    CommandModule run(Class<? extends Command> command, Object... namesAndValues) throws Exception {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            inputs.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return context.service(CommandService.class).run(command, true, inputs).get();
    }

    @Override
    public void close() {
        context.dispose();
    }
}
