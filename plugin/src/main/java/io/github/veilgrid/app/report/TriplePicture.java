package io.github.veilgrid.app.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One picture of three panels: the source, what the remote party sees, the result. Source and result share one grey
 * window, so that they can be compared; all panels share one scale in space.
 *
 * @param source middle slice of the scan
 * @param seen bytes of a plane of ciphertexts, as grey values
 * @param result the slice of the result nearest in space
 */
public record TriplePicture(SlicePicture source, SlicePicture seen, SlicePicture result) {

    private static final int PANEL = 360;
    private static final int MARGIN = 16;
    private static final int CAPTION = 44;

    /** Draws the picture. Works without a display. */
    public BufferedImage draw(List<String> captions) {
        BufferedImage image = new BufferedImage(3 * PANEL + 4 * MARGIN, PANEL + CAPTION + 2 * MARGIN,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION,
                RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.setColor(new Color(0x1c1c1c));
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        double extent = Math.max(extent(source), extent(result));
        panel(graphics, 0, source, source.grey(source), extent, captions.get(0));
        panel(graphics, 1, seen, seen.greyBytes(), extent, captions.get(1));
        panel(graphics, 2, result, result.grey(source), extent, captions.get(2));
        graphics.dispose();
        return image;
    }

    /** Draws and writes a PNG file; a file that cannot be completed is not left behind. */
    public void write(Path file, List<String> captions) throws IOException {
        PngFile.write(draw(captions), file);
    }

    private static double extent(SlicePicture slice) {
        return Math.max(slice.width() * slice.pixelWidth(), slice.height() * slice.pixelHeight());
    }

    private static void panel(
            Graphics2D graphics, int number, SlicePicture slice, BufferedImage grey, double extent, String caption) {
        int width = Math.max(1, (int) Math.round(PANEL * slice.width() * slice.pixelWidth() / extent));
        int height = Math.max(1, (int) Math.round(PANEL * slice.height() * slice.pixelHeight() / extent));
        int left = MARGIN + number * (PANEL + MARGIN);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(left, MARGIN, PANEL, PANEL);
        graphics.drawImage(grey, left + (PANEL - width) / 2, MARGIN + (PANEL - height) / 2, width, height, null);
        graphics.setColor(new Color(0xf0f0f0));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        int line = PANEL + MARGIN + 18;
        for (String text : caption.split("\n")) {
            graphics.drawString(text, left, line);
            line += 18;
        }
    }
}
