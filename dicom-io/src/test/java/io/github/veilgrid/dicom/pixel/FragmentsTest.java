package io.github.veilgrid.dicom.pixel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.Samples;
import io.github.veilgrid.dicom.Seed;
import io.github.veilgrid.dicom.builtin.BuiltinToolkit;
import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fragments make a frame, with and without tables of offsets that may lie. */
class FragmentsTest {

    private static final PixelFormat FORMAT = new PixelFormat(12, 9, 16, 12, 11, false);
    private static final Path FILE = Path.of("a file");

    @TempDir
    private Path temp;

    private byte[] jpegLs;
    private byte[] cells;

    @BeforeEach
    void readTheSample() throws IOException {
        Path file = Files.write(temp.resolve("sample"), Samples.bytes("jpeg-ls.dcm"));
        Element pixels = new BuiltinToolkit().parse(file, Limits.STANDARD).get(Tag.PIXEL_DATA).orElseThrow();
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (ByteSource fragment : ((Element.Fragments) pixels).fragments()) {
            joined.write(fragment.all());
        }
        jpegLs = joined.toByteArray();
        cells = new JpegLsDecoder().decode(jpegLs, FORMAT);
    }

    private static FrameStore store(TransferSyntax syntax, int frames, byte[] table, List<byte[]> fragments)
            throws DicomException {
        DicomObject image = DicomObject.builder().text(Tag.TRANSFER_SYNTAX, Vr.UI, syntax.uid())
                .put(new Element.Fragments(Tag.PIXEL_DATA, Vr.OB, table,
                        fragments.stream().map(ByteSource::of).toList())).build();
        return FrameStore.of(FILE, image, FORMAT, frames);
    }

    private static byte[] frame(FrameStore store, int index) throws IOException {
        byte[] cells = new byte[FORMAT.frameBytes()];
        store.frame(index, cells);
        return cells;
    }

    private static byte[] table(long... offsets) {
        ByteBuffer table = ByteBuffer.allocate(4 * offsets.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long offset : offsets) {
            table.putInt((int) offset);
        }
        return table.array();
    }

    private List<byte[]> pieces(int length) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < jpegLs.length; at += length) {
            pieces.add(Arrays.copyOfRange(jpegLs, at, Math.min(jpegLs.length, at + length)));
        }
        return pieces;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 50, 1000})
    void aFrameInAnyNumberOfFragmentsIsRead(int length) throws IOException {
        assertArrayEquals(cells, frame(store(TransferSyntax.JPEG_LS, 1, new byte[0], pieces(length)), 0));
        assertArrayEquals(cells, frame(store(TransferSyntax.JPEG_LS, 1, table(0), pieces(length)), 0));
    }

    @Test
    void framesOfSeveralFragmentsAreToldApartByTheirOffsetsOrTheirMarkers() throws IOException {
        List<byte[]> fragments = new ArrayList<>();
        long[] offsets = new long[3];
        for (int frame = 0; frame < 3; frame++) {
            offsets[frame] = fragments.stream().mapToLong(fragment -> 8 + fragment.length).sum();
            fragments.addAll(pieces(20 + 14 * frame));
        }
        for (byte[] table : List.of(table(offsets), new byte[0])) {
            FrameStore store = store(TransferSyntax.JPEG_LS, 3, table, fragments);
            for (int frame = 0; frame < 3; frame++) {
                assertArrayEquals(cells, frame(store, frame));
            }
        }
    }

    @Test
    void fillBytesAfterAFrameAreIgnored() throws IOException {
        for (byte fill : new byte[] {0, (byte) 0xFF}) {
            byte[] padded = Arrays.copyOf(jpegLs, jpegLs.length + 1 + jpegLs.length % 2);
            Arrays.fill(padded, jpegLs.length, padded.length, fill);
            assertArrayEquals(cells, frame(store(TransferSyntax.JPEG_LS, 1, new byte[0], List.of(padded)), 0));
        }
    }

    @Test
    void oneFragmentAFrameNeedsNoTableAndBelievesNone() throws IOException {
        for (byte[] table : List.of(new byte[0], table(0, 1000), table(5, 7, 9))) {
            FrameStore store = store(TransferSyntax.JPEG_LS, 2, table, List.of(jpegLs, jpegLs));
            assertArrayEquals(cells, frame(store, 1));
        }
    }

    @Test
    void tooFewOrTooManyFramesAreRefused() {
        assertThrows(DicomException.class, () -> store(TransferSyntax.JPEG_LS, 3, new byte[0], List.of(jpegLs, jpegLs)));
        assertThrows(DicomException.class,
                () -> store(TransferSyntax.JPEG_LS, 2, new byte[0], List.of(jpegLs, jpegLs, jpegLs)));
        assertThrows(DicomException.class, () -> store(TransferSyntax.JPEG_LS, 1, new byte[0], List.of()));
    }

    @Test
    void rleOfRandomPixelsIsUndone() throws IOException {
        Random random = new Random(Seed.of("rle"));
        byte[] pixels = new byte[FORMAT.frameBytes()];
        random.nextBytes(pixels);
        byte[] packed = RleEncoder.encode(pixels, 12, 2);
        assertArrayEquals(pixels, frame(store(TransferSyntax.RLE, 1, table(0), List.of(packed)), 0));
        byte[] second = RleEncoder.encode(new byte[pixels.length], 12, 2);
        FrameStore two = store(TransferSyntax.RLE, 2, new byte[0], List.of(second, packed));
        assertArrayEquals(pixels, frame(two, 1));
    }

    @ParameterizedTest
    @EnumSource(value = TransferSyntax.class, names = {"RLE", "JPEG_LS", "JPEG_BASELINE", "JPEG_LOSSLESS", "JPEG_2000"})
    void aFrameOfNextToNothingIsRefused(TransferSyntax syntax) throws IOException {
        for (int length : new int[] {0, 1, 2, 3}) {
            DicomException refused = assertThrows(DicomException.class,
                    () -> frame(store(syntax, 1, new byte[0], List.of(new byte[length])), 0));
            assertTrue(refused.getMessage().endsWith("."), refused.getMessage());
        }
    }
}
