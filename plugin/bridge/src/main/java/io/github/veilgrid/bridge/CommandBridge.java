package io.github.veilgrid.bridge;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleService;

/** One menu entry of plain ImageJ: runs the SciJava command whose class name is the argument. */
public final class CommandBridge implements PlugIn {

    private static final int NEEDED_JAVA = 17;

    private static Context context;
    private static volatile BridgeFailure failure;

    @Override
    public void run(String className) {
        String options = Macro.getOptions();
        if (javaVersion() < NEEDED_JAVA) {
            fail("Veilgrid needs Java 17 or later, and this ImageJ runs on Java " + javaVersion()
                    + ": use Fiji-Latest, or start ImageJ with a newer Java.", options);
            return;
        }
        try {
            Module module = module(className);
            module.initialize();
            List<CommandInput> inputs = CommandInput.of(module);
            if (options != null) {
                MacroOptions.fill(module, inputs, options);
            } else if (!InputDialog.fill(module, inputs)) {
                return;
            }
            context().service(ModuleService.class).run(module, true).get();
            if (module instanceof Cancelable && ((Cancelable) module).isCanceled()) {
                fail(((Cancelable) module).getCancelReason(), options);
                return;
            }
            show(module.getOutputs());
        } catch (ExecutionException e) {
            fail("Something unforeseen went wrong: " + e.getCause(), options);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ModuleException | IllegalArgumentException e) {
            fail(e.getMessage(), options);
        }
    }

    private static int javaVersion() {
        String version = System.getProperty("java.specification.version", "1.8");
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    }

    private static Module module(String className) throws ModuleException {
        CommandInfo info = context().service(CommandService.class).getCommand(className);
        if (info == null) {
            throw new ModuleException("Veilgrid is not completely installed: " + className
                    + " is missing. Put all jars of the Veilgrid zip into plugins/.");
        }
        return context().service(ModuleService.class).createModule(info);
    }

    /** SciJava looks for its plugins through the thread's class loader: here, the one that knows ImageJ's plugins. */
    private static synchronized Context context() {
        if (context == null) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(CommandBridge.class.getClassLoader());
            try {
                context = new Context(CommandService.class, ModuleService.class);
                // What fails is shown here; SciJava need not log it as well.
                context.service(LogService.class).setLevel(LogLevel.NONE);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
        return context;
    }

    private static void show(Map<String, Object> outputs) {
        for (Object output : outputs.values()) {
            if (output instanceof ImagePlus) {
                ((ImagePlus) output).show();
            }
        }
    }

    /** The first failure of this process, or null: a macro that ImageJ aborts returns nothing that would tell. */
    public static BridgeFailure firstFailure() {
        return failure;
    }

    /** A dialog where there is a display; a macro ends here either way, and its runner is told. */
    private static synchronized void fail(String sentence, String options) {
        if (failure == null) {
            Interpreter macro = Interpreter.getInstance();
            failure = new BridgeFailure(sentence, macro == null ? 0 : macro.getLineNumber());
        }
        if (!GraphicsEnvironment.isHeadless() && sentence != null && !sentence.isEmpty()) {
            IJ.error("Veilgrid", sentence);
        }
        if (options != null) {
            Interpreter.abort();
        }
    }
}
