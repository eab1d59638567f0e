package io.github.veilgrid.guard;

import java.util.ArrayList;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/**
 * Starts with SciJava, before any command is chosen. On a Java that is too old it puts {@link NeedsJava17} behind every
 * Veilgrid menu entry and takes away what else those commands bring; no class of theirs is loaded for that.
 */
@Plugin(type = Service.class)
public final class OldJavaGuard extends AbstractService implements SciJavaService {

    static final int NEEDED_JAVA = 17;

    private static final String COMMANDS = "io.github.veilgrid.fiji.";

    @Parameter
    private PluginService plugins;

    @Override
    public void initialize() {
        if (version(System.getProperty("java.specification.version", "1.8")) >= NEEDED_JAVA) {
            return;
        }
        for (PluginInfo<?> info : new ArrayList<>(plugins.getPlugins())) {
            if (info.getClassName().startsWith(COMMANDS)) {
                plugins.removePlugin(info);
                if (info.getPluginType() == Command.class) {
                    plugins.addPlugin(new PluginInfo<>(NeedsJava17.class.getName(), Command.class, info.getAnnotation(),
                            getClass().getClassLoader()));
                }
            }
        }
    }

    /** 8 of {@code 1.8}, 21 of {@code 21}. */
    static int version(String specification) {
        return Integer.parseInt(specification.startsWith("1.") ? specification.substring(2) : specification);
    }
}
