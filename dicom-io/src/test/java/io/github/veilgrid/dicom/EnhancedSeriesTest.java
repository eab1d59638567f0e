package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.builtin.BuiltinToolkit;
import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of one object are slices like any others: their own attributes say where they lie and what they mean. */
class EnhancedSeriesTest {

    private static final int FRAME_BYTES = 63 * 81 * 2;

    @TempDir
    private Path temp;

    @Test
    void shuffledFramesAreOrderedByTheirPositions() throws IOException {
        DicomObject image = enhanced();
        List<Integer> order = IntStream.range(0, 11).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(Seed.of("frame order")));
        List<DicomObject> groups = new ArrayList<>();
        byte[] pixels = new byte[11 * FRAME_BYTES];
        Element.Bulk bulk = (Element.Bulk) image.get(Tag.PIXEL_DATA).orElseThrow();
        for (int k = 0; k < 11; k++) {
            groups.add(image.items(Tag.PER_FRAME_GROUPS).get(order.get(k)));
            bulk.bytes().read((long) order.get(k) * FRAME_BYTES, pixels, k * FRAME_BYTES, FRAME_BYTES);
        }
        SourceSeries series = read(image.toBuilder().items(Tag.PER_FRAME_GROUPS, groups)
                .put(new Element.Bulk(Tag.PIXEL_DATA, Vr.OW, ByteSource.of(pixels))).build());
        double[] truth = SharedData.npy(SharedData.path("truth/base.npy"));
        double[] slice = new double[63 * 81];
        for (int z = 0; z < 11; z++) {
            series.scan().volumes().get(0).readSlice(z, slice);
            for (int i = 0; i < slice.length; i++) {
                assertEquals(truth[z * slice.length + i], slice[i]);
            }
        }
    }

    @Test
    void aFrameIsRescaledByItsOwnGroup() throws IOException {
        DicomObject image = enhanced();
        List<DicomObject> groups = new ArrayList<>();
        for (int k = 0; k < 11; k++) {
            groups.add(image.items(Tag.PER_FRAME_GROUPS).get(k).toBuilder()
                    .items(Tag.PIXEL_VALUE_TRANSFORMATION, DicomObject.builder()
                            .text(Tag.RESCALE_SLOPE, Vr.DS, Integer.toString(k + 1))
                            .text(Tag.RESCALE_INTERCEPT, Vr.DS, "5").build()).build());
        }
        SourceSeries series = read(image.toBuilder().items(Tag.PER_FRAME_GROUPS, groups).build());
        double[] truth = SharedData.npy(SharedData.path("truth/base.npy"));
        double[] slice = new double[63 * 81];
        for (int z = 0; z < 11; z++) {
            series.scan().volumes().get(0).readSlice(z, slice);
            assertEquals((z + 1) * (truth[z * slice.length + 700] + 1024) + 5, slice[700]);
        }
    }

    @Test
    void aFrameWithoutItsOwnPositionIsRefused() throws IOException {
        DicomObject image = enhanced();
        List<DicomObject> groups = new ArrayList<>(image.items(Tag.PER_FRAME_GROUPS));
        groups.set(4, groups.get(4).toBuilder().remove(Tag.PLANE_POSITIONS).build());
        DicomException refusal = assertThrows(DicomException.class,
                () -> read(image.toBuilder().items(Tag.PER_FRAME_GROUPS, groups).build()));
        assertTrue(refusal.getMessage().contains("no Image Position"), refusal.getMessage());
    }

    @Test
    void asManyFramesAreDescribedAsDeclared() throws IOException {
        DicomObject image = enhanced();
        List<DicomObject> groups = image.items(Tag.PER_FRAME_GROUPS).subList(0, 10);
        assertThrows(DicomException.class,
                () -> read(image.toBuilder().items(Tag.PER_FRAME_GROUPS, groups).build()));
    }

    @Test
    void aConcatenationIsReadWholeAndRefusedWithoutItsFirstOrLastFile() throws IOException {
        DicomObject image = enhanced();
        Path folder = Files.createDirectory(temp.resolve("concatenation"));
        int[] starts = {0, 4, 8, 11};
        for (int part = 0; part < 3; part++) {
            byte[] pixels = new byte[(starts[part + 1] - starts[part]) * FRAME_BYTES];
            ((Element.Bulk) image.get(Tag.PIXEL_DATA).orElseThrow()).bytes()
                    .read((long) starts[part] * FRAME_BYTES, pixels, 0, pixels.length);
            write(folder.resolve("part" + part), image.toBuilder()
                    .text(Tag.SOP_INSTANCE, Vr.UI, "2.25.7" + part).text(Tag.CONCATENATION, Vr.UI, "2.25.6")
                    .integers(Tag.IN_CONCATENATION_NUMBER, Vr.US, part + 1)
                    .integers(Tag.IN_CONCATENATION_TOTAL, Vr.US, 3)
                    .text(Tag.NUMBER_OF_FRAMES, Vr.IS, Integer.toString(starts[part + 1] - starts[part]))
                    .items(Tag.PER_FRAME_GROUPS,
                            image.items(Tag.PER_FRAME_GROUPS).subList(starts[part], starts[part + 1]))
                    .put(new Element.Bulk(Tag.PIXEL_DATA, Vr.OW, ByteSource.of(pixels))).build());
        }
        assertEquals(11, SeriesReader.read(folder, ReadOptions.standard()).scan().grid().size().z());
        for (int missing : new int[] {0, 2}) {
            Path aside = Files.move(folder.resolve("part" + missing), temp.resolve("aside"));
            DicomException refusal = assertThrows(DicomException.class,
                    () -> SeriesReader.read(folder, ReadOptions.standard()));
            assertTrue(refusal.getMessage().contains("part " + (missing + 1) + " is missing"), refusal.getMessage());
            Files.move(aside, folder.resolve("part" + missing));
        }
    }

    private static void write(Path file, DicomObject image) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            new BuiltinToolkit().write(image, out);
        }
    }

    private static DicomObject enhanced() throws IOException {
        return new BuiltinToolkit().parse(SharedData.files("conformance/D60-legacy-enhanced-ct").get(0), Limits.STANDARD);
    }

    private SourceSeries read(DicomObject image) throws IOException {
        Path file = temp.resolve("enhanced");
        write(file, image);
        return SeriesReader.read(file, ReadOptions.standard());
    }
}
