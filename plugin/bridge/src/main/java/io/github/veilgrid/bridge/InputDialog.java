package io.github.veilgrid.bridge;

import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import java.awt.Color;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.List;
import org.scijava.module.Module;

/** Asks for a command's inputs in ImageJ's own dialog, and records them as the macro line that replays. */
final class InputDialog {

    private static final Color GREY = new Color(0x60, 0x60, 0x60);
    private static final int COLUMNS = 28;
    /** Pixels left of and below a description, which belongs to the field above it. */
    private static final int INDENT = 20;
    private static final int GAP = 8;

    private InputDialog() {
    }

    /** @return whether the user said OK */
    static boolean fill(Module module, List<CommandInput> inputs) {
        List<CommandInput> asked = new ArrayList<>();
        String title = module.getInfo().getTitle().replace("...", "");
        GenericDialog dialog = new GenericDialog(title);
        for (CommandInput input : inputs) {
            if (input.isImage()) {
                input.setImage(module, WindowManager.getCurrentImage());
            } else {
                add(dialog, input, input.initial(module));
                asked.add(input);
            }
        }
        List<String> texts = ask(dialog, asked);
        if (texts == null) {
            return false;
        }
        for (int i = 0; i < asked.size(); i++) {
            CommandInput input = asked.get(i);
            input.set(module, texts.get(i));
            if (Recorder.record && !input.isPassword() && !texts.get(i).isEmpty()) {
                Recorder.recordOption(input.name(), texts.get(i));
            }
        }
        return true;
    }

    private static void add(GenericDialog dialog, CommandInput input, String initial) {
        if (!input.choices().isEmpty()) {
            dialog.addChoice(input.label(), input.choices().toArray(new String[0]), initial);
        } else if (input.isFolder()) {
            dialog.addDirectoryField(input.label(), initial, COLUMNS);
        } else if (input.isFile()) {
            dialog.addFileField(input.label(), initial, COLUMNS);
        } else {
            dialog.addStringField(input.label(), initial, input.isNumber() ? 8 : COLUMNS);
            if (input.isPassword()) {
                TextField field = (TextField) dialog.getStringFields().lastElement();
                field.setEchoChar('*');
            }
        }
        if (!input.description().isEmpty()) {
            dialog.setInsets(0, INDENT, GAP);
            dialog.addMessage(input.description(), null, GREY);
        }
    }

    /**
     * ImageJ would record under the labels' first words; the commands' own names are recorded instead.
     *
     * @return what was filled in, or null if the user cancelled
     */
    private static List<String> ask(GenericDialog dialog, List<CommandInput> asked) {
        boolean recording = Recorder.record;
        Recorder.record = false;
        try {
            if (!asked.isEmpty()) {
                dialog.showDialog();
            }
            if (dialog.wasCanceled()) {
                return null;
            }
            List<String> texts = new ArrayList<>();
            for (CommandInput input : asked) {
                texts.add(input.choices().isEmpty() ? dialog.getNextString() : dialog.getNextChoice());
            }
            return texts;
        } finally {
            Recorder.record = recording;
        }
    }
}
