package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainSlice;
import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of the scan can be read in what leaves the hospital. */
class SecrecyTest {

    /** Runs of stored pixels to look for, in bytes: a random match has a chance of 2^-64 a place. */
    private static final int RUN = 8;
    /** Attribute values shorter than this occur by chance in megabytes of noise. */
    private static final int SHORTEST = 5;

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"ct-skull", "mr-brain"})
    void noPixelRunAndNoAttributeLeaves(String name) throws Exception {
        Path job = temp.resolve("job");
        RegridRequest request = RegridRequest.of(TestData.sample(name), new GridTarget.Spacing(0, 0, 1)).build();
        try (KeyAccess access = new KeyAccess(temp.resolve("key"), "p".toCharArray())) {
            access.generate();
            EncryptJob.run(request, access, job, Progress.SILENT, new Cancellation());
        }
        Set<Long> runs = new HashSet<>();
        Set<String> attributes = new HashSet<>();
        for (PlainSlice slice : PlainVolume.images(TestData.sample(name))) {
            byte[] pixels = slice.pixelBytes();
            for (int i = 0; i + RUN <= pixels.length; i += RUN) {
                if (telling(pixels, i)) {
                    runs.add(ByteBuffer.wrap(pixels, i, RUN).getLong());
                }
            }
            slice.attributes().values().stream().filter(value -> value.length >= SHORTEST)
                    .forEach(value -> attributes.add(text(value).trim()));
        }
        assertTrue(runs.size() > 10_000 && attributes.size() > 50, "there is something to look for");
        byte[] planted = pixelsOfMiddle(name);
        assertTrue(holdsRun(planted, runs), "the search finds pixels where there are some");
        try (Stream<Path> files = Files.list(job.resolve("send"))) {
            List<Path> sent = files.toList();
            assertTrue(sent.size() > 2);
            for (Path file : sent) {
                byte[] bytes = Files.readAllBytes(file);
                assertFalse(holdsRun(bytes, runs), file + " holds stored pixels");
                String text = text(bytes);
                for (String attribute : attributes) {
                    assertFalse(attribute.length() >= SHORTEST && text.contains(attribute), file + ": " + attribute);
                }
            }
        }
    }

    private static byte[] pixelsOfMiddle(String name) throws Exception {
        List<PlainSlice> slices = PlainVolume.images(TestData.sample(name));
        return slices.get(slices.size() / 2).pixelBytes();
    }

    /** Four pixels that all differ and are not zero: others, such as air, also occur in counts and lengths. */
    private static boolean telling(byte[] pixels, int from) {
        Set<Integer> values = new HashSet<>();
        for (int i = from; i < from + RUN; i += 2) {
            values.add(pixels[i] << 8 | pixels[i + 1] & 0xff);
        }
        return values.size() == RUN / 2 && !values.contains(0);
    }

    private static boolean holdsRun(byte[] bytes, Set<Long> runs) {
        long window = 0;
        for (int i = 0; i < bytes.length; i++) {
            window = window << 8 | bytes[i] & 0xff;
            if (i >= RUN - 1 && runs.contains(window)) {
                return true;
            }
        }
        return false;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
