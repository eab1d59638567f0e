package io.github.veilgrid.display;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.plugin.frame.Recorder;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/**
 * A user at plain ImageJ: opens the dialogs, types, presses Enter, and takes pictures. Runs in a process of its own, on a
 * virtual display, with Veilgrid only in ImageJ's plugins folder. Ends with 0 if everything was as it should be.
 */
public final class WindowsDriver {

    private static final int SECONDS = 90;
    private static final int SETTLE_MILLIS = 700;
    private static final int TRIES = 20;
    private static final int CORNER = 60;

    private final Robot robot = new Robot();
    private final Path series;
    private final Path work;
    private final Path pictures;

    private WindowsDriver(String[] arguments) throws Exception {
        series = Path.of(arguments[0]);
        work = Path.of(arguments[1]);
        pictures = Path.of(arguments[2]);
    }

    public static void main(String[] arguments) {
        try {
            new WindowsDriver(arguments).go();
            System.exit(0);
        } catch (Exception | AssertionError e) {
            System.err.println("windows: " + e);
            for (StackTraceElement element : e.getStackTrace()) {
                System.err.println("  " + element);
            }
            System.exit(1);
        }
    }

    private void go() throws Exception {
        new ImageJ(ImageJ.STANDALONE);
        require(Menus.getCommands().containsKey("Regrid DICOM Series..."), "the menu has the command");
        Recorder recorder = new Recorder();
        regrid();
        Thread.sleep(SETTLE_MILLIS);
        String recorded = recorder.getText();
        require(recorded.contains("run(\"Regrid DICOM Series...\", \"input=") && recorded.contains("spacing=1.5,1.5,1.5")
                && !recorded.contains("openSequence"), "the recorder wrote: " + recorded);
        replay(recorded);
        keyIsNotRecorded(recorder);
        compare();
        refusal();
        cancel();
    }

    private void regrid() throws Exception {
        Dialog dialog = dialog("Regrid DICOM Series...", "Regrid DICOM Series");
        List<TextField> fields = fields(dialog);
        fields.get(0).setText(series.toString());
        fields.get(1).setText("1.5,1.5,1.5");
        fields.get(fields.size() - 1).setText(work.resolve("out").toString());
        capture(dialog, "dialog");
        press(dialog, KeyEvent.VK_ENTER);
        ImagePlus image = wait("the result opens", () -> WindowManager.getCurrentImage());
        require(image.getTitle().equals("out") && image.getCalibration().pixelDepth == 1.5, "it is the result");
        capture(image.getWindow(), "result");
        image.close();
    }

    private void replay(String recorded) throws Exception {
        String line = recorded.lines().filter(text -> text.startsWith("run(\"Regrid")).findFirst().orElseThrow();
        IJ.runMacro(line.replace(work.resolve("out").toString(), work.resolve("again").toString()));
        require(Files.isDirectory(work.resolve("again")), "the recorded line replays");
        WindowManager.getCurrentImage().close();
    }

    private void keyIsNotRecorded(Recorder recorder) throws Exception {
        Dialog dialog = dialog("Generate Veilgrid Key...", "Generate Veilgrid Key");
        List<TextField> fields = fields(dialog);
        require(fields.get(1).getEchoChar() != 0, "passphrases show as stars");
        fields.get(0).setText(work.resolve("owner.key").toString());
        fields.get(1).setText("geheim");
        fields.get(2).setText("geheim");
        capture(dialog, "key");
        press(dialog, KeyEvent.VK_ENTER);
        wait("the key is there", () -> Files.exists(work.resolve("owner.key")) ? true : null);
        Thread.sleep(SETTLE_MILLIS);
        require(!recorder.getText().contains("geheim"), "a passphrase is never recorded");
    }

    private void compare() throws Exception {
        IJ.run("Compare Regridded...", "input=[" + series + "] regridded=[" + work.resolve("out") + "]");
        ImagePlus image = WindowManager.getCurrentImage();
        require(image != null && image.getTitle().startsWith("Comparison"), "the comparison opens");
        capture(image.getWindow(), "compare");
        image.close();
    }

    private void refusal() throws Exception {
        Thread run = start("Regrid DICOM Series...", "input=[" + work.resolve("none") + "] output=["
                + work.resolve("refused") + "]");
        Dialog dialog = wait("the refusal shows", () -> open("Veilgrid"));
        capture(dialog, "refusal");
        press(dialog, KeyEvent.VK_ENTER);
        run.join(SECONDS * 1000L);
        require(!Files.exists(work.resolve("refused")), "nothing is left behind");
    }

    private void cancel() throws Exception {
        Thread run = start("Regrid DICOM Series...", "input=[" + series + "] spacing=0.3 output=["
                + work.resolve("cancelled") + "]");
        wait("the job is under way", () -> leftovers() > 0 ? true : null);
        Thread.sleep(SETTLE_MILLIS);
        capture(IJ.getInstance(), "progress");
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        long asked = System.nanoTime();
        Dialog dialog = wait("it says so", () -> open("Veilgrid"));
        double seconds = (System.nanoTime() - asked) / 1e9;
        require(seconds < 3, "Esc took " + seconds + " s");
        press(dialog, KeyEvent.VK_ENTER);
        run.join(SECONDS * 1000L);
        require(leftovers() == 0 && !Files.exists(work.resolve("cancelled")), "nothing is left behind");
    }

    private long leftovers() {
        File[] hidden = work.toFile().listFiles((folder, name) -> name.startsWith("."));
        return hidden == null ? 0 : hidden.length;
    }

    private static Thread start(String command, String options) {
        Thread thread = new Thread(() -> IJ.run(command, options), "Run$_driver");
        thread.start();
        return thread;
    }

    private Dialog dialog(String command, String title) throws Exception {
        new Thread(() -> IJ.doCommand(command)).start();
        return wait(title + " opens", () -> open(title));
    }

    private static Dialog open(String title) {
        for (Window window : Window.getWindows()) {
            if (window.isShowing() && window instanceof Dialog dialog && title.equals(dialog.getTitle())) {
                return dialog;
            }
        }
        return null;
    }

    private static List<TextField> fields(Container container) {
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
    private void press(Dialog dialog, int key) throws Exception {
        Component target = fields(dialog).isEmpty() ? buttonOf(dialog) : fields(dialog).get(0);
        java.awt.EventQueue.invokeAndWait(() -> {
            for (int id : new int[] {KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED}) {
                target.dispatchEvent(new KeyEvent(target, id, System.currentTimeMillis(), 0, key, '\n'));
            }
        });
    }

    private static Component buttonOf(Container container) {
        for (Component component : container.getComponents()) {
            if (component instanceof java.awt.Button) {
                return component;
            }
            if (component instanceof Container inner && buttonOf(inner) != null) {
                return buttonOf(inner);
            }
        }
        return null;
    }

    private void capture(Window window, String name) throws Exception {
        Window log = WindowManager.getWindow("Log");
        if (log != null) {
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

    private static <T> T wait(String what, Supplier<T> condition) throws Exception {
        for (int i = 0; i < SECONDS * 20; i++) {
            T value = condition.get();
            if (value != null) {
                return value;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not within " + SECONDS + " s: " + what);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("not so: " + what);
        }
    }
}
