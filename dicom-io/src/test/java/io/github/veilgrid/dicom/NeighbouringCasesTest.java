package io.github.veilgrid.dicom;

import static io.github.veilgrid.dicom.SmallSeries.SLICES;
import static io.github.veilgrid.dicom.SmallSeries.copy;
import static io.github.veilgrid.dicom.SmallSeries.first;
import static io.github.veilgrid.dicom.SmallSeries.only;
import static io.github.veilgrid.dicom.SmallSeries.pixels;
import static io.github.veilgrid.dicom.SmallSeries.position;
import static io.github.veilgrid.dicom.SmallSeries.slice;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.SmallSeries.Change;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.grid.Grid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scanners and archives do to attributes: read for what it means, or refused for what it lacks. */
class NeighbouringCasesTest {

    private static final int IMAGER_SPACING = 0x00181164;

    @TempDir
    private Path temp;

    private SourceSeries read(Change change) throws IOException {
        return SeriesReader.read(SmallSeries.write(temp, change), ReadOptions.standard());
    }

    private String refusal(Change change) throws IOException {
        Path folder = SmallSeries.write(temp, change);
        String message = assertThrows(DicomException.class,
                () -> SeriesReader.read(folder, ReadOptions.standard())).getMessage();
        assertTrue(message.endsWith(".") && !message.contains("SECRET"), message);
        return message;
    }

