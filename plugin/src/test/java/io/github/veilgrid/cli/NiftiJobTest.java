package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainNifti;
import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NIfTI files go the encrypted way as series do; label maps arrive that way. */
class NiftiJobTest {

    private static final int LABEL_INTENT = 1002;
    private static final int MNI = 4;
    private static final byte UINT8 = 2;

    @TempDir
    private Path temp;

    private Path scan;

    @BeforeEach
    void convert() {
        scan = temp.resolve("scan.nii.gz");
        veilgrid("convert", TestData.sample("mr-brain"), "--output", scan);
    }

    private static InProcess veilgrid(Object... arguments) {
        InProcess run = InProcess.veilgrid(arguments);
        assertEquals(0, run.exitCode(), run.err());
        return run;
    }

    /** The encrypted way adds noise that rounding may show as one unit. */
    @Test
    void aFileGivesWhatItsSeriesGives() throws Exception {
        veilgrid("run", scan, "--spacing", "2", "--output", temp.resolve("a.nii"));
        veilgrid("run", TestData.sample("mr-brain"), "--spacing", "2", "--output", temp.resolve("b.nii.gz"));
        veilgrid("run", TestData.sample("mr-brain"), "--spacing", "2", "--output", temp.resolve("c"));
        double[] a = PlainNifti.read(temp.resolve("a.nii")).values();
        double[] b = PlainNifti.read(temp.resolve("b.nii.gz")).values();
        PlainVolume c = PlainVolume.read(temp.resolve("c"));
        int slice = c.slices()[0].length;
        assertEquals(c.slices().length * slice, a.length);
        for (int i = 0; i < a.length; i++) {
            assertEquals(c.slices()[i / slice][i % slice], a[i], 1);
            assertEquals(a[i], b[i], 1);
        }
        InProcess compared = veilgrid("compare", scan, temp.resolve("a.nii"));
        assertTrue(compared.out().contains("Every voxel is within"), compared.out());
    }

    @Test
    void theThreeStepsGiveTheSame() throws Exception {
        Path passphrase = Files.writeString(temp.resolve("p"), "correct horse battery staple");
        Object[] key = {"--key", temp.resolve("key"), "--passphrase-file", passphrase};
        veilgrid(with(key, "keygen"));
        veilgrid(with(key, "encrypt", scan, "--spacing", "2", "--job", temp.resolve("job")));
        veilgrid("regrid", temp.resolve("job/send"), "--output", temp.resolve("answers"));
        veilgrid(with(key, "decrypt", temp.resolve("answers"), "--job", temp.resolve("job"), "--output",
                temp.resolve("a.nii.gz"), "--picture", temp.resolve("a.png")));
        assertTrue(veilgrid("compare", scan, temp.resolve("a.nii.gz")).out().contains("Every voxel is within"));
    }

    @Test
    void labelsStayLabelsOnTheGridOfASeries() throws Exception {
        Path labels = labels();
        Path series = temp.resolve("coarse");
        veilgrid("run", TestData.sample("mr-brain"), "--spacing", "3", "--output", series);
        Path result = temp.resolve("on series.nii.gz");
        InProcess refused = InProcess.veilgrid("run", labels, "--like", series, "--interpolation", "nearest", "-o", result);
        assertEquals(3, refused.exitCode());
        assertTrue(refused.err().contains("--same-space"), refused.err());
        veilgrid("run", labels, "--like", series, "--same-space", "--interpolation", "nearest", "-o", result);
        veilgrid("convert", result, "-o", temp.resolve("plain.nii"));
        PlainNifti plain = PlainNifti.read(temp.resolve("plain.nii"));
        assertArrayEquals(PlainVolume.read(series).size(), plain.size());
        assertArrayEquals(new double[] {0, 1, 7, 255}, Arrays.stream(plain.values()).distinct().sorted().toArray());
        ByteBuffer header = header(temp.resolve("plain.nii"));
        assertEquals(UINT8, header.getShort(70), "its type is kept");
        assertEquals(LABEL_INTENT, header.getShort(68), "it says that these are labels");
        assertEquals(MNI, header.getShort(254), "it says in which space they lie");
    }

