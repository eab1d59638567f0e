package io.github.veilgrid.fiji;

import java.util.HashMap;
import java.util.Map;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.command.DynamicCommand;
import org.scijava.module.ModuleService;

/** Runs commands as Fiji does without a display. */
final class Commands implements AutoCloseable {

    private final Context context = new Context(CommandService.class);

    DynamicCommand run(Class<? extends Command> command, Object... namesAndValues) throws Exception {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            inputs.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        ModuleService modules = context.service(ModuleService.class);
        CommandInfo info = context.service(CommandService.class).getCommand(command);
        return (DynamicCommand) modules.run(info, true, inputs).get();
    }

    /** A command whose dialog is open: nothing is run. */
    DynamicCommand open(Class<? extends Command> command) {
        ModuleService modules = context.service(ModuleService.class);
        return (DynamicCommand) modules.createModule(context.service(CommandService.class).getCommand(command));
    }

    @Override
    public void close() {
        context.dispose();
    }
}
