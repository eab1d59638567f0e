package io.github.veilgrid.bridge;

import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import java.awt.AWTEvent;
import java.awt.Checkbox;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import javax.swing.Timer;
import org.scijava.module.Module;

/**
 * Asks for a command's inputs in ImageJ's own dialog, and records them as the macro line that replays. What is seldom
 * needed appears on demand. The command sees every change and may answer in its messages, at once or later.
 */
final class InputDialog {

    private static final int LOOK_MILLIS = 150;

    private final Module module;
    private final GenericDialog dialog;
    private final List<InputRow> rows = new ArrayList<>();
    private final List<MessageRow> messages = new ArrayList<>();
    private Checkbox more;

    private InputDialog(Module module) {
        this.module = module;
        this.dialog = new GenericDialog(module.getInfo().getTitle().replace("...", ""));
    }

    /** @return whether the user said OK */
    static boolean fill(Module module, List<CommandInput> inputs) {
        boolean asks = false;
        for (CommandInput input : inputs) {
            if (input.isImage()) {
                input.setImage(module, WindowManager.getCurrentImage());
            } else {
                asks |= !input.isMessage();
            }
        }
        return !asks || new InputDialog(module).ask(inputs);
    }

    private boolean ask(List<CommandInput> inputs) {
        addRows(inputs, false);
        if (inputs.stream().anyMatch(CommandInput::isSeldom)) {
            dialog.addCheckbox("More options", false);
            more = (Checkbox) dialog.getCheckboxes().lastElement();
            addRows(inputs, true);
        }
        for (CommandInput input : inputs) {
            if (input.isMessage() && !input.isAdvice()) {
                messages.add(MessageRow.report(dialog, input));
            }
        }
        rows.forEach(row -> row.show(!row.input().isSeldom()));
        if (!show()) {
            module.cancel();
            return false;
        }
        for (InputRow row : rows) {
            row.input().set(module, row.text());
            if (Recorder.record && !row.input().isPassword() && !row.text().isEmpty()) {
                Recorder.recordOption(row.input().name(), row.text());
            }
        }
        return true;
    }

    private void addRows(List<CommandInput> inputs, boolean seldom) {
        for (int i = 0; i < inputs.size(); i++) {
            CommandInput input = inputs.get(i);
            if (input.isImage() || input.isMessage() || input.isSeldom() != seldom) {
                continue;
            }
            boolean advised = i + 1 < inputs.size() && inputs.get(i + 1).isAdvice();
            rows.add(InputRow.add(dialog, input, input.current(module), !advised));
            if (advised) {
                messages.add(MessageRow.advice(dialog, inputs.get(i + 1)));
            }
        }
    }

    /** ImageJ would record under the labels' first words; the commands' own names are recorded afterwards instead. */
    private boolean show() {
        Timer look = new Timer(LOOK_MILLIS, event -> refresh());
        boolean recording = Recorder.record;
        Recorder.record = false;
        try {
            if (!messages.isEmpty()) {
                dialog.addDialogListener((same, event) -> changed(event));
                changed(null);
                look.start();
            }
            dialog.showDialog();
            return dialog.wasOKed();
        } finally {
            look.stop();
            Recorder.record = recording;
        }
    }

    private boolean changed(AWTEvent event) {
        if (event != null && event.getSource() == more) {
            rows.stream().filter(row -> row.input().isSeldom()).forEach(row -> row.show(more.getState()));
            fit();
        }
        if (dialog.wasOKed() || dialog.wasCanceled()) {
            return true;
        }
        rows.forEach(row -> row.input().offer(module, row.text()));
        module.preview();
        refresh();
        return true;
    }

    /** Packs the dialog so that its buttons stay on the screen, whatever ImageJ's GUI scale. */
    private void fit() {
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        if (dialog.getPreferredSize().height > screen.height) {
            rows.forEach(InputRow::hideDescription);
        }
        dialog.pack();
        int lowest = screen.y + screen.height - dialog.getHeight();
        if (dialog.getY() > lowest) {
            dialog.setLocation(dialog.getX(), Math.max(screen.y, lowest));
        }
    }

    private void refresh() {
        boolean changed = false;
        for (MessageRow message : messages) {
            changed |= message.refresh(module);
        }
        if (changed && dialog.isShowing()) {
            Dimension wanted = dialog.getPreferredSize();
            if (wanted.width > dialog.getWidth() || wanted.height > dialog.getHeight()) {
                fit();
            }
        }
    }
}
