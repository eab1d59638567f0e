package io.github.veilgrid.install;

import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.module.Module;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleService;
import org.scijava.plugin.PluginService;

/** SciJava as Fiji starts it, without a display: lists the Veilgrid menu, then runs one entry with {@code key=value}s. */
public final class FijiLike {

    private FijiLike() {
    }

    public static void main(String[] arguments) throws Exception {
        // The JVM itself sets this property: a flag cannot pretend to be an older Java.
        System.setProperty("java.specification.version",
                System.getProperty("pretended.java", System.getProperty("java.specification.version")));
        Context context = new Context();
        ModuleService modules = context.service(ModuleService.class);
        for (ModuleInfo info : modules.getModules()) {
            String menu = info.getMenuPath().getMenuString(false);
            if (menu.startsWith("Plugins > Veilgrid")) {
                System.out.println("menu " + info.getMenuPath().getLeaf().getName() + " = "
                        + info.getDelegateClassName());
            }
        }
        context.service(PluginService.class).getPlugins().stream()
                .filter(info -> info.getClassName().startsWith("io.github.veilgrid."))
                .forEach(info -> System.out.println("plugin " + info.getClassName()));
        ModuleInfo chosen = modules.getModules().stream()
                .filter(info -> info.getMenuPath().getLeaf() != null
                        && info.getMenuPath().getLeaf().getName().equals(arguments[0])).findFirst().orElseThrow();
        Object[] inputs = new Object[2 * (arguments.length - 1)];
        for (int i = 1; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            inputs[2 * i - 2] = pair[0];
            inputs[2 * i - 1] = pair[1];
        }
        Module module = modules.run(chosen, true, inputs).get();
        if (module instanceof Cancelable cancelable && cancelable.isCanceled()) {
            System.out.println("cancelled: " + cancelable.getCancelReason());
        }
        module.getOutputs().forEach((name, value) -> System.out.println("output " + name + ": " + value));
        context.dispose();
        System.exit(0);
    }
}
