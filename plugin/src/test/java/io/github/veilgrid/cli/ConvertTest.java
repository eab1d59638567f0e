package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.veilgrid.reference.PlainNifti;
import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What convert writes is what was read, voxel for voxel, and says so. */
class ConvertTest {

    @TempDir
    private Path temp;

    @Test
    void everyVoxelIsWhereDcm2niixPutsIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dcm2niix")), "dcm2niix is not installed");
        Path scan = TestData.sample("mr-brain");
        Process process = new ProcessBuilder("dcm2niix", "-f", "theirs", "-z", "y", "-o", temp.toString(),
                scan.toString()).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor());
        PlainNifti ours = PlainNifti.read(converted(scan, "ours.nii.gz"));
        PlainNifti theirs = PlainNifti.read(temp.resolve("theirs.nii.gz"));
        assertArrayEquals(theirs.size(), ours.size());
        int i = 0;
        for (int z = 0; z < ours.size()[2]; z++) {
            for (int y = 0; y < ours.size()[1]; y++) {
                for (int x = 0; x < ours.size()[0]; x++) {
                    assertEquals(theirs.at(ours, x, y, z), ours.values()[i++]);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"D01-shuffled-names, base", "D34-signed-with-padding, padded", "D40-fractional-slope, fractional",
        "D45-sagittal-orientation, D45", "D47-double-oblique, D47"})
    void everyVoxelIsTrue(String name, String truth) throws Exception {
        double[] expected = npy(TestData.shared("truth/" + truth + ".npy"));
        Path nifti = converted(TestData.shared("conformance/" + name), "a.nii");
        assertArrayEquals(expected, PlainNifti.read(nifti).values());
        assertArrayEquals(expected, PlainNifti.read(converted(nifti, "b.nii.gz")).values());
    }

    /** Slopes that differ from slice to slice have no common quantum: integers would not do. */
    @Test
    void varyingSlopesAreNotRounded() throws Exception {
        Path scan = TestData.shared("conformance/R24-mr-nonsquare-fractional-slope");
        PlainVolume source = PlainVolume.read(scan);
        double[] values = PlainNifti.read(converted(scan, "a.nii")).values();
        int slice = source.slices()[0].length;
        for (int i = 0; i < values.length; i++) {
            assertEquals(source.slices()[i / slice][i % slice], values[i], 1e-9);
        }
    }

    /** Regridding must know beforehand what values there can be; a copy in the clear need not be told. */
    @Test
    void floatingPointVoxelsOfAnOpenRangeAreConvertedButNotRegridded() throws Exception {
        Path known = temp.resolve("known.nii");
        assertEquals(0, InProcess.veilgrid("convert", TestData.shared("conformance/D40-fractional-slope"), "-o", known)
                .exitCode());
        PlainNifti truth = PlainNifti.read(known);
        ByteBuffer bytes = ByteBuffer.allocate(352 + 8 * truth.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(Files.readAllBytes(known), 0, 352).putShort(70, (short) 64).putShort(72, (short) 64);
        bytes.putFloat(112, 1).putFloat(116, 0).putFloat(124, 0).putFloat(128, 0);
        for (double value : truth.values()) {
            bytes.putDouble(value);
        }
        Path open = Files.write(temp.resolve("open.nii"), bytes.array());
        InProcess converted = InProcess.veilgrid("convert", open, "-o", temp.resolve("again.nii.gz"));
        assertEquals(0, converted.exitCode(), converted.err());
        assertArrayEquals(truth.values(), PlainNifti.read(temp.resolve("again.nii.gz")).values());
        InProcess run = InProcess.veilgrid("run", open, "--spacing", "2", "-o", temp.resolve("run.nii"));
        assertEquals(3, run.exitCode());
        assertTrue(run.err().contains("--range"), run.err());
    }

    @Test
    void aCopiedSeriesHasTheSameVoxelsAndClaimsNoResampling() throws Exception {
        Path copy = converted(TestData.sample("mr-brain"), "copy");
        PlainVolume source = PlainVolume.read(TestData.sample("mr-brain"));
        PlainVolume result = PlainVolume.read(copy);
        assertArrayEquals(source.size(), result.size());
        assertArrayEquals(source.spacing(), result.spacing());
        assertArrayEquals(source.origin(), result.origin());
        assertArrayEquals(source.slices(), result.slices());
        try (Stream<Path> files = Files.list(copy)) {
            String text = Files.readString(files.findFirst().orElseThrow(), StandardCharsets.ISO_8859_1);
            assertTrue(text.contains("not resampled"));
            assertFalse(text.contains("Spatial resampling") || text.contains("regridded"));
        }
    }

    @Test
    void aSeriesOfADirectoryIsThatOfItsFolder() throws Exception {
        Path variants = TestData.shared("conformance/R34-dicomdir-variants");
        Path nifti = temp.resolve("a.nii");
        assertEquals(0, InProcess.veilgrid(
                "convert", variants.resolve("DICOMDIR"), "--series", "5", "--output", nifti).exitCode());
        PlainVolume five = PlainVolume.read(variants.resolve("98892001/CT5N"));
        double[] values = PlainNifti.read(nifti).values();
        assertEquals(5 * 16 * 16, values.length);
        for (int i = 0; i < values.length; i++) {
            assertEquals(five.slices()[i / 256][i % 256], values[i]);
        }
    }

    @Test
    void refusalsAreSentencesAndLeaveNothing() throws Exception {
        Path nifti = converted(TestData.sample("mr-brain"), "a.nii.gz");
        refused(3, "patient", nifti, temp.resolve("folder"));
        refused(2, "exists already", TestData.sample("mr-brain"), nifti);
        refused(3, "none does not exist", temp.resolve("none"), temp.resolve("b.nii"));
        refused(3, "choose one with --series", TestData.project().resolve("sample-scans"), temp.resolve("b.nii"));
        refused(2, "no series", nifti, temp.resolve("b.nii"), "--series", "#1");
        refused(3, "1 volume", nifti, temp.resolve("b.nii"), "--volume", "1");
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(List.of(nifti), left.toList());
        }
    }

    private void refused(int exitCode, String words, Path input, Path output, String... options) {
        Object[] arguments = Stream.concat(Stream.of("convert", input, "-o", output), Stream.of(options)).toArray();
        InProcess refused = InProcess.veilgrid(arguments);
        assertEquals(exitCode, refused.exitCode(), refused.err());
        assertTrue(refused.err().contains(words), refused.err());
    }

    private Path converted(Path input, String name) {
        Path output = temp.resolve(name);
        InProcess convert = InProcess.veilgrid("convert", input, "--output", output);
        assertEquals(0, convert.exitCode(), convert.err());
        assertTrue(convert.out().startsWith("Result   " + output), convert.out());
        return output;
    }

    /** Numbers of a NumPy file of float64 or int32. */
    private static double[] npy(Path file) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int start = 10 + bytes.getShort(8);
        boolean floating = new String(bytes.array(), 0, start, StandardCharsets.ISO_8859_1).contains("<f8");
        double[] numbers = new double[(bytes.capacity() - start) / (floating ? 8 : 4)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = floating ? bytes.getDouble(start + 8 * i) : bytes.getInt(start + 4 * i);
        }
        return numbers;
    }
}
