package io.github.veilgrid.app.report.page;

import io.github.veilgrid.app.report.PngFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Pieces of HTML, written so that they are well-formed XML too. */
final class Html {

    private Html() {
    }

    /** A whole document. */
    static String document(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta http-equiv="Content-Security-Policy"
                  content="default-src 'none'; img-src data:; style-src 'unsafe-inline'" />
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(text(title), style(), body);
    }

    private static String style() {
        try (InputStream in = Html.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plain text, escaped for element content and attributes. */
    static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** A list of named facts. */
    static String facts(Map<String, String> facts) {
        StringBuilder out = new StringBuilder("<dl>\n");
        facts.forEach((name, value) ->
                out.append("<dt>").append(text(name)).append("</dt><dd>").append(text(value)).append("</dd>\n"));
        return out.append("</dl>\n").toString();
    }

    /** A picture within the page. */
    static String image(BufferedImage image, String alt, double aspect, boolean pixels) {
        try {
            return "<img src=\"data:image/png;base64,"
                    + Base64.getEncoder().encodeToString(PngFile.bytes(image)) + "\" alt=\"" + text(alt)
                    + "\" style=\"aspect-ratio: " + Svg.number(aspect) + "\""
                    + (pixels ? " class=\"pixels\"" : "") + " />";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
