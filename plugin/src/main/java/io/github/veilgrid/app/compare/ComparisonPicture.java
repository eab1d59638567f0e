package io.github.veilgrid.app.compare;

import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.app.report.SlicePicture;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Draws a comparison: scan, what the remote party sees, result and difference side by side, and the histogram. */
public final class ComparisonPicture {

    private static final int PANEL = 300;
    private static final int GAP = 12;
    private static final int LINE = 18;
    private static final int BARS = 120;
    private static final Color GROUND = new Color(0x1c1c1c);
    private static final Color INK = new Color(0xf0f0f0);

    private ComparisonPicture() {
    }

    /** The whole picture for the plane of the images. Works without a display. */
    public static BufferedImage draw(Comparison comparison) {
        int width = 4 * PANEL + 5 * GAP;
        int height = PANEL + BARS + 4 * GAP + (2 + comparison.lines().size()) * LINE;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = pen(image);
        PlaneView plane = comparison.planes().get(0);
        String[] captions = {"the scan", "what the remote party sees",
            "the result of the encrypted way", "difference, purple below, orange above"};
        BufferedImage[] panels = {source(plane), seen(plane), result(plane), difference(plane, comparison.allowed())};
        for (int i = 0; i < panels.length; i++) {
            int left = GAP + i * (PANEL + GAP);
            graphics.drawImage(panels[i], left, GAP, null);
            graphics.setColor(INK);
            graphics.drawString(captions[i], left, GAP + PANEL + LINE);
        }
        graphics.drawImage(histogram(comparison, width - 2 * GAP), GAP, PANEL + 2 * GAP + LINE, null);
        int text = PANEL + BARS + 3 * GAP + 3 * LINE;
        for (String line : comparison.lines()) {
            graphics.setColor(INK);
            graphics.drawString(line, GAP, text);
            text += LINE;
        }
        graphics.dispose();
        return image;
    }

    /** The scan in its own grey window. */
    public static BufferedImage source(PlaneView plane) {
        return fit(plane.source(), plane.source().grey(plane.source()));
    }

    /** Bytes of ciphertexts. */
    public static BufferedImage seen(PlaneView plane) {
        return fit(plane.seen(), plane.seen().greyBytes());
    }

    /** The result in the scan's grey window. */
    public static BufferedImage result(PlaneView plane) {
        return fit(plane.result(), plane.result().grey(plane.source()));
    }

    /** Differences in colour, the allowed range filling the scale. */
    public static BufferedImage difference(PlaneView plane, double allowed) {
        SlicePicture difference = plane.difference().orElseThrow();
        return fit(difference, DifferenceMap.draw(difference, allowed));
    }

    /** How often each difference occurs, from minus to plus what is allowed. */
    public static BufferedImage histogram(Comparison comparison, int width) {
        BufferedImage image = new BufferedImage(width, BARS + 2 * LINE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = pen(image);
        long[] bins = comparison.histogram().counts();
        double highest = Math.max(1, Arrays.stream(bins).max().orElse(1));
        for (int i = 0; i < bins.length; i++) {
            int height = (int) Math.round(BARS * bins[i] / highest);
            int left = i * width / bins.length;
            int right = (i + 1) * width / bins.length;
            double middle = comparison.histogram().middle(i);
            graphics.setColor(new Color(DifferenceMap.colour(middle, comparison.allowed())));
            graphics.fillRect(left, BARS - height, right - left - 1, Math.max(height, bins[i] > 0 ? 1 : 0));
        }
        graphics.setColor(INK);
        graphics.drawLine(0, BARS, width, BARS);
        String edge = Figures.significant(comparison.allowed(), 3) + comparison.unit();
        graphics.drawString("-" + edge, 0, BARS + LINE);
        graphics.drawString("0", width / 2 - 4, BARS + LINE);
        graphics.drawString("+" + edge, width - graphics.getFontMetrics().stringWidth("+" + edge), BARS + LINE);
        graphics.dispose();
        return image;
    }

    private static Graphics2D pen(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        graphics.setColor(GROUND);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        return graphics;
    }

    /** A slice in true proportions on a square panel. */
    private static BufferedImage fit(SlicePicture slice, BufferedImage image) {
        double extent = Math.max(slice.width() * slice.pixelWidth(), slice.height() * slice.pixelHeight());
        int width = Math.max(1, (int) Math.round(PANEL * slice.width() * slice.pixelWidth() / extent));
        int height = Math.max(1, (int) Math.round(PANEL * slice.height() * slice.pixelHeight() / extent));
        BufferedImage panel = new BufferedImage(PANEL, PANEL, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = panel.createGraphics();
        graphics.drawImage(image, (PANEL - width) / 2, (PANEL - height) / 2, width, height, null);
        graphics.dispose();
        return panel;
    }
}
