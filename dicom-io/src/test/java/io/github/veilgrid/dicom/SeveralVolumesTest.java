package io.github.veilgrid.dicom;

import static io.github.veilgrid.dicom.SmallSeries.copy;
import static io.github.veilgrid.dicom.SmallSeries.first;
import static io.github.veilgrid.dicom.SmallSeries.position;
import static io.github.veilgrid.dicom.SmallSeries.slice;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.SmallSeries.Change;
import io.github.veilgrid.dicom.builtin.BuiltinToolkit;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.series.FrameAttributes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Volumes of one series: told apart, never mixed, and written so that they stay told apart. */
class SeveralVolumesTest {

    @TempDir
    private Path temp;

    @Test
    void echoesAreVolumesAndStayToldApartByTheirEchoTimes() throws IOException {
        Path folder = SmallSeries.write(temp, twoOf(true));
        SourceSeries series = SeriesReader.read(folder, ReadOptions.standard().withAllVolumes());
        assertEquals(List.of("echo time 4.6", "echo time 9.2"), series.labels());
        SourceSeries copied = copy(temp, series);
        assertEquals(series.labels(), copied.labels());
        double[] a = new double[12];
        double[] b = new double[12];
        for (int volume = 0; volume < 2; volume++) {
            series.scan().volumes().get(volume).readSlice(2, a);
            copied.scan().volumes().get(volume).readSlice(2, b);
            assertArrayEquals(a, b);
            assertEquals(100 * (4 + volume) + 1 - 1024, a[1]);
        }
        String message = assertThrows(DicomException.class,
                () -> SeriesReader.read(folder, ReadOptions.standard())).getMessage();
        assertTrue(message.contains("choose one with --volume 0 to 1"), message);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void eachVolumeIsAMultiFrameObjectThatStaysToldApart(Encoding encoding) throws IOException {
        for (boolean echoes : new boolean[] {true, false}) {
            SourceSeries series = SeriesReader.read(SmallSeries.write(temp, twoOf(echoes)),
                    ReadOptions.standard().withAllVolumes());
            SourceSeries copied = SmallSeries.copy(temp, series, encoding, Layout.MULTI_FRAME);
            assertEquals(series.labels(), copied.labels());
            assertSameVoxels(series, copied);
            SourceSeries classic = copy(temp, copied);
            assertEquals(series.labels(), classic.labels(), "a converted image gives back what classic ones said");
            assertSameVoxels(series, classic);
        }
    }

    /** Echo times of single frames, which converted images keep where no functional group is for them. */
    @Test
    void framesOfAConvertedImageAreToldApartByWhatItKeptOfClassicOnes() throws IOException {
        SourceSeries series = SeriesReader.read(SmallSeries.write(temp, (k, image) -> position(image, 0, 0, 2.5 * k)),
                ReadOptions.standard());
        Path folder = Files.createTempDirectory(temp, "converted");
        try (DerivedSeriesWriter writer = DerivedSeriesWriter.open(folder, series.templates(), series.scan().grid(),
                series.scan().values(), Derivation.copy("Copied"), Encoding.PLAIN, Layout.MULTI_FRAME)) {
            for (int z = 0; z < SmallSeries.SLICES; z++) {
                writer.writeSlice(0, z, slice(series, z));
            }
            writer.finish();
        }
        DicomObject image = first(folder);
        List<DicomObject> frames = new ArrayList<>();
        for (int k = 0; k < SmallSeries.SLICES; k++) {
            DicomObject place = image.items(Tag.PER_FRAME_GROUPS).get(k / 2).item(Tag.PLANE_POSITIONS);
            frames.add(image.items(Tag.PER_FRAME_GROUPS).get(k).toBuilder().items(Tag.PLANE_POSITIONS, place)
                    .items(FrameAttributes.UNASSIGNED_PER_FRAME, DicomObject.builder()
                            .text(Tag.ECHO_TIME, Vr.DS, k % 2 == 0 ? "4.6" : "9.2").build()).build());
        }
        Path changed = temp.resolve("changed");
        try (OutputStream out = Files.newOutputStream(changed)) {
            new BuiltinToolkit().write(image.toBuilder().items(Tag.PER_FRAME_GROUPS, frames).build(), out);
        }
        SourceSeries read = SeriesReader.read(changed, ReadOptions.standard().withAllVolumes());
        assertEquals(List.of("echo time 4.6", "echo time 9.2"), read.labels());
        assertEquals(read.labels(), copy(temp, read).labels());
    }

    private static Change twoOf(boolean echoes) {
        return (k, image) -> {
            position(image, 0, 0, 2.5 * (k / 2));
            image.text(Tag.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.4").text(Tag.MODALITY, Vr.CS, "MR");
            if (echoes) {
                image.text(Tag.ECHO_TIME, Vr.DS, k % 2 == 0 ? "4.6" : "9.2");
            } else {
                image.text(Tag.TEMPORAL_POSITION, Vr.IS, Integer.toString(1 + k % 2));
            }
        };
    }

    private static void assertSameVoxels(SourceSeries expected, SourceSeries actual) throws IOException {
        double[] a = new double[12];
        double[] b = new double[12];
        for (int volume = 0; volume < 2; volume++) {
            for (int z = 0; z < 3; z++) {
                expected.scan().volumes().get(volume).readSlice(z, a);
                actual.scan().volumes().get(volume).readSlice(z, b);
                assertArrayEquals(a, b);
            }
        }
    }

    @Test
    void magnitudeAndPhaseAreNotOneScan() throws IOException {
        Path folder = SmallSeries.write(temp, (k, image) -> {
            position(image, 0, 0, 2.5 * (k / 2));
            image.text(Tag.IMAGE_TYPE, Vr.CS, "ORIGINAL", "PRIMARY", k % 2 == 0 ? "M" : "P");
        });
        String message = assertThrows(DicomException.class,
                () -> SeriesReader.read(folder, ReadOptions.standard().withAllVolumes())).getMessage();
        assertTrue(message.contains("different quantities"), message);
    }

    @Test
    void framesOfADynamicPetAreTimePoints() throws IOException {
        Path folder = SmallSeries.write(temp, (k, image) -> {
            position(image, 0, 0, 2.5 * (k / 2));
            image.text(Tag.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.128").text(Tag.MODALITY, Vr.CS, "PT")
                    .text(Tag.RESCALE_INTERCEPT, Vr.DS, "0").text(Tag.SERIES_TYPE, Vr.CS, "DYNAMIC", "IMAGE")
                    .integers(Tag.NUMBER_OF_TIME_SLICES, Vr.US, 2).integers(Tag.NUMBER_OF_SLICES, Vr.US, 3)
                    .text(Tag.FRAME_REFERENCE_TIME, Vr.DS, k % 2 == 0 ? "1000" : "61000");
        });
        SourceSeries series = SeriesReader.read(folder, ReadOptions.standard().withAllVolumes());
        assertEquals(2, series.scan().volumes().size());
        SourceSeries copied = copy(temp, series);
        assertEquals(List.of("time point 1", "time point 2"), copied.labels());
        SourceSeries one = SeriesReader.read(folder, ReadOptions.standard().withVolume(1));
        Path out = temp.resolve("one");
        try (DerivedSeriesWriter writer = DerivedSeriesWriter.open(out, one.templates(), one.scan().grid(),
                one.scan().values(), Derivation.copy("Copied"), Encoding.PLAIN, Layout.CLASSIC)) {
            for (int z = 0; z < 3; z++) {
                writer.writeSlice(0, z, slice(one, z));
            }
            writer.finish();
        }
        assertEquals(1, first(out).numbers(Tag.NUMBER_OF_TIME_SLICES)[0], "a single time slice is left");
        assertEquals("61000", first(out).text(Tag.FRAME_REFERENCE_TIME));
    }
}
