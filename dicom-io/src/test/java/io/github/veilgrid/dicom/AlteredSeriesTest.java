package io.github.veilgrid.dicom;

import static io.github.veilgrid.dicom.SmallSeries.SLICES;
import static io.github.veilgrid.dicom.SmallSeries.cells;
import static io.github.veilgrid.dicom.SmallSeries.only;
import static io.github.veilgrid.dicom.SmallSeries.pixels;
import static io.github.veilgrid.dicom.SmallSeries.position;
import static io.github.veilgrid.dicom.SmallSeries.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.SmallSeries.Change;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.grid.ValueScale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A small sound series, spoilt or varied in one respect at a time. */
class AlteredSeriesTest {

    @TempDir
    private Path temp;

    private static Arguments refused(String reason, Change change) {
        return Arguments.of(reason, change);
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(
                refused("no Image Position", (k, image) -> only(k, 3, () -> image.remove(Tag.IMAGE_POSITION))),
                refused("no Image Orientation", (k, image) -> image.remove(Tag.IMAGE_ORIENTATION)),
                refused("has 2 values instead of 3", (k, image) -> image.text(Tag.IMAGE_POSITION, Vr.DS, "0", "1")),
                refused("is not a number", (k, image) -> only(k, 2, () ->
                        image.text(Tag.IMAGE_POSITION, Vr.DS, "0", "zero", "1"))),
                refused("is not a number", (k, image) -> image.text(Tag.PIXEL_SPACING, Vr.DS, "NaN", "1")),
                refused("not positive", (k, image) -> image.text(Tag.PIXEL_SPACING, Vr.DS, "0", "1")),
                refused("no unit vectors", (k, image) ->
                        image.text(Tag.IMAGE_ORIENTATION, Vr.DS, "2", "0", "0", "0", "1", "0")),
                refused("another frame of reference", (k, image) -> only(k, 4, () ->
                        image.text(Tag.FRAME_OF_REFERENCE, Vr.UI, "2.25.99"))),
                refused("another patient", (k, image) -> only(k, 0, () ->
                        image.text(Tag.PATIENT_ID, Vr.LO, "someone else"))),
                refused("another study", (k, image) -> only(k, 5, () -> image.text(Tag.STUDY_UID, Vr.UI, "2.25.98"))),
                refused("of another kind", (k, image) -> only(k, 3, () ->
                        image.text(Tag.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.4"))),
                refused("in whether it has a Rescale", (k, image) -> only(k, 3, () ->
                        image.remove(Tag.RESCALE_SLOPE).remove(Tag.RESCALE_INTERCEPT))),
                refused("another pixel spacing", (k, image) -> only(k, 1, () ->
                        image.text(Tag.PIXEL_SPACING, Vr.DS, "0.8", "0.7"))),
                refused("not evenly spaced", (k, image) -> only(k, 2, () -> position(image, 0, 0, 5.6))),
                refused("step sideways", (k, image) -> only(k, 2, () -> position(image, 1, 0, 5))),
                refused("same place", (k, image) -> only(k, 2, () -> position(image, 0, 0, 2.5))),
                refused("acquisitions", (k, image) ->
                        image.text(Tag.ACQUISITION_NUMBER, Vr.IS, Integer.toString(1 + k % 2))),
                refused("no pixel data", (k, image) -> only(k, 2, () -> image.remove(Tag.PIXEL_DATA))),
                refused("bytes of pixels", (k, image) -> only(k, 2, () -> pixels(image, new byte[10]))),
                refused("bytes of pixels", (k, image) -> image.integers(Tag.ROWS, Vr.US, 5000)),
                refused("pixel format", (k, image) -> image.integers(Tag.BITS_ALLOCATED, Vr.US, 12)),
                refused("pixel format", (k, image) -> image.integers(Tag.BITS_STORED, Vr.US, 17)),
                refused("only one of Rescale", (k, image) -> image.remove(Tag.RESCALE_INTERCEPT)),
                refused("Modality LUT", (k, image) -> image.items(Tag.MODALITY_LUT, DicomObject.empty())),
                refused("colour (PALETTE COLOR)", (k, image) -> image.text(Tag.PHOTOMETRIC, Vr.CS, "PALETTE COLOR")),
                refused("mosaic", (k, image) -> image.text(Tag.IMAGE_TYPE, Vr.CS, "ORIGINAL", "PRIMARY", "M", "MOSAIC")),
                refused("frames", (k, image) -> image.text(Tag.NUMBER_OF_FRAMES, Vr.IS, "2")),
                refused("Nuclear Medicine", (k, image) ->
                        image.text(Tag.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.20")),
                refused("claims to be the same instance", (k, image) -> image.text(Tag.SOP_INSTANCE, Vr.UI, "2.25.7")));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("spoilt")
    void isRefusedWithTheReason(String reason, Change change) throws IOException {
        Path folder = SmallSeries.write(temp, change);
        DicomException refusal = assertThrows(DicomException.class,
                () -> SeriesReader.read(folder, ReadOptions.standard()));
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
        assertTrue(!refusal.getMessage().contains("SECRET"), "no patient data in messages");
    }

    @Test
    void everySliceIsRescaledByItsOwnSlopeOntoOneQuantum() throws IOException {
        SourceSeries series = read((k, image) -> image.text(Tag.RESCALE_SLOPE, Vr.DS, "0." + (k + 1)));
        for (int z = 0; z < SLICES; z++) {
            assertEquals(Double.parseDouble("0." + (z + 1)) * (100 * z + 1) - 1024, slice(series, z)[1], 1e-12);
        }
        ValueScale values = series.scan().values();
        assertEquals(-1024, values.minimum(), 1e-9);
        assertEquals(0.6 * 4095 - 1024, values.maximum(), 1e-6);
        assertEquals(0.1, values.slope(), "the finest quantum, and the range fits 16 bits");
        assertEquals(6 * 4095, values.storedMax());
        assertEquals(List.of(), series.remarks());
    }

    @Test
    void aQuantumCoarserThanTheFinestSliceIsSaid() throws IOException {
        SourceSeries series = read((k, image) -> image.text(Tag.RESCALE_SLOPE, Vr.DS, k == 0 ? "0.01" : "1"));
        assertEquals(4095 / 65535.0, series.scan().values().slope(), 1e-9);
        assertTrue(series.remarks().toString().contains("in steps of 0.06249, the finest image has 0.01"),
                series.remarks().toString());
    }

    @Test
    void aNegativeSlopeKeepsItsValuesAndGetsAPositiveScale() throws IOException {
        SourceSeries series = read((k, image) -> image.text(Tag.RESCALE_SLOPE, Vr.DS, "-2"));
        assertEquals(-2 * 301.0 - 1024, slice(series, 3)[1]);
        assertEquals(2, series.scan().values().slope());
        assertEquals(-1024 - 2 * 4095, series.scan().values().minimum());
        assertEquals(-1024, series.scan().values().maximum());
    }

    @Test
    void slicesAreOrderedByPositionWhateverTheirNumbersSay() throws IOException {
        SourceSeries series = read((k, image) -> {
            image.text(Tag.INSTANCE_NUMBER, Vr.IS, Integer.toString(100 - k));
            image.text(Tag.SLICE_LOCATION, Vr.DS, Integer.toString(k % 3));
        });
        assertEquals(301.0 - 1024, slice(series, 3)[1]);
    }

    @Test
    void bitsAtTheTopOfTheCellAndBitsBelowThemAreToldApart() throws IOException {
        SourceSeries series = read((k, image) -> {
            image.integers(Tag.HIGH_BIT, Vr.US, 15);
            pixels(image, cells(k, 2, 4, 0xF));
        });
        assertEquals(501.0 - 1024, slice(series, 5)[1]);
    }

    @Test
    void eightAndThirtyTwoBitPixelsAreRead() throws IOException {
        SourceSeries eight = read((k, image) -> {
            image.integers(Tag.BITS_ALLOCATED, Vr.US, 8).integers(Tag.BITS_STORED, Vr.US, 8)
                    .integers(Tag.HIGH_BIT, Vr.US, 7).integers(Tag.PIXEL_REPRESENTATION, Vr.US, 1);
            pixels(image, new byte[] {-128, -1, 0, 127, 1, 2, 3, 4, 5, 6, 7, 8});
        });
        assertEquals(-1 - 1024.0, slice(eight, 2)[1]);
        SourceSeries thirtyTwo = read((k, image) -> {
            image.integers(Tag.BITS_ALLOCATED, Vr.US, 32).integers(Tag.BITS_STORED, Vr.US, 32)
                    .integers(Tag.HIGH_BIT, Vr.US, 31);
            byte[] cells = new byte[48];
            Arrays.fill(cells, (byte) -1);
            pixels(image, cells);
        });
        assertEquals(4294967295.0 - 1024, slice(thirtyTwo, 2)[1]);
        assertEquals(4294967295.0 - 1024, thirtyTwo.scan().values().maximum());
    }

    @Test
    void paddingIsNaNAndItsValueTheFill() throws IOException {
        SourceSeries series = read((k, image) -> image.integers(Tag.PIXEL_PADDING, Vr.US, 301));
        assertTrue(Double.isNaN(slice(series, 3)[1]));
        assertEquals(302.0 - 1024, slice(series, 3)[2]);
        assertEquals(301.0 - 1024, series.scan().fill());
    }

    @Test
    void acquisitionsOneAfterTheOtherAreOneVolume() throws IOException {
        SourceSeries series = read((k, image) ->
                image.text(Tag.ACQUISITION_NUMBER, Vr.IS, Integer.toString(1 + k / 3)));
        assertEquals(SLICES, series.scan().grid().size().z());
    }

    @Test
    void smallUnevennessIsReadAndSaid() throws IOException {
        SourceSeries series = read((k, image) -> only(k, 2, () -> position(image, 0, 0, 5.02)));
        assertTrue(series.remarks().toString().contains("differ from even steps"), series.remarks().toString());
    }

    @Test
    void petOfSeveralFrameTimesIsOnlyWrittenIfDecayIsCorrectedToTheStart() throws IOException {
        for (String correction : new String[] {"START", "ADMIN"}) {
            SourceSeries series = read((k, image) -> image.text(Tag.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.128")
                    .text(Tag.MODALITY, Vr.CS, "PT").text(Tag.RESCALE_INTERCEPT, Vr.DS, "0")
                    .text(Tag.DECAY_CORRECTION, Vr.CS, correction)
                    .text(0x00541300, Vr.DS, Integer.toString(1000 * k)));
            Path out = temp.resolve(correction);
            if (correction.equals("START")) {
                DerivedSeriesWriter.open(out, series.templates(), series.scan().grid(), series.scan().values(),
                        Derivation.of("x", 1), Encoding.PLAIN, Layout.CLASSIC).close();
            } else {
                assertThrows(DicomException.class, () -> DerivedSeriesWriter.open(out, series.templates(),
                        series.scan().grid(), series.scan().values(), Derivation.of("x", 1), Encoding.PLAIN, Layout.CLASSIC));
            }
        }
    }

    private SourceSeries read(Change change) throws IOException {
        return SeriesReader.read(SmallSeries.write(temp, change), ReadOptions.standard());
    }

    /** Timezone Offset From UTC, which the times of a derived series follow. */
    @ParameterizedTest
    @ValueSource(strings = {"+1400", "-0330", "+9900", "-1860", "Berlin"})
    void aTimeZoneThatIsNoneStopsNoDerivedSeries(String zone) throws IOException {
        SourceSeries series = read((k, image) -> image.text(0x00080201, Vr.SH, zone));
        Path out = temp.resolve("derived");
        try (DerivedSeriesWriter writer = DerivedSeriesWriter.open(out, series.templates(), series.scan().grid(), series.scan().values(),
                Derivation.of("resampled", 0.5), Encoding.PLAIN, Layout.CLASSIC)) {
            double[] slice = new double[series.scan().grid().size().slice()];
            for (int z = 0; z < series.scan().grid().size().z(); z++) {
                writer.writeSlice(0, z, slice);
            }
            writer.finish();
        }
        assertEquals(series.scan().grid().size(), SeriesReader.read(out, ReadOptions.standard()).scan().grid().size());
    }
}
