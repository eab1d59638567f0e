package io.github.veilgrid.dicom.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.SeriesReader;
import io.github.veilgrid.dicom.SharedData;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Scan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NIfTI files say the same as the series they were made of, in our words and in dcm2niix's. */
class NiftiTest {

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"open/ct-head-phantom", "open/mr-t1-oblique-defaced", "open/mr-epi-sagittal-phantom",
        "conformance/D47-double-oblique", "conformance/D45-sagittal-orientation",
        "conformance/R10-mr-4d-fmri"})
    void dcm2niixPlacesTheSameValuesAtTheSamePlaces(String name) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dcm2niix")), "dcm2niix is not installed");
        Process process = new ProcessBuilder("dcm2niix", "-f", "theirs", "-z", "y", "-o", temp.toString(),
                SharedData.path(name).toString()).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        process.waitFor();
        Scan theirs = NiftiReader.read(temp.resolve("theirs.nii.gz")).scan();
        Scan ours = SeriesReader.read(SharedData.path(name), ReadOptions.standard().withAllVolumes()).scan();
        assertEquals(theirs.volumes().size(), ours.volumes().size());
        for (int volume = 0; volume < ours.volumes().size(); volume++) {
            assertSameVolume(theirs, ours, volume);
        }
    }

    private static void assertSameVolume(Scan theirs, Scan ours, int volume) throws IOException {
        Grid grid = ours.grid();
        double[] slice = new double[grid.size().slice()];
        double[][] other = new double[theirs.grid().size().z()][theirs.grid().size().slice()];
        for (int z = 0; z < other.length; z++) {
            theirs.volumes().get(volume).readSlice(z, other[z]);
        }
        for (int z = 0; z < grid.size().z(); z += 5) {
            ours.volumes().get(volume).readSlice(z, slice);
            for (int i = 0; i < slice.length; i += 37) {
                int row = i / grid.size().x();
                double[] place = grid.position(i % grid.size().x(), row, z);
                double[] index = theirs.grid().index(place[0], place[1], place[2]);
                for (double coordinate : index) {
                    assertEquals(Math.rint(coordinate), coordinate, 2e-3);
                }
                int x = (int) Math.rint(index[0]);
                int y = (int) Math.rint(index[1]);
                assertEquals(other[(int) Math.rint(index[2])][y * theirs.grid().size().x() + x], slice[i], 1e-3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"open/ct-head-phantom", "open/mr-t1-oblique-defaced", "open/pet-nema-iq-phantom",
        "conformance/D40-fractional-slope", "conformance/D53-gantry-tilt"})
    void whatIsWrittenReadsBackExactly(String name) throws IOException {
        Scan scan = SeriesReader.read(SharedData.path(name), ReadOptions.standard()).scan();
        for (String ending : List.of("a.nii", "b ü.nii.gz")) {
            Path file = write(scan, ending);
            Scan back = NiftiReader.read(file).scan();
            assertTrue(NiftiReader.recognises(file));
            double[] a = new double[scan.grid().size().slice()];
            double[] b = a.clone();
            for (int z = 0; z < scan.grid().size().z(); z++) {
                scan.volumes().get(0).readSlice(z, a);
                back.volumes().get(0).readSlice(z, b);
                assertArrayEquals(a, b);
            }
            assertSamePlaces(scan.grid(), back.grid(), 1e-4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"open/mr-t1-oblique-defaced", "open/mr-epi-sagittal-phantom",
        "conformance/D45-sagittal-orientation", "conformance/D47-double-oblique"})
    void theQuaternionSaysTheSameAsTheMatrix(String name) throws IOException {
        Scan scan = SeriesReader.read(SharedData.path(name), ReadOptions.standard()).scan();
        byte[] bytes = Files.readAllBytes(write(scan, "q.nii"));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(254, (short) 0);
        Path file = Files.write(temp.resolve("only q.nii"), bytes);
        assertSamePlaces(scan.grid(), NiftiReader.read(file).scan().grid(), 1e-3);
    }

    @Test
    void cutOrUnplacedFilesAreRefused() throws IOException {
        Scan scan = SeriesReader.read(SharedData.path("conformance/D47-double-oblique"), ReadOptions.standard()).scan();
        for (String ending : List.of("c.nii", "c.nii.gz")) {
            byte[] whole = Files.readAllBytes(write(scan, ending));
            for (int length = 0; length < whole.length - 8; length += 1 + whole.length / 700) {
                Path cut = Files.write(temp.resolve("cut-" + ending), Arrays.copyOf(whole, length));
                assertThrows(DicomException.class, () -> NiftiReader.read(cut));
            }
        }
        byte[] unplaced = Files.readAllBytes(temp.resolve("c.nii"));
        ByteBuffer.wrap(unplaced).order(ByteOrder.LITTLE_ENDIAN).putInt(252, 0);
        Path file = Files.write(temp.resolve("unplaced.nii"), unplaced);
        DicomException refusal = assertThrows(DicomException.class, () -> NiftiReader.read(file));
        assertTrue(refusal.getMessage().contains("sform and qform"));
    }

    @Test
    void otherKindsOfNiftiAreRefusedByName() throws IOException {
        byte[] pair = new byte[400];
        System.arraycopy(new byte[] {'n', 'i', '1', 0}, 0, pair, 344, 4);
        byte[] second = new byte[600];
        System.arraycopy(new byte[] {'n', '+', '2', 0}, 0, second, 4, 4);
        for (byte[] bytes : List.of(pair, second)) {
            Path file = Files.write(temp.resolve("kind.nii"), bytes);
            assertTrue(NiftiReader.recognises(file));
            String refusal = assertThrows(DicomException.class, () -> NiftiReader.read(file)).getMessage();
            assertTrue(refusal.contains(bytes == pair ? "half of a NIfTI pair" : "NIfTI-2"), refusal);
        }
    }

    @Test
    void anUnfinishedFileLeavesNothingBehind() throws IOException {
        Scan scan = SeriesReader.read(SharedData.path("conformance/D47-double-oblique"), ReadOptions.standard()).scan();
        try (NiftiWriter writer = NiftiWriter.open(temp.resolve("x.nii"), scan.grid(), scan.values(), scan.fill(), 1,
                NiftiTemplate.PLAIN)) {
            assertThrows(DicomException.class, writer::finish);
        }
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private Path write(Scan scan, String name) throws IOException {
        Path file = temp.resolve(name);
        try (NiftiWriter writer = NiftiWriter.open(file, scan.grid(), scan.values(), scan.fill(), 1,
                NiftiTemplate.PLAIN)) {
            double[] slice = new double[scan.grid().size().slice()];
            for (int z = scan.grid().size().z() - 1; z >= 0; z--) {
                scan.volumes().get(0).readSlice(z, slice);
                writer.writeSlice(0, z, slice);
            }
            writer.finish();
        }
        return file;
    }

    private static void assertSamePlaces(Grid a, Grid b, double tolerance) {
        assertEquals(a.size(), b.size());
        for (int corner = 0; corner < 8; corner++) {
            double i = (corner & 1) * (a.size().x() - 1);
            double j = (corner >> 1 & 1) * (a.size().y() - 1);
            double k = (corner >> 2) * (a.size().z() - 1);
            assertArrayEquals(a.position(i, j, k), b.position(i, j, k), tolerance);
        }
    }
}