    @Test
    void pixelRepresentationsThatDifferAmongSlicesKeepTheirValues() throws IOException {
        SourceSeries series = read((k, image) -> {
            if (k % 2 == 1) {
                image.integers(Tag.PIXEL_REPRESENTATION, Vr.US, 1);
                ByteBuffer cells = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < 12; i++) {
                    cells.putShort((short) -(100 * k + i));
                }
                pixels(image, cells.array());
            }
        });
        assertEquals(401 - 1024, slice(series, 4)[1]);
        assertEquals(-301 - 1024, slice(series, 3)[1]);
        SourceSeries copied = copy(temp, series);
        for (int z = 0; z < SLICES; z++) {
            assertArrayEquals(slice(series, z), slice(copied, z));
        }
    }

    @Test
    void bitsStoredThatDifferAmongSlicesKeepTheirValues() throws IOException {
        SourceSeries series = read((k, image) -> {
            if (k > 2) {
                image.integers(Tag.BITS_STORED, Vr.US, 16).integers(Tag.HIGH_BIT, Vr.US, 15);
                ByteBuffer cells = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < 12; i++) {
                    cells.putShort((short) (60000 + i));
                }
                pixels(image, cells.array());
            }
        });
        assertEquals(60001 - 1024.0, slice(series, 4)[1]);
        SourceSeries copied = copy(temp, series);
        for (int z = 0; z < SLICES; z++) {
            assertArrayEquals(slice(series, z), slice(copied, z));
        }
    }

    @Test
    void overlaysInHighBitsAreNoValues() throws IOException {
        SourceSeries series = read((k, image) -> {
            image.integers(0x60000100, Vr.US, 16).integers(0x60000102, Vr.US, 12).integers(0x60000010, Vr.US, 3);
            pixels(image, SmallSeries.cells(k, 2, 0, k % 2 == 0 ? 0x1000 : 0xF000));
        });
        assertEquals(301 - 1024, slice(series, 3)[1]);
        assertTrue(!copyHeader(series).has(0x60000100), "the overlay described the old pixels");
    }

    private DicomObject copyHeader(SourceSeries series) throws IOException {
        Path out = temp.resolve("header" + System.nanoTime());
        try (DerivedSeriesWriter writer = DerivedSeriesWriter.open(out, series.templates(), series.scan().grid(),
                series.scan().values(), Derivation.copy("Copied"), Encoding.PLAIN, Layout.CLASSIC)) {
            for (int z = 0; z < SLICES; z++) {
                writer.writeSlice(0, z, slice(series, z));
            }
            writer.finish();
        }
        return first(out);
    }

    @ParameterizedTest
    @CsvSource({"7", "-2.5", "0", "2.5000001"})
    void spacingBetweenSlicesDecidesNothing(String written) throws IOException {
        SourceSeries series = read((k, image) -> image.text(Tag.SPACING_BETWEEN_SLICES, Vr.DS, written)
                .text(Tag.SLICE_THICKNESS, Vr.DS, "5"));
        assertEquals(2.5, series.scan().grid().spacing(2), 1e-12);
        DicomObject copy = copyHeader(series);
        assertTrue(!copy.has(Tag.SPACING_BETWEEN_SLICES));
        assertEquals("2.5", copy.text(Tag.SLICE_THICKNESS));
    }

    @Test
    void spacingAtTheDetectorIsNoSpacingInThePatient() throws IOException {
        assertTrue(refusal((k, image) -> image.remove(Tag.PIXEL_SPACING).text(IMAGER_SPACING, Vr.DS, "0.7", "0.7"))
                .contains("no Pixel Spacing"));
        SourceSeries both = read((k, image) -> image.text(IMAGER_SPACING, Vr.DS, "1.4", "1.4"));
        assertEquals(0.7, both.scan().grid().spacing(0), 1e-12);
    }

    /** CT and MR images must have one; the slices of the result do lie in one. */
    @Test
    void aSeriesWithoutAFrameOfReferenceGetsOneOfItsOwn() throws IOException {
        SourceSeries series = read((k, image) -> image.remove(Tag.FRAME_OF_REFERENCE));
        assertEquals("", series.template().frameOfReferenceUid());
        assertTrue(!copy(temp, series).template().frameOfReferenceUid().isEmpty());
    }

    @Test
    void rowSpacingComesFirst() throws IOException {
        Grid grid = read((k, image) -> image.text(Tag.PIXEL_SPACING, Vr.DS, "0.9", "0.7")).scan().grid();
        assertEquals(0.7, grid.spacing(0), 1e-12);
        assertEquals(0.9, grid.spacing(1), 1e-12);
    }

    @Test
    void paddingIsABitPatternWhateverItsRepresentation() throws IOException {
        for (int written : new int[] {-5, 0xFFFB}) {
            SourceSeries series = read((k, image) -> {
                image.integers(Tag.BITS_STORED, Vr.US, 16).integers(Tag.HIGH_BIT, Vr.US, 15)
                        .integers(Tag.PIXEL_REPRESENTATION, Vr.US, 1)
                        .integers(Tag.PIXEL_PADDING, written < 0 ? Vr.SS : Vr.US, written);
                ByteBuffer cells = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < 12; i++) {
                    cells.putShort((short) -i);
                }
                pixels(image, cells.array());
            });
            assertTrue(Double.isNaN(slice(series, 2)[5]));
            assertEquals(-4 - 1024, slice(series, 2)[4]);
        }
    }

    @Test
    void aRangeOfPaddingIsPadding() throws IOException {
        SourceSeries series = read((k, image) -> image.integers(Tag.PIXEL_PADDING, Vr.US, 301)
                .integers(Tag.PIXEL_PADDING_LIMIT, Vr.US, 303));
        double[] values = slice(series, 3);
        assertTrue(Double.isNaN(values[1]) && Double.isNaN(values[2]) && Double.isNaN(values[3]));
        assertEquals(300 - 1024, values[0]);
        assertEquals(304 - 1024, values[4]);
    }

    @ParameterizedTest
    @CsvSource({"1.2.840.10008.5.1.4.1.1.66.4, a Segmentation", "1.2.840.10008.5.1.4.1.1.481.2, an RT Dose",
        "1.2.840.10008.5.1.4.1.1.20, a Nuclear Medicine image", "1.2.840.10008.5.1.4.1.1.12.1, an X-Ray Angiographic",
        "1.2.840.10008.5.1.4.1.1.13.1.3, a Breast Tomosynthesis image", "1.2.840.10008.5.1.4.1.1.30, a Parametric Map",
        "1.2.840.10008.5.1.4.1.1.6.2, an Enhanced Ultrasound volume", "1.2.3.4, of the SOP class 1.2.3.4"})
    void whatIsNotReadIsNamed(String uid, String name) throws IOException {
        assertTrue(refusal((k, image) -> image.text(Tag.SOP_CLASS, Vr.UI, uid)).contains("is " + name));
    }

    @Test
    void twoMissingSlicesAndOneInTheWrongPlaceAreNamed() throws IOException {
        assertTrue(refusal((k, image) -> position(image, 0, 0, k < 3 ? 2.5 * k : 2.5 * (k + 1))).contains("1 slice is missing"));
        assertTrue(refusal((k, image) -> only(k, 5, () -> position(image, 0, 0, 30))).contains("step is"));
    }

    @Test
    void anEmptyRescaleIsNoneAndHalfOfOneIsRefused() throws IOException {
        SourceSeries series = read((k, image) -> image.text(Tag.RESCALE_SLOPE, Vr.DS, "")
                .text(Tag.RESCALE_INTERCEPT, Vr.DS, ""));
        assertEquals(301, slice(series, 3)[1]);
        assertTrue(series.remarks().toString().contains("no Rescale Slope"), series.remarks().toString());
        assertTrue(refusal((k, image) -> image.text(Tag.RESCALE_SLOPE, Vr.DS, "")).contains("only one of Rescale"));
    }

    @Test
    void aSeriesDescriptionOfAnUnknownCharacterSetReachesTheResult() throws IOException {
        SourceSeries series = read((k, image) -> image.text(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 144")
                .text(Tag.SERIES_DESCRIPTION, Vr.LO, "\u00BF\u00E0\u00D8"));
        assertEquals("При (copy)", copyHeader(series).humanText(Tag.SERIES_DESCRIPTION));
    }

    /** Enhanced objects may store 12 or 16 bits, and some readers take the sign from the first bit of a cell. */
    @ParameterizedTest
    @CsvSource({"10, 0, 12", "12, 0, 12", "13, 0, 16", "12, 1, 16", "16, 1, 16"})
    void derivedImagesStoreTheBitsThatAllReadersKnow(int source, int signed, int written) throws IOException {
        SourceSeries series = read((k, image) -> image
                .integers(Tag.BITS_STORED, Vr.US, source).integers(Tag.HIGH_BIT, Vr.US, source - 1)
                .integers(Tag.PIXEL_REPRESENTATION, Vr.US, signed));
        SourceSeries back = copy(temp, series);
        assertArrayEquals(slice(series, 5), slice(back, 5));
        try (Stream<Path> folders = Files.list(temp)) {
            Path copy = folders.filter(folder -> folder.getFileName().toString().startsWith("copy")).findFirst()
                    .orElseThrow();
            assertEquals(written, first(copy).numbers(Tag.BITS_STORED)[0]);
        }
    }
}
