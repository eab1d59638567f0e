package io.github.veilgrid.display;

import ij.IJ;
import ij.WindowManager;
import ij.gui.MultiLineLabel;
import java.awt.AWTException;
import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.swing.DebugGraphics;

/** Eyes and hands of a user at ImageJ: finds windows, presses keys, takes pictures. */
final class Screen {

    private static final int SECONDS = 90;
    private static final int SETTLE_MILLIS = 700;
    private static final int TRIES = 20;
    private static final int CORNER = 60;

    private final Robot robot = new Robot();
    private final Path pictures;

    Screen(Path pictures) throws AWTException {
        this.pictures = pictures;
    }

    Dialog dialog(String command, String title) throws Exception {
        new Thread(() -> IJ.doCommand(command)).start();
        return await(title + " opens", () -> open(title));
    }

    static Dialog open(String title) {
        for (Window window : Window.getWindows()) {
            if (window.isShowing() && window instanceof Dialog dialog && title.equals(dialog.getTitle())) {
                return dialog;
            }
        }
        return null;
    }

    static List<TextField> fields(Container container) {
        List<TextField> fields = new ArrayList<>();
        for (Component component : container.getComponents()) {
            if (component instanceof TextField field) {
                fields.add(field);
            } else if (component instanceof Container inner) {
                fields.addAll(fields(inner));
            }
        }
        return fields;
    }

    /** There is no window manager on the virtual display to give focus, so the key goes to the dialog itself. */
    void press(Dialog dialog, int key) throws Exception {
        Component target = fields(dialog).isEmpty() ? buttonOf(dialog) : fields(dialog).get(0);
        EventQueue.invokeAndWait(() -> {
            for (int id : new int[] {KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED}) {
                target.dispatchEvent(new KeyEvent(target, id, System.currentTimeMillis(), 0, key, '\n'));
            }
        });
    }

    /** What a dialog's labels of several lines say; AWT does not tell, but draws. */
    static String labels(Container container) {
        StringBuilder text = new StringBuilder();
        for (Component component : container.getComponents()) {
            if (component instanceof MultiLineLabel label) {
                text.append(drawn(label)).append('\n');
            }
        }
        return text.toString();
    }

    private static String drawn(MultiLineLabel label) {
        StringBuilder text = new StringBuilder();
        label.paint(new DebugGraphics(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics()) {
            @Override
            public void drawString(String line, int x, int y) {
                text.append(line).append('\n');
            }
        });
        return text.toString();
    }

    /** The first component of a kind. */
    static <T extends Component> T first(Container container, Class<T> kind) {
        for (Component component : container.getComponents()) {
            if (kind.isInstance(component)) {
                return kind.cast(component);
            }
        }
        throw new AssertionError("there is no " + kind.getSimpleName());
    }

    private static Component buttonOf(Container container) {
        for (Component component : container.getComponents()) {
            if (component instanceof Button) {
                return component;
            }
            if (component instanceof Container inner && buttonOf(inner) != null) {
                return buttonOf(inner);
            }
        }
        return null;
    }

    void capture(Window window, String name) throws Exception {
        Window log = WindowManager.getWindow("Log");
        if (log != null && log != window) {
            log.setVisible(false);
        }
        for (int tries = 0; tries < TRIES; tries++) {
            // Without a window manager Java may believe a window elsewhere than it is, until it is moved.
            window.setLocation(CORNER + tries, CORNER);
            window.toFront();
            Rectangle bounds = window.getBounds();
            Thread.sleep(SETTLE_MILLIS);
            robot.waitForIdle();
            if (bounds.isEmpty()) {
                continue;
            }
            BufferedImage picture = robot.createScreenCapture(bounds);
            if (bounds.equals(window.getBounds()) && isPainted(picture)) {
                ImageIO.write(picture, "png", pictures.resolve(name + ".png").toFile());
                return;
            }
        }
        throw new AssertionError(name + " was never painted: " + window);
    }

    private static boolean isPainted(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int i = 0; i < picture.getWidth() * picture.getHeight(); i++) {
            colours.add(picture.getRGB(i % picture.getWidth(), i / picture.getWidth()));
        }
        return colours.size() > 2;
    }

    static <T> T await(String what, Supplier<T> condition) throws Exception {
        for (int i = 0; i < SECONDS * 20; i++) {
            T value = condition.get();
            if (value != null) {
                return value;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not within " + SECONDS + " s: " + what);
    }

    static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("not so: " + what);
        }
    }
}
