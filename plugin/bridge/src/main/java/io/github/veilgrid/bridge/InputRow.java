package io.github.veilgrid.bridge;

import ij.gui.GenericDialog;
import java.awt.Choice;
import java.awt.Color;
import java.awt.Component;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One input in a dialog: label, field, and what it is for. */
final class InputRow {

    static final Color GREY = new Color(0x60, 0x60, 0x60);
    /** Pixels left of and below a description, which belongs to the field above it. */
    static final int INDENT = 20;
    static final int GAP = 8;

    private static final int COLUMNS = 28;
    private static final int NUMBER_COLUMNS = 8;

    private final CommandInput input;
    private final Component field;
    private final List<Component> components;
    private final Component description;

    private InputRow(CommandInput input, Component field, List<Component> components, Component description) {
        this.input = input;
        this.field = field;
        this.components = components;
        this.description = description;
    }

    /** @param described whether to say what the field is for; not if advice follows */
    static InputRow add(GenericDialog dialog, CommandInput input, String value, boolean described) {
        int before = dialog.getComponentCount();
        Component field;
        if (!input.choices().isEmpty()) {
            dialog.addChoice(input.label(), input.choices().toArray(new String[0]), value);
            field = (Component) dialog.getChoices().lastElement();
        } else {
            addText(dialog, input, value);
            field = (Component) dialog.getStringFields().lastElement();
        }
        Component description = null;
        if (described && !input.description().isEmpty()) {
            dialog.setInsets(0, INDENT, GAP);
            dialog.addMessage(input.description(), null, GREY);
            description = dialog.getMessage();
        }
        Component[] all = dialog.getComponents();
        return new InputRow(input, field, new ArrayList<>(Arrays.asList(all).subList(before, all.length)), description);
    }

    private static void addText(GenericDialog dialog, CommandInput input, String value) {
        if (input.isFolder()) {
            dialog.addDirectoryField(input.label(), value, COLUMNS);
        } else if (input.isFile()) {
            dialog.addFileField(input.label(), value, COLUMNS);
        } else {
            dialog.addStringField(input.label(), value, input.isNumber() ? NUMBER_COLUMNS : COLUMNS);
            if (input.isPassword()) {
                ((TextField) dialog.getStringFields().lastElement()).setEchoChar('*');
            }
        }
    }

    CommandInput input() {
        return input;
    }

    String text() {
        if (field instanceof Choice) {
            return ((Choice) field).getSelectedItem();
        }
        String text = ((TextField) field).getText();
        return input.isPassword() ? text : text.trim();
    }

    void show(boolean visible) {
        components.forEach(component -> component.setVisible(visible));
    }

    /** Saves room where the screen has too little of it. */
    void hideDescription() {
        if (description != null) {
            description.setVisible(false);
        }
    }
}
