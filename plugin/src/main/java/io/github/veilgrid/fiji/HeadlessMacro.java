package io.github.veilgrid.fiji;

import ij.IJ;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.bridge.BridgeFailure;
import io.github.veilgrid.bridge.CommandBridge;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import net.imagej.patcher.LegacyEnvironment;

/**
 * Runs an ImageJ macro without a display and tells truly whether it went well. ImageJ itself cannot: without a display
 * it does not know its menu commands, and it ends with 0 whatever happened. ij1-patcher changes ImageJ's classes before
 * they are loaded, so this works once per process, and only before any other use of ImageJ.
 */
public final class HeadlessMacro {

    /** What ImageJ returns for a macro that ended with an error. */
    private static final String ABORTED = "[aborted]";

    private HeadlessMacro() {
    }

    /**
     * @param macro the macro's file
     * @param argument what the macro's {@code getArgument()} returns
     * @throws JobFailure if the macro cannot be read, or ended with an error (which is on standard error)
     */
    public static void run(Path macro, String argument) throws JobFailure {
        String code = read(macro);
        String result;
        try {
            LegacyEnvironment environment = new LegacyEnvironment(HeadlessMacro.class.getClassLoader(), true);
            environment.disableIJ1PluginDirs();
            // Both load classes by addresses that are not escaped: a % in the path would break them.
            environment.disableInitializer();
            environment.noPluginClassLoader();
            environment.addPluginClasspath(HeadlessMacro.class.getClassLoader());
            environment.newImageJ1(true);
            result = Patched.run(code, argument);
        } catch (ClassNotFoundException e) {
            throw new JobFailure(Kind.UNEXPECTED, "ImageJ is missing: build Veilgrid again.", e);
        }
        BridgeFailure failure = CommandBridge.firstFailure();
        if (failure != null) {
            throw new JobFailure(kind(), macro + " stopped in line " + failure.line() + ": " + failure.sentence());
        }
        if (ABORTED.equals(result)) {
            throw new JobFailure(Kind.UNEXPECTED, macro + " stopped with an error of its own, which is shown above.");
        }
    }

    /** A failure that no command saw comes of options that make no sense to it. */
    private static Kind kind() {
        return VeilgridCommand.firstFailure().map(JobFailure::kind).orElse(Kind.USAGE);
    }

    /** ImageJ itself saves and reads macros in Latin-1: what is not UTF-8 is taken as that. */
    private static String read(Path macro) throws JobFailure {
        try {
            byte[] bytes = Files.readAllBytes(macro);
            try {
                String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            } catch (CharacterCodingException notUtf8) {
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
        } catch (NoSuchFileException e) {
            throw new JobFailure(Kind.INPUT, macro + " does not exist: check the path.", e);
        } catch (IOException e) {
            throw new JobFailure(Kind.INPUT, macro + " cannot be read: check the path and its permissions.", e);
        }
    }

    /** A class of its own, so that ImageJ's classes are first loaded after they were patched. */
    private static final class Patched {
        static String run(String code, String argument) {
            return IJ.runMacro(code, argument);
        }
    }
}
