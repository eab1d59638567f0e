package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Toolkits;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Headers of nothing but tiny elements, parsed by a Java machine that has room for twice the file, the fixed part of
 * {@link Limits#treeBytes} and itself: as many as fit are read, and millions are refused with a sentence.
 */
public class TinyElementsTest {

    private static final int ITEM = 0xE000FFFE;
    private static final int SEQUENCE_END = 0xE0DDFFFE;
    /** What the machine itself and the buffers of a parser take. */
    private static final int OWN_MEGABYTES = 24;

    @TempDir
    private Path temp;

    protected String toolkit() {
        return "built-in";
    }

    /** How a header can be made of little. */
    enum Shape { EMPTY, SHORT, BACKWARDS, EMPTY_ITEMS, SHORT_ITEMS, SEQUENCES, FRAGMENTS }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void millionsAreRefusedAndThousandsAreRead(Shape shape) throws IOException, InterruptedException {
        Path many = write(shape, 2_500_000);
        String end = parse(many);
        // Empty items are one object: even millions of them take less than twice their file.
        assertTrue(shape == Shape.EMPTY_ITEMS ? end.equals("read") : end.startsWith("refused") && end.endsWith("."), end);
        if (shape != Shape.BACKWARDS) {
            assertEquals("read", parse(write(shape, 60_000)));
        }
    }

    private String parse(Path file) throws IOException, InterruptedException {
        long megabytes = (2 * Files.size(file) + Limits.STANDARD.treeBytes() >> 20) + OWN_MEGABYTES;
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Parser.class.getName(), toolkit(), file.toString()).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(child.waitFor(1, TimeUnit.MINUTES));
        return said.lines().filter(line -> !line.startsWith("SLF4J")).reduce("", (a, b) -> a + b);
    }

    private Path write(Shape shape, int count) throws IOException {
        Path file = temp.resolve(shape + "-" + count);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            byte[] preamble = new byte[132];
            System.arraycopy(new byte[] {'D', 'I', 'C', 'M'}, 0, preamble, 128, 4);
            out.write(preamble);
            element(out, 2, 0x0010, "UI", "1.2.840.10008.1.2.1\0".getBytes(StandardCharsets.US_ASCII));
            element(out, 8, 0x0060, "CS", "MR".getBytes(StandardCharsets.US_ASCII));
            switch (shape) {
                case EMPTY, SHORT, BACKWARDS -> flat(out, shape, count);
                case EMPTY_ITEMS, SHORT_ITEMS -> items(out, shape, count);
                case SEQUENCES -> sequences(out, count);
                default -> fragments(out, count);
            }
        }
        return file;
    }

    private static void flat(OutputStream out, Shape shape, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int place = shape == Shape.BACKWARDS ? count - 1 - i : i;
            element(out, 0x0011 + 2 * (place / 0x8000), 0x1000 + place % 0x8000, "US",
                    new byte[shape == Shape.EMPTY ? 0 : 2]);
        }
    }

    private static void items(OutputStream out, Shape shape, int count) throws IOException {
        element(out, 8, 0x1140, "SQ", null);
        for (int i = 0; i < count; i++) {
            pair(out, ITEM, shape == Shape.EMPTY_ITEMS ? 0 : 10);
            if (shape == Shape.SHORT_ITEMS) {
                element(out, 8, 0x0104, "LO", "ab".getBytes(StandardCharsets.US_ASCII));
            }
        }
        pair(out, SEQUENCE_END, 0);
    }

    private static void sequences(OutputStream out, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            element(out, 0x0011 + 2 * (i / 0x8000), 0x1000 + i % 0x8000, "SQ", null);
            pair(out, SEQUENCE_END, 0);
        }
    }

    private static void fragments(OutputStream out, int count) throws IOException {
        element(out, 0x7FE0, 0x0010, "OB", null);
        for (int i = 0; i <= count; i++) {
            pair(out, ITEM, 0);
        }
        pair(out, SEQUENCE_END, 0);
    }

    /** Of undefined length if there is no value. */
    private static void element(OutputStream out, int group, int element, String vr, byte[] value) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(value == null ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort((short) group).putShort((short) element).put(vr.getBytes(StandardCharsets.US_ASCII));
        out.write((value == null ? header.putShort((short) 0).putInt(-1) : header.putShort((short) value.length)).array());
        out.write(value == null ? new byte[0] : value);
    }

    private static void pair(OutputStream out, int tag, int length) throws IOException {
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(tag).putInt(length).array());
    }

    /** Parses a file and says how that ended. */
    static final class Parser {

        private Parser() {
        }

        public static void main(String[] arguments) {
            try {
                Toolkits.installed().choose(Optional.of(arguments[0])).parse(Path.of(arguments[1]), Limits.STANDARD);
                System.out.println("read");
            } catch (DicomException refused) {
                System.out.println("refused: " + refused.getMessage());
            }
        }
    }
}