    /** Label maps of 32 bits are common; what labels there are is said by who knows them. */
    @Test
    void numbersOf32BitsNeedARangeAndThenStayExact() throws Exception {
        for (short type : new short[] {8, 16}) {
            Path labels = wide(type);
            InProcess refused = InProcess.veilgrid("run", labels, "--spacing", "2", "-o", temp.resolve("x.nii"));
            assertEquals(3, refused.exitCode(), refused.err());
            Path out = temp.resolve("wide" + type + ".nii");
            veilgrid("run", labels, "--spacing", "2", "--interpolation", "nearest", "--range", "0,70000,1", "-o", out);
            assertArrayEquals(new double[] {0, 1001, 2035, 70000}, labels(out));
        }
        refused(2, "leave out --range", TestData.sample("mr-brain"), temp.resolve("b.nii"), "--range", "0,1");
        refused(2, "LOW,HIGH", scan, temp.resolve("b.nii"), "--range", "wide");
    }

    private static double[] labels(Path file) throws Exception {
        ByteBuffer bytes = header(file);
        assertEquals(8, bytes.getShort(70), "whole numbers of 32 bits");
        return IntStream.range(0, (bytes.capacity() - 352) / 4)
                .mapToDouble(i -> bytes.getInt(352 + 4 * i)).distinct().sorted().toArray();
    }

    /** Of whole or floating-point numbers of 32 bits. */
    private Path wide(short type) throws Exception {
        Path plain = labels();
        ByteBuffer narrow = header(plain);
        ByteBuffer wide = ByteBuffer.allocate(352 + 4 * (narrow.capacity() - 352)).order(ByteOrder.LITTLE_ENDIAN);
        wide.put(narrow.duplicate().position(0).limit(352));
        wide.putShort(70, type).putShort(72, (short) 32).putFloat(124, 0).putFloat(128, 0);
        int[] values = {0, 1001, 2035, 70000};
        for (int i = 0; i < narrow.capacity() - 352; i++) {
            int value = values[i / 1000 % values.length];
            wide.putInt(352 + 4 * i, type == 8 ? value : Float.floatToIntBits(value));
        }
        Files.delete(plain);
        return Files.write(temp.resolve("labels" + type + ".nii"), wide.array());
    }

    @Test
    void whatAFileCannotGiveIsRefused() throws Exception {
        refused(3, "patient", scan, temp.resolve("folder"));
        refused(2, "leave out --layout", scan, temp.resolve("b.nii"), "--layout", "enhanced");
        refused(2, "no series", scan, temp.resolve("b.nii"), "--series", "#1");
        refused(2, "exists already", scan, scan);
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(1, left.count(), "nothing is left behind");
        }
        InProcess info = veilgrid("info", scan);
        assertTrue(info.out().contains("NIfTI"), info.out());
        assertFalse(veilgrid("plan", scan, "--spacing", "1").out().isEmpty());
    }

    private void refused(int exitCode, String words, Path input, Path output, Object... options) {
        InProcess refused = InProcess.veilgrid(with(options, "run", input, "--spacing", "2", "-o", output));
        assertEquals(exitCode, refused.exitCode(), refused.err());
        assertTrue(refused.err().contains(words), refused.err());
    }

    private static Object[] with(Object[] options, Object... command) {
        return Stream.concat(Stream.of(command), Stream.of(options)).toArray();
    }

    private static ByteBuffer header(Path file) throws Exception {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A file of bytes on the grid of the scan, which other programs could have written. */
    private Path labels() throws Exception {
        Path plain = temp.resolve("plain scan.nii");
        veilgrid("convert", scan, "-o", plain);
        ByteBuffer header = header(plain).limit(352);
        int voxels = header.getShort(42) * header.getShort(44) * header.getShort(46);
        ByteBuffer labels = ByteBuffer.allocate(352 + voxels).order(ByteOrder.LITTLE_ENDIAN);
        labels.put(header.duplicate().position(0));
        labels.putShort(68, (short) LABEL_INTENT).putShort(70, UINT8).putShort(72, (short) 8).putShort(254, (short) MNI);
        labels.putFloat(112, 1).putFloat(116, 0);
        byte[] values = {0, 1, 7, (byte) 255};
        for (int i = 0; i < voxels; i++) {
            labels.put(352 + i, values[i / 1000 % values.length]);
        }
        Files.delete(plain);
        return Files.write(temp.resolve("labels.nii"), labels.array());
    }
}
