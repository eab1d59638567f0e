package io.github.veilgrid.app.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes PNG files through the JDK's own encoder. */
public final class PngFile {

    private PngFile() {
    }

    /** The file's bytes. */
    public static byte[] bytes(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("this Java cannot write PNG files");
        }
        return out.toByteArray();
    }

    /** Writes a file that is whole or not there. */
    public static void write(BufferedImage image, Path file) throws IOException {
        WholeFile.write(file, bytes(image));
    }
}
