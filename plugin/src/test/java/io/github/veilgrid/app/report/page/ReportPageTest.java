package io.github.veilgrid.app.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.app.Cancellation;
import io.github.veilgrid.app.CompareJob;
import io.github.veilgrid.app.DecryptJob;
import io.github.veilgrid.app.EncryptJob;
import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.KeyAccess;
import io.github.veilgrid.app.Progress;
import io.github.veilgrid.app.RegridFiles;
import io.github.veilgrid.app.RegridJob;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.SeriesForm;
import io.github.veilgrid.reference.PlainSlice;
import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page as a browser, a screen reader and a data protection officer see it. */
class ReportPageTest {

    private static final String DATA = "data:image/png;base64,";
    private static final int SHORTEST = 6;

    @TempDir
    private Path temp;

    private static RegridRequest.Builder request(String name) {
        return RegridRequest.of(TestData.sample(name), new GridTarget.Spacing(1.5, 1.5, 1.5)).threads(2);
    }

    /** The file as XML: every element closed, every attribute quoted, which HTML parsers also take. */
    private static Document parse(Path page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(page)));
    }

    private static void selfContainedAndAccessible(Path page, int pictures, int charts) throws Exception {
        Document document = parse(page);
        assertEquals("en", document.getDocumentElement().getAttribute("lang"));
        NodeList images = document.getElementsByTagName("img");
        assertEquals(pictures, images.getLength());
        Set<String> alts = new HashSet<>();
        for (int i = 0; i < images.getLength(); i++) {
            Element image = (Element) images.item(i);
            assertTrue(image.getAttribute("src").startsWith(DATA));
            byte[] png = Base64.getDecoder().decode(image.getAttribute("src").substring(DATA.length()));
            assertNotNull(ImageIO.read(new ByteArrayInputStream(png)), "a picture that opens");
            alts.add(image.getAttribute("alt"));
        }
        assertEquals(pictures, alts.size(), "every picture has an alt text of its own: " + alts);
        NodeList drawings = document.getElementsByTagName("svg");
        assertEquals(charts, drawings.getLength());
        for (int i = 0; i < drawings.getLength(); i++) {
            assertTrue(((Element) drawings.item(i)).getAttribute("aria-label").length() > 20);
        }
        for (String active : new String[] {"script", "link", "iframe", "object", "form"}) {
            assertEquals(0, document.getElementsByTagName(active).getLength(), active);
        }
        String text = Files.readString(page).replaceAll("base64,[^\"]*", "");
        assertFalse(text.contains("://") || text.contains("url(") || text.contains("@import"), "nothing is fetched");
    }

    private static void namesNothing(Path page, String name, Path... places) throws Exception {
        String text = Files.readString(page).replaceAll("base64,[^\"]*", "");
        int looked = 0;
        for (PlainSlice slice : PlainVolume.images(TestData.sample(name))) {
            for (byte[] value : slice.attributes().values()) {
                String attribute = new String(value, StandardCharsets.ISO_8859_1).replace('\0', ' ').trim();
                if (attribute.length() >= SHORTEST) {
                    assertFalse(text.contains(attribute), attribute);
                    looked++;
                }
            }
        }
        assertTrue(looked > 50, "there is something to look for");
        for (Path place : places) {
            assertFalse(text.contains(place.getFileName().toString()), "a folder's name may be a patient's");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ct-skull", "mr-brain"})
    void aRunShowsThreePlanesInFourPicturesAndItsFigures(String name) throws Exception {
        Path page = temp.resolve("report.html");
        Path out = temp.resolve("Müller, Jürgen");
        RegridJob.run(request(name).output(out).report(page).build(), Progress.SILENT, new Cancellation());
        selfContainedAndAccessible(page, 12, 4);
        namesNothing(page, name, TestData.sample(name), out);
        String text = Files.readString(page);
        for (String fact : new String[] {"128-bit security", "bits per voxel", "Predicted bound", "Root mean square",
            "remote party", "Axial", "Coronal", "Sagittal", "all 4096 sampled voxels are within"}) {
            assertTrue(text.contains(fact), fact);
        }
        String words = text.replaceAll("base64,[^\"]*", "");
        assertFalse(words.contains("NaN") || words.contains("Infinity"));
    }

    @Test
    void aComparisonShowsTheSamePictures() throws Exception {
        Path out = temp.resolve("out");
        Path page = temp.resolve("compare.HTML");
        RegridJob.run(request("mr-brain").output(out).build(), Progress.SILENT, new Cancellation());
        CompareJob.write(request("mr-brain").report(page).build(), out, Progress.SILENT, new Cancellation());
        selfContainedAndAccessible(page, 12, 2);
        namesNothing(page, "mr-brain", TestData.sample("mr-brain"));
        assertTrue(Files.readString(page).contains("Every voxel is within"));
    }

    @Test
    void decryptingApartShowsWhatItHas() throws Exception {
        Path page = temp.resolve("report.html");
        try (KeyAccess access = new KeyAccess(temp.resolve("key"), "p".toCharArray())) {
            access.generate();
            EncryptJob.run(request("mr-brain").build(), access, temp.resolve("job"), Progress.SILENT,
                    new Cancellation());
            RegridFiles.run(temp.resolve("job/send"), temp.resolve("answers"), 2, Optional.empty(), Progress.SILENT, new Cancellation());
            DecryptJob.run(new DecryptJob.Request(temp.resolve("answers"), temp.resolve("job"), temp.resolve("out"), SeriesForm.USUAL,
                    Optional.of(page), Optional.empty(), 2), access, Progress.SILENT, new Cancellation());
        }
        selfContainedAndAccessible(page, 3, 3);
        namesNothing(page, "mr-brain", TestData.sample("mr-brain"));
        assertTrue(Files.readString(page).contains("veilgrid compare"));
    }
}
