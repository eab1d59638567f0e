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
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes of one series: told apart, never mixed, and written so that they stay told apart. */
class SeveralVolumesTest {

    @TempDir
    private Path temp;

    @Test
    void echoesAreVolumesAndStayToldApartByTheirEchoTimes() throws IOException {
        Change twoEchoes = (k, image) -> {
            position(image, 0, 0, 2.5 * (k / 2));
            image.text(Tag.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.4").text(Tag.MODALITY, Vr.CS, "MR")
                    .text(Tag.ECHO_TIME, Vr.DS, k % 2 == 0 ? "4.6" : "9.2");
        };
        Path folder = SmallSeries.write(temp, twoEchoes);
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
        try (DerivedSeriesWriter writer = DerivedSeriesWriter.open(out, one.template(), one.scan().grid(),
                one.scan().values(), Derivation.copy("Copied"))) {
            for (int z = 0; z < 3; z++) {
                writer.writeSlice(z, slice(one, z));
            }
            writer.finish();
        }
        assertEquals(1, first(out).numbers(Tag.NUMBER_OF_TIME_SLICES)[0], "a single time slice is left");
        assertEquals("61000", first(out).text(Tag.FRAME_REFERENCE_TIME));
    }
}
