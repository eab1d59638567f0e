package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.builtin.BuiltinToolkit;
import io.github.veilgrid.dicom.builtin.DataSetEncoder;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Legal and nearly legal ways to write the same image, byte by byte, that every toolkit must read alike. */
public abstract class EncodingContract {

    private static final int UNDEFINED = -1;
    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_END = 0xFFFEE00D;
    private static final int SEQUENCE_END = 0xFFFEE0DD;
    private static final int ICON = 0x00880200;

    @TempDir
    private Path temp;

    private DicomObject image;
    private double[] expected;

    protected abstract String name();

    @BeforeEach
    void readTheSample() throws IOException {
        Path sample = Files.write(temp.resolve("sample"), Samples.bytes("explicit.dcm"));
        image = new BuiltinToolkit().parse(sample, Limits.STANDARD);
        expected = values(sample);
    }

    private double[] values(Path file) throws IOException {
        SourceSeries series = SeriesReader.read(file, ReadOptions.standard().withToolkit(name()));
        double[] values = new double[series.scan().grid().size().slice()];
        series.scan().volumes().get(0).readSlice(0, values);
        return values;
    }

    private void readsAlike(byte[]... parts) throws IOException {
        assertArrayEquals(expected, values(file(parts)));
    }

    private Path file(byte[]... parts) throws IOException {
        return Files.write(temp.resolve("file"), joined(parts));
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.write(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] preamble() {
        byte[] preamble = new byte[132];
        System.arraycopy(new byte[] {'D', 'I', 'C', 'M'}, 0, preamble, 128, 4);
        return preamble;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] meta(TransferSyntax syntax) {
        return explicit(Tag.TRANSFER_SYNTAX, "UI", ascii(syntax.uid() + (syntax.uid().length() % 2 == 0 ? "" : "\0")));
    }

    private static byte[] start(TransferSyntax syntax) throws IOException {
        return joined(preamble(), meta(syntax));
    }

    private static byte[] header(int tag, String vr, int length) {
        boolean longForm = "OB OW SQ UN UT".contains(vr);
        ByteBuffer bytes = ByteBuffer.allocate(longForm ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) (tag >>> 16)).putShort((short) tag).put(ascii(vr));
        return (longForm ? bytes.putShort((short) 0).putInt(length) : bytes.putShort((short) length)).array();
    }

    private static byte[] explicit(int tag, String vr, byte[] value) {
        byte[] header = header(tag, vr, value.length);
        byte[] element = Arrays.copyOf(header, header.length + value.length);
        System.arraycopy(value, 0, element, header.length, value.length);
        return element;
    }

