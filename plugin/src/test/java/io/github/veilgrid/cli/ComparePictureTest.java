package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.TestData;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture of a comparison has room for all that it says. */
class ComparePictureTest {

    private static final int LINE = 18;

    @Test
    void theLastLineIsWholeOnThePicture(@TempDir Path temp) throws Exception {
        Path scan = TestData.sample("mr-brain");
        assertEquals(0, InProcess.veilgrid("run", scan, "--spacing", "6", "--output", temp.resolve("out")).exitCode());
        assertEquals(0, InProcess.veilgrid("compare", scan, temp.resolve("out"), "--picture", temp.resolve("p.png")).exitCode());
        BufferedImage image = ImageIO.read(temp.resolve("p.png").toFile());
        int[] inked = IntStream.range(0, image.getHeight()).filter(y -> isInked(image, y)).toArray();
        int last = inked[inked.length - 1];
        assertTrue(image.getHeight() - last > 5, "nothing is cut off at the lower edge: ink at " + last + " of " + image.getHeight());
        assertTrue(image.getHeight() - last < 2 * LINE, "and the last line is near it");
    }

    private static boolean isInked(BufferedImage image, int y) {
        return IntStream.range(0, image.getWidth()).anyMatch(x -> image.getRGB(x, y) != image.getRGB(0, 0));
    }
}
