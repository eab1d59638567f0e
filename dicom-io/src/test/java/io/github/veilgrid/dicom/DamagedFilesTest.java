package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Toolkits;
import io.github.veilgrid.grid.VoxelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file: a volume or one checked refusal, soon, in bounded memory. */
public class DamagedFilesTest {

    private static final long MOST_MEMORY = 400L << 20;

    @TempDir
    private Path temp;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"deflated", "explicit-be", "implicit-le", "jpeg-baseline-50", "jpeg-extended-51",
        "jpeg-lossless-57", "jpeg-lossless-70", "jpeg-ls-80", "jpeg-ls-near-81", "jpeg2000-90", "jpeg2000-lossy-91",
        "rle"})
    void aMutatedFileReadsOrIsRefused(String encoding) throws IOException {
        byte[] whole = Files.readAllBytes(SharedData.files("conformance/D02-transfer-syntaxes/" + encoding).get(0));
        Random random = new Random(Seed.of(encoding));
        int read = 0;
        for (int round = 0; round < 300; round++) {
            byte[] bytes = whole.clone();
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(random.nextBoolean() ? Math.min(2000, bytes.length) : bytes.length);
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] ^ 1 << random.nextInt(8));
            }
            read += readsOrIsRefused(bytes) ? 1 : 0;
        }
        assertTrue(read > 0, "some mutations hit only names or pixels");
    }

    /** A tile grid that begins far right of the image, which is not allowed, once cost two minutes and the whole heap. */
    @Test
    void aJpeg2000TileGridBesideItsImageIsRefusedAtOnce() throws IOException {
        byte[] bytes = Files.readAllBytes(SharedData.files("conformance/D02-transfer-syntaxes/jpeg2000-90").get(0));
        int codestream = 0;
        while (bytes[codestream] != (byte) 0xFF || bytes[codestream + 1] != 0x4F) {
            codestream++;
        }
        bytes[codestream + 33] = 16;
        bytes[codestream + 37] = 1;
        assertTrue(!assertTimeoutPreemptively(Duration.ofSeconds(5), () -> readsOrIsRefused(bytes)));
    }

    @Test
    void aMutatedEnhancedFileReadsOrIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(SharedData.files("conformance/D60-legacy-enhanced-ct").get(0));
        Random random = new Random(Seed.of("enhanced"));
        for (int round = 0; round < 300; round++) {
            byte[] bytes = whole.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                bytes[random.nextInt(Math.min(8000, bytes.length))] = (byte) random.nextInt();
            }
            readsOrIsRefused(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflated", "implicit-le", "jpeg-lossless-70", "jpeg-ls-80", "rle"})
    void aFileCutAnywhereIsRefused(String encoding) throws IOException {
        byte[] whole = Files.readAllBytes(SharedData.files("conformance/D02-transfer-syntaxes/" + encoding).get(0));
        int step = Math.max(1, whole.length / 1500);
        for (int length = 0; length < whole.length - 8; length += step) {
            boolean read = readsOrIsRefused(Arrays.copyOf(whole, length));
            assertTrue(!read, encoding + " read although cut at " + length);
        }
    }

    static List<String> samples() {
        return Samples.IMAGES;
    }

    /** Without the last eight bytes, a delimiter or padding, a file may still be whole. */
    @ParameterizedTest
    @MethodSource("samples")
    void aSmallFileCutAtAnyByteIsRefused(String name) throws IOException {
        byte[] whole = Samples.bytes(name);
        assertTrue(readsOrIsRefused(whole), name + " itself reads");
        for (int length = 0; length < whole.length - 8; length++) {
            assertTrue(!readsOrIsRefused(Arrays.copyOf(whole, length)), name + " read although cut at " + length);
        }
    }

    /** Whether it gave a volume; anything but a volume or the checked exception fails the test. */
    private boolean readsOrIsRefused(byte[] bytes) throws IOException {
        Path file = temp.resolve("damaged.dcm");
        Files.write(file, bytes);
        long before = used();
        boolean read = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try {
                SourceSeries series = SeriesReader.read(file, ReadOptions.standard().withThreads(1));
                VoxelSource volume = series.scan().volumes().get(0);
                double[] slice = new double[volume.size().slice()];
                for (int z = 0; z < volume.size().z(); z++) {
                    volume.readSlice(z, slice);
                }
                return true;
            } catch (DicomException refused) {
                assertTrue(refused.getMessage().endsWith("."), refused.getMessage());
                return false;
            }
        });
        assertTrue(used() - before < MOST_MEMORY, "memory grew by " + (used() - before >> 20) + " MB");
        return read;
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void theToolkitsInUseAreNamed() {
        System.out.println("DICOM toolkits here: "
                + Toolkits.installed().found().stream().map(toolkit -> toolkit.title()).toList());
        assertTrue(Toolkits.installed().found().stream().anyMatch(toolkit -> toolkit.name().equals("built-in")));
    }
}