    /** Without representation, as in items and implicit encoding. */
    private static byte[] plain(int tag, int length) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (tag >>> 16)).putShort((short) tag).putInt(length).array();
    }

    /** Elements of the sample from one tag up to another, not included. */
    private byte[] part(int from, int to, boolean explicit) throws IOException {
        DicomObject.Builder part = DicomObject.builder();
        for (Element element : image.elements()) {
            boolean inside = Integer.compareUnsigned(element.tag(), from) >= 0
                    && Integer.compareUnsigned(element.tag(), to) < 0;
            if (inside && element.tag() >>> 16 != 2) {
                part.put(element);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataSetEncoder.encode(part.build(), bytes, explicit);
        return bytes.toByteArray();
    }

    private byte[] before(int tag) throws IOException {
        return part(0, tag, true);
    }

    private byte[] from(int tag) throws IOException {
        return part(tag, -1, true);
    }

    @Test
    void valuesOfOddLengthAreRead() throws IOException {
        byte[] odd = explicit(0x00080080, "LO", ascii("odd"));
        readsAlike(start(TransferSyntax.EXPLICIT_LITTLE), before(0x00080080), odd, from(0x00080080));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sequencesOfUndefinedLengthAreRead(boolean explicit) throws IOException {
        int sequence = 0x00082228;
        byte[] head = explicit ? header(sequence, "SQ", UNDEFINED) : plain(sequence, UNDEFINED);
        byte[] code = explicit ? explicit(Tag.CODE_VALUE, "SH", ascii("12"))
                : joined(plain(Tag.CODE_VALUE, 2), ascii("12"));
        byte[] nested = joined(head, plain(ITEM, UNDEFINED), code, head, plain(ITEM, 0), plain(ITEM, code.length), code,
                plain(SEQUENCE_END, 0), plain(ITEM_END, 0), plain(SEQUENCE_END, 0));
        readsAlike(start(explicit ? TransferSyntax.EXPLICIT_LITTLE : TransferSyntax.IMPLICIT_LITTLE),
                part(0, sequence, explicit), nested, part(sequence, -1, explicit));
    }

    @Test
    void privateSequencesOfUnknownRepresentationAreImplicitInside() throws IOException {
        byte[] unknown = joined(explicit(0x00090010, "LO", ascii("MAKER ")), header(0x00091001, "UN", UNDEFINED),
                plain(ITEM, UNDEFINED), plain(Tag.CODE_VALUE, 2), ascii("12"), plain(ITEM_END, 0),
                plain(SEQUENCE_END, 0));
        readsAlike(start(TransferSyntax.EXPLICIT_LITTLE), before(0x00090000), unknown, from(0x00090000));
    }

    @Test
    void knownElementsOfUnknownRepresentationAreRead() throws IOException {
        byte[] rows = explicit(Tag.ROWS, "UN", new byte[] {9, 0});
        readsAlike(start(TransferSyntax.EXPLICIT_LITTLE), before(Tag.ROWS), rows, from(Tag.ROWS + 1));
    }

    @Test
    void groupLengthsMayBeWrong() throws IOException {
        byte[] wrong = {4, 3, 2, 1};
        readsAlike(preamble(), explicit(0x00020000, "UL", new byte[] {26, 0, 0, 0}), meta(TransferSyntax.EXPLICIT_LITTLE),
                explicit(0x00080000, "UL", wrong), before(0x00100000), explicit(0x00100000, "UL", wrong), from(0x00100000));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bareDataSetsAreRead(boolean explicit) throws IOException {
        readsAlike(part(0, -1, explicit));
    }

    @Test
    void fileMetaInformationMayStandWithoutItsPreamble() throws IOException {
        readsAlike(meta(TransferSyntax.EXPLICIT_LITTLE), before(-1));
    }

    @Test
    void anIconIsNotTheImage() throws IOException {
        byte[] pixels = explicit(Tag.PIXEL_DATA, "OW", new byte[] {1, 2, 3, 4});
        byte[] icon = joined(header(ICON, "SQ", UNDEFINED), plain(ITEM, UNDEFINED),
                explicit(Tag.ROWS, "US", new byte[] {2, 0}), pixels, plain(ITEM_END, 0), plain(SEQUENCE_END, 0));
        readsAlike(start(TransferSyntax.EXPLICIT_LITTLE), before(ICON), icon, from(ICON));
        byte[] packed = joined(header(ICON, "SQ", UNDEFINED), plain(ITEM, UNDEFINED),
                header(Tag.PIXEL_DATA, "OB", UNDEFINED), plain(ITEM, 0), plain(ITEM, 2), new byte[2],
                plain(SEQUENCE_END, 0), plain(ITEM_END, 0), plain(SEQUENCE_END, 0));
        readsAlike(start(TransferSyntax.EXPLICIT_LITTLE), before(ICON), packed, from(ICON));
    }

    @Test
    void trailingPaddingIsNoDamage() throws IOException {
        readsAlike(start(TransferSyntax.EXPLICIT_LITTLE), before(-1), plain(SEQUENCE_END, 0));
        readsAlike(start(TransferSyntax.EXPLICIT_LITTLE), before(-1), explicit(0xFFFCFFFC, "OB", new byte[100]));
        for (int zeros : new int[] {1, 8, 9, 13, 2000, 20000}) {
            readsAlike(start(TransferSyntax.EXPLICIT_LITTLE), before(-1), new byte[zeros]);
        }
    }

    @Test
    void aSyntaxThatDoesNotFitTheDataIsRefusedOrSeenThrough() throws IOException {
        for (boolean explicit : new boolean[] {true, false}) {
            Path file = file(start(explicit ? TransferSyntax.IMPLICIT_LITTLE : TransferSyntax.EXPLICIT_LITTLE),
                    part(0, -1, explicit));
            try {
                assertArrayEquals(expected, values(file));
            } catch (DicomException refused) {
                assertTrue(refused.getMessage().contains("damaged") || refused.getMessage().contains("no DICOM"),
                        refused.getMessage());
            }
        }
    }

    @Test
    void bigEndianBytesInWordsAreTurned() throws IOException {
        Path eight = Files.write(temp.resolve("eight"), Samples.bytes("explicit-8-bits.dcm"));
        double[] wanted = values(eight);
        DicomObject object = new BuiltinToolkit().parse(eight, Limits.STANDARD);
        byte[] bytes = ((Element.Bulk) object.get(Tag.PIXEL_DATA).orElseThrow()).bytes().all();
        for (int i = 0; i < bytes.length; i += 2) {
            byte first = bytes[i];
            bytes[i] = bytes[i + 1];
            bytes[i + 1] = first;
        }
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        for (Element element : object.elements()) {
            if (element.tag() >>> 16 != 2 && element instanceof Element.Value value) {
                big(turned, value.tag(), value.vr(), value.bytes());
            }
        }
        big(turned, Tag.PIXEL_DATA, Vr.OW, bytes);
        assertArrayEquals(wanted, values(file(start(TransferSyntax.EXPLICIT_BIG), turned.toByteArray())));
    }

    /** Pixels come as they shall stand; numbers are turned here. */
    private static void big(ByteArrayOutputStream out, int tag, Vr vr, byte[] value) throws IOException {
        int even = value.length + value.length % 2;
        ByteBuffer header = ByteBuffer.allocate(vr.longForm() ? 12 : 8);
        header.putShort((short) (tag >>> 16)).putShort((short) tag).put(ascii(vr.name()));
        out.write((vr.longForm() ? header.putShort((short) 0).putInt(even) : header.putShort((short) even)).array());
        byte[] words = Arrays.copyOf(value, even);
        for (int i = 0; vr == Vr.US && i < even; i += 2) {
            words[i] = value[i + 1];
            words[i + 1] = value[i];
        }
        out.write(words);
    }
}
