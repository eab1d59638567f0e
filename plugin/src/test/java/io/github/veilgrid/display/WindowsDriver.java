package io.github.veilgrid.display;

import static io.github.veilgrid.display.Screen.await;
import static io.github.veilgrid.display.Screen.fields;
import static io.github.veilgrid.display.Screen.require;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.Prefs;
import ij.WindowManager;
import ij.plugin.frame.Recorder;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.event.ItemEvent;
import java.awt.event.KeyEvent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A user at plain ImageJ: opens the dialogs, types, presses Enter, and takes pictures. Runs in a process of its own, on a
 * virtual display, with Veilgrid only in ImageJ's plugins folder. Ends with 0 if everything was as it should be.
 */
public final class WindowsDriver {

    private static final int SECONDS = 90;
    private static final int SETTLE_MILLIS = 700;
    private static final int CANCELS = 4;
    private static final int SEED = 11;

    private final Screen screen;
    private final Path series;
    private final Path work;

    private WindowsDriver(String[] arguments) throws Exception {
        series = Path.of(arguments[0]);
        work = Path.of(arguments[1]);
        screen = new Screen(Path.of(arguments[2]));
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
                && recorded.contains("tolerance=0.4") && !recorded.contains("openSequence"),
                "the recorder wrote: " + recorded);
        replay(recorded);
        keyIsNotRecorded(recorder);
        activeImage();
        compare();
        refusal();
        cancel();
        Prefs.savePreferences();
    }

    private void regrid() throws Exception {
        Dialog dialog = screen.dialog("Regrid DICOM Series...", "Regrid DICOM Series");
        List<TextField> fields = fields(dialog);
        fields.get(0).setText(series.toString());
        fields.get(1).setText("1.5,1.5,1.5");
        // Shown in the guide, so no path of this machine.
        fields.get(3).setText("regridded");
        await("the plan shows", () -> Screen.labels(dialog).contains("MB up") ? true : null);
        String plan = Screen.labels(dialog);
        for (String figure : new String[] {"MB down", "s here", "at the remote party", "error at most", "HU"}) {
            require(plan.contains(figure), figure + " in " + plan);
        }
        screen.capture(dialog, "dialog");
        choose(dialog, "lanczos3");
        await("the interpolation explains itself", () -> Screen.labels(dialog).contains("Lanczos") ? true : null);
        choose(dialog, "linear");
        more(dialog);
        require(fields.get(5).isShowing() && fields.get(5).getText().equals("0.5"), "more options show");
        require(fields.get(6).isShowing() && fields.get(6).getText().startsWith("200"), "the network's speed shows");
        fields.get(5).setText("0.4");
        await("the plan follows",
                () -> Screen.labels(dialog).matches("(?s).*error at most 0\\.[0-3].*") ? true : null);
        screen.capture(dialog, "more");
        fields.get(3).setText(work.resolve("out").toString());
        screen.press(dialog, KeyEvent.VK_ENTER);
        ImagePlus image = await("the result opens", WindowManager::getCurrentImage);
        require(image.getTitle().equals("out") && image.getCalibration().pixelDepth == 1.5, "it is the result");
        screen.capture(image.getWindow(), "result");
        image.close();
    }

    private static void choose(Dialog dialog, String item) throws Exception {
        EventQueue.invokeAndWait(() -> {
            Choice choice = Screen.first(dialog, Choice.class);
            choice.select(item);
            choice.dispatchEvent(new ItemEvent(choice, ItemEvent.ITEM_STATE_CHANGED, item, ItemEvent.SELECTED));
        });
    }

    private static void more(Dialog dialog) throws Exception {
        EventQueue.invokeAndWait(() -> {
            Checkbox box = Screen.first(dialog, Checkbox.class);
            box.setState(true);
            box.dispatchEvent(new ItemEvent(box, ItemEvent.ITEM_STATE_CHANGED, box.getLabel(), ItemEvent.SELECTED));
        });
    }

    private void replay(String recorded) throws Exception {
        String line = recorded.lines().filter(text -> text.startsWith("run(\"Regrid")).findFirst().orElseThrow();
        IJ.runMacro(line.replace(work.resolve("out").toString(), work.resolve("again").toString()));
        require(Files.isDirectory(work.resolve("again")), "the recorded line replays");
        WindowManager.getCurrentImage().close();
    }

    private void keyIsNotRecorded(Recorder recorder) throws Exception {
        Dialog dialog = screen.dialog("Generate Veilgrid Key...", "Generate Veilgrid Key");
        List<TextField> fields = fields(dialog);
        require(fields.get(1).getEchoChar() != 0, "passphrases show as stars");
        fields.get(0).setText(work.resolve("owner.key").toString());
        fields.get(1).setText("geheim");
        fields.get(2).setText("geheim");
        screen.capture(dialog, "key");
        screen.press(dialog, KeyEvent.VK_ENTER);
        await("the key is there", () -> Files.exists(work.resolve("owner.key")) ? true : null);
        Thread.sleep(SETTLE_MILLIS);
        require(!recorder.getText().contains("geheim"), "a passphrase is never recorded");
    }

    private void activeImage() throws Exception {
        ImagePlus image = IJ.createImage("ramp", "16-bit ramp", 64, 48, 6);
        image.show();
        Dialog dialog = screen.dialog("Regrid Active Image...", "Regrid Active Image");
        await("the plan of the image shows", () -> Screen.labels(dialog).contains(" up, ") ? true : null);
        screen.press(dialog, KeyEvent.VK_ESCAPE);
        image.close();
    }

    private void compare() throws Exception {
        IJ.run("Compare Regridded...", "input=[" + series + "] regridded=[" + work.resolve("out") + "]");
        ImagePlus image = WindowManager.getCurrentImage();
        require(image != null && image.getTitle().startsWith("Comparison"), "the comparison opens");
        screen.capture(image.getWindow(), "compare");
        image.close();
    }

    private void refusal() throws Exception {
        Thread run = start("Regrid DICOM Series...", "input=[" + work.resolve("none") + "] output=["
                + work.resolve("refused") + "]");
        Dialog dialog = await("the refusal shows", () -> Screen.open("Veilgrid"));
        screen.capture(dialog, "refusal");
        screen.press(dialog, KeyEvent.VK_ENTER);
        run.join(SECONDS * 1000L);
        require(!Files.exists(work.resolve("refused")), "nothing is left behind");
    }

    /** Esc at moments of chance: within a second the command says that it stopped, and nothing is left. */
    private void cancel() throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < CANCELS; i++) {
            Thread run = start("Regrid DICOM Series...", "input=[" + series + "] spacing=0.2 output=["
                    + work.resolve("cancelled") + "]");
            if (i == 0) {
                await("the job is under way", () -> leftovers() > 0 ? true : null);
                await("the status tells stage and time left", () -> ImageJ.getStatusBarText().matches(
                        "Veilgrid: encrypting, .*, about \\d+ s left \\(Esc stops\\)") ? true : null);
                screen.capture(IJ.getInstance(), "progress");
            } else {
                Thread.sleep(random.nextInt(1500));
            }
            IJ.setKeyDown(KeyEvent.VK_ESCAPE);
            long asked = System.nanoTime();
            Dialog dialog = await("it says so", () -> Screen.open("Veilgrid"));
            double seconds = (System.nanoTime() - asked) / 1e9;
            require(seconds < 1.5, "Esc took " + seconds + " s");
            require(leftovers() == 0 && !Files.exists(work.resolve("cancelled")), "nothing is left behind");
            screen.press(dialog, KeyEvent.VK_ENTER);
            run.join(SECONDS * 1000L);
            IJ.setKeyUp(KeyEvent.VK_ESCAPE);
        }
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
}
