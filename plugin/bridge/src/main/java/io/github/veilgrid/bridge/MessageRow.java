package io.github.veilgrid.bridge;

import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;
import java.util.ArrayList;
import java.util.List;
import org.scijava.module.Module;

/** One message of a command in a dialog; it changes while the dialog is open. */
final class MessageRow {

    private static final int WIDTH = 86;
    /** Room for the usual number of lines, so that the dialog does not jump when the figures come. */
    private static final String ONE_LINE = " \n";
    private static final String THREE_LINES = " \n \n ";

    private final CommandInput message;
    private final MultiLineLabel label;
    private final String title;
    private final int lines;
    private String shown = "";

    private MessageRow(CommandInput message, MultiLineLabel label, String title, int lines) {
        this.message = message;
        this.label = label;
        this.title = title;
        this.lines = lines;
    }

    /** Advice on the field above, in grey. */
    static MessageRow advice(GenericDialog dialog, CommandInput message) {
        dialog.setInsets(0, InputRow.INDENT, 0);
        dialog.addMessage(ONE_LINE, null, InputRow.GREY);
        return new MessageRow(message, (MultiLineLabel) dialog.getMessage(), "", 1);
    }

    /** What the command has to say of all fields. */
    static MessageRow report(GenericDialog dialog, CommandInput message) {
        dialog.addMessage(THREE_LINES);
        return new MessageRow(message, (MultiLineLabel) dialog.getMessage(),
                message.label().isEmpty() ? "" : message.label() + ": ", 3);
    }

    /** Shows what the command says now; returns whether that is something else than before. */
    boolean refresh(Module module) {
        String now = message.current(module);
        if (now.equals(shown)) {
            return false;
        }
        shown = now;
        label.setText(wrapped(title + now));
        label.invalidate();
        return true;
    }

    /** Breaks lines between words; ImageJ's labels do not. */
    private String wrapped(String text) {
        List<String> broken = new ArrayList<>();
        for (String line : text.split("\n")) {
            StringBuilder part = new StringBuilder();
            for (String word : line.split(" ")) {
                if (part.length() > 0 && part.length() + 1 + word.length() > WIDTH) {
                    broken.add(part.toString());
                    part.setLength(0);
                }
                part.append(part.length() > 0 ? " " : "").append(word);
            }
            broken.add(part.toString());
        }
        while (broken.size() < lines) {
            broken.add(" ");
        }
        return String.join("\n", broken);
    }
}
