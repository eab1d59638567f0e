package io.github.veilgrid.bridge;

import ij.ImagePlus;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

/**
 * One input of a command: a text, a choice, a number, a file or folder, the active image, or a message, which the command
 * itself fills.
 */
final class CommandInput {

    private final ModuleItem<?> item;

    private CommandInput(ModuleItem<?> item) {
        this.item = item;
    }

    /** Inputs and messages, in the order of the command; what has its value already is left out. */
    static List<CommandInput> of(Module module) {
        List<CommandInput> inputs = new ArrayList<>();
        for (ModuleItem<?> item : module.getInfo().inputs()) {
            Class<?> type = item.getType();
            boolean filled = type == String.class || type == File.class || Number.class.isAssignableFrom(boxed(type))
                    || type == ImagePlus.class;
            if (filled && !module.isInputResolved(item.getName())) {
                inputs.add(new CommandInput(item));
            }
        }
        return inputs;
    }

    private static Class<?> boxed(Class<?> type) {
        if (type == double.class) {
            return Double.class;
        }
        return type == int.class ? Integer.class : type;
    }

    String name() {
        return item.getName();
    }

    String label() {
        return item.getLabel() == null || item.getLabel().isEmpty() && !isMessage() ? name() : item.getLabel();
    }

    String description() {
        return item.getDescription() == null ? "" : item.getDescription();
    }

    List<String> choices() {
        List<String> choices = new ArrayList<>();
        if (item.getChoices() != null) {
            item.getChoices().forEach(choice -> choices.add(choice.toString()));
        }
        return choices;
    }

    /** Whether the command speaks here, and the user does not. */
    boolean isMessage() {
        return item.getVisibility() == ItemVisibility.MESSAGE;
    }

    /** Whether a message is about the input before it. */
    boolean isAdvice() {
        return isMessage() && hasStyle("advice");
    }

    /** Whether most users leave this input alone. */
    boolean isSeldom() {
        return hasStyle("seldom");
    }

    boolean required() {
        return item.isRequired();
    }

    boolean isImage() {
        return item.getType() == ImagePlus.class;
    }

    boolean isNumber() {
        return Number.class.isAssignableFrom(boxed(item.getType()));
    }

    boolean isFile() {
        return item.getType() == File.class;
    }

    boolean isFolder() {
        return isFile() && hasStyle("directory");
    }

    boolean isPassword() {
        return hasStyle("password");
    }

    private boolean hasStyle(String style) {
        return item.getWidgetStyle() != null && item.getWidgetStyle().contains(style);
    }

    /** The value that the command has now, as text. */
    String current(Module module) {
        Object value = module.getInput(name());
        return value == null ? "" : value.toString();
    }

    /** Lets the command see a value that the user may still change; what is no value is passed over. */
    void offer(Module module, String text) {
        try {
            if (!text.isEmpty()) {
                module.setInput(name(), value(text));
            } else if (isFile()) {
                module.setInput(name(), null);
            }
        } catch (IllegalArgumentException notYet) {
            // Half a number, say: OK will ask for the rest.
        }
    }

    /** Gives the command its value. */
    void set(Module module, String text) {
        if (text.isEmpty() && !isPassword() && (isFile() || isNumber())) {
            if (required()) {
                throw new IllegalArgumentException(label() + " is missing (" + name() + "=...).");
            }
            module.resolveInput(name());
            return;
        }
        module.setInput(name(), value(text));
        module.resolveInput(name());
    }

    private Object value(String text) {
        if (isFile()) {
            return new File(text);
        }
        if (isNumber()) {
            try {
                double number = Double.parseDouble(text);
                return boxed(item.getType()) == Integer.class ? (Object) (int) number : (Object) number;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(label() + ": '" + text + "' is not a number.");
            }
        }
        if (!choices().isEmpty() && !choices().contains(text)) {
            throw new IllegalArgumentException(label() + ": '" + text + "' is none of "
                    + String.join(", ", choices()) + ".");
        }
        return text;
    }

    void setImage(Module module, ImagePlus image) {
        if (image == null) {
            throw new IllegalArgumentException("There is no image open.");
        }
        module.setInput(name(), image);
        module.resolveInput(name());
    }
}
