package io.github.veilgrid.fiji;

import java.awt.BorderLayout;
import java.awt.Window;
import java.awt.event.HierarchyEvent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.InputWidget;
import org.scijava.widget.MessageWidget;
import org.scijava.widget.WidgetModel;

/**
 * A message in Fiji's dialogs that follows its value while the dialog is open. SciJava's own message changes only when
 * the user changes an input; the plan's figures come later, from another thread.
 */
@Plugin(type = InputWidget.class, priority = Priority.EXTREMELY_HIGH)
public final class LiveMessageWidget extends AbstractInputWidget<String, JPanel> implements MessageWidget<JPanel> {

    private static final int LOOK_MILLIS = 150;
    private static final int COLUMNS = 46;

    private final JPanel panel = new JPanel(new BorderLayout());
    private final JTextArea text = new JTextArea();
    private final Timer look = new Timer(LOOK_MILLIS, event -> refreshWidget());

    @Override
    public boolean supports(WidgetModel model) {
        return model.isMessage() && model.getModule().getDelegateObject() instanceof VeilgridCommand
                && super.supports(model);
    }

    @Override
    public void set(WidgetModel model) {
        super.set(model);
        text.setEditable(false);
        text.setFocusable(false);
        text.setOpaque(false);
        text.setLineWrap(true);
        text.setWrapStyleWord(true);
        text.setColumns(COLUMNS);
        text.setFont(new JLabel().getFont());
        text.getAccessibleContext().setAccessibleName(model.getItem().getDescription());
        panel.add(text);
        panel.addHierarchyListener(event -> {
            if ((event.getChangeFlags() & HierarchyEvent.SHOWING_CHANGED) != 0) {
                follow(panel.isShowing());
            }
        });
        refreshWidget();
    }

    private void follow(boolean showing) {
        if (showing) {
            look.start();
        } else {
            look.stop();
        }
    }

    @Override
    public void refreshWidget() {
        String now = get().getText();
        if (now.equals(text.getText())) {
            return;
        }
        text.setText(now);
        Window window = SwingUtilities.getWindowAncestor(panel);
        if (window != null && window.getPreferredSize().height > window.getHeight()) {
            window.pack();
        }
    }

    @Override
    public String getValue() {
        return null;
    }

    @Override
    public boolean isLabeled() {
        String label = get().getItem().getLabel();
        return label != null && !label.isEmpty();
    }

    @Override
    public boolean isMessage() {
        return true;
    }

    @Override
    public JPanel getComponent() {
        return panel;
    }

    @Override
    public Class<JPanel> getComponentType() {
        return JPanel.class;
    }
}
