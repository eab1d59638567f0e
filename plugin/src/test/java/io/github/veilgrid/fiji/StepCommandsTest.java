package io.github.veilgrid.fiji;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.veilgrid.cli.Main;
import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.prefs.Preferences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.DynamicCommand;

/** The steps apart, each as a command without a display. */
class StepCommandsTest {

    private final Commands commands = new Commands();

    @TempDir
    private Path temp;

    @AfterEach
    void dispose() {
        commands.close();
    }

    private File file(String name) {
        return temp.resolve(name).toFile();
    }

    private static void ok(DynamicCommand module) {
        assertFalse(module.isCanceled(), module.getCancelReason());
    }

    @Test
    void keyEncryptRegridDecryptCompare() throws Exception {
        File scan = TestData.sample("mr-brain").toFile();
        ok(commands.run(GenerateKey.class, "key", file("k"), "passphrase", "p", "passphraseagain", "p"));
        ok(commands.run(EncryptSeries.class, "input", scan, "spacing", "1.5", "key", file("k"), "passphrase", "p",
                "job", file("job")));
        ok(commands.run(RegridEncrypted.class, "input", new File(file("job"), "send"), "output", file("answers")));
        DynamicCommand decrypted = commands.run(DecryptRegridded.class, "input", file("answers"), "job", file("job"),
                "key", file("k"), "passphrase", "p", "output", file("out"));
        ok(decrypted);
        ImagePlus image = (ImagePlus) decrypted.getOutput("result");
        assertEquals(1.5, image.getCalibration().pixelDepth, 1e-9);
        assertEquals(PlainVolume.read(temp.resolve("out")).size()[2], image.getStackSize());
        DynamicCommand compared = commands.run(CompareRegridded.class, "input", scan, "regridded", file("out"));
        ok(compared);
        double largest = (double) compared.getOutput("largest");
        assertTrue(largest > 0 && largest <= (double) compared.getOutput("allowed"), "off by " + largest);
        assertNotNull(compared.getOutput("picture"));
    }

    /** The size is all that the owner says; the map is named at the remote party. */
    @Test
    void aMapOfTheRemotePartysOwn() throws Exception {
        assertEquals(0, Main.run("run", TestData.sample("mr-brain").toString(), "--quiet", "--output", file("small").toString(),
                "--spacing", "6"));
        File map = Files.writeString(temp.resolve("map.txt"), "1 0.05 2\n-0.05 1 3\n0 0 1\n").toFile();
        ok(commands.run(GenerateKey.class, "key", file("k"), "passphrase", "p", "passphraseagain", "p"));
        ok(commands.run(EncryptSeries.class, "input", file("small"), "further", "private-size=30,25 private-reach=3", "key", file("k"),
                "passphrase", "p", "job", file("job")));
        ok(commands.run(RegridEncrypted.class, "input", new File(file("job"), "send"), "output", file("answers"), "map", map));
        DynamicCommand decrypted = commands.run(DecryptRegridded.class, "input", file("answers"), "job", file("job"),
                "key", file("k"), "passphrase", "p", "output", file("out"));
        ok(decrypted);
        assertEquals(30, ((ImagePlus) decrypted.getOutput("result")).getWidth());
    }

    @Test
    void aPassphraseIsNeitherKeptByTheCommandNorPersisted() throws Exception {
        String secret = "geheim" + System.nanoTime();
        DynamicCommand made = commands.run(
                GenerateKey.class, "key", file("k"), "passphrase", secret, "passphraseagain", secret);
        ok(made);
        DynamicCommand encrypted = commands.run(EncryptSeries.class, "input", TestData.sample("mr-brain").toFile(),
                "spacing", "6", "key", file("k"), "passphrase", secret, "job", file("job"));
        ok(encrypted);
        assertFalse(made.getInputs().containsValue(secret), "the command forgot it");
        assertFalse(encrypted.getInputs().containsValue(secret), "the command forgot it");
        ByteArrayOutputStream preferences = new ByteArrayOutputStream();
        Preferences.userRoot().exportSubtree(preferences);
        String text = preferences.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains(temp.resolve("job").toString()), "SciJava remembers folders here");
        assertFalse(text.contains(secret), "and no passphrase");
    }

    @Test
    void differingPassphrasesMakeNoKey() throws Exception {
        DynamicCommand module = commands.run(
                GenerateKey.class, "key", file("k"), "passphrase", "p", "passphraseagain", "q");
        assertTrue(module.isCanceled());
        assertFalse(Files.exists(temp.resolve("k")));
    }

    @Test
    void compareFindsAVoxelThatIsWrong() throws Exception {
        File scan = TestData.sample("ct-skull").toFile();
        ok(commands.run(RegridSeries.class, "input", scan, "spacing", "3", "output", file("out")));
        Path slice = temp.resolve("out/00010.dcm");
        byte[] bytes = Files.readAllBytes(slice);
        bytes[bytes.length - 2001] ^= 1;
        Files.write(slice, bytes);
        DynamicCommand compared = commands.run(CompareRegridded.class, "input", scan, "regridded", file("out"));
        ok(compared);
        assertTrue((double) compared.getOutput("largest") > (double) compared.getOutput("allowed"));
    }

    @Test
    void planTellsBytesAndError() throws Exception {
        DynamicCommand module = commands.run(
                PlanRegridding.class, "input", TestData.sample("ct-skull").toFile(), "spacing", "1");
        ok(module);
        assertTrue(module.getOutput("plan").toString().contains("MB up"));
    }

    @Test
    void theHelpNamesEveryCommand() throws Exception {
        DynamicCommand module = commands.run(VeilgridHelp.class);
        ok(module);
        assertTrue(module.getOutput("help").toString().contains("Regrid Active Image..."));
    }
}
