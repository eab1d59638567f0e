package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.jaiimageio.jpeg2000.J2KImageWriteParam;
import com.github.jaiimageio.jpeg2000.impl.J2KImageWriterSpi;
import io.github.veilgrid.dicom.builtin.BuiltinToolkit;
import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.nifti.NiftiReader;
import io.github.veilgrid.grid.VoxelSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small files that claim to be large: each is refused by a reader that has little more memory than the Java machine itself
 * needs and than the slice of doubles that its caller brings along. What is truly as large as it claims is read in the
 * room that its decoder is known to need.
 */
class BoundedMemoryTest {

    private static final String HEAP = "-Xmx120m";
    private static final int SIDE = 2400;
    private static final int CODING_STYLE = 0xFF52;

    @TempDir
    private Path temp;

    @Test
    void liesAboutSizeAreRefusedBeforeRoomIsMadeForThem() throws Exception {
        DicomObject sound = new BuiltinToolkit().parse(write("sound", Samples.bytes("explicit.dcm")), Limits.STANDARD);
        write("rows", sound.toBuilder().integers(Tag.ROWS, Vr.US, 3000).integers(Tag.COLUMNS, Vr.US, 3000).build());
        write("frames", new BuiltinToolkit().parse(write("enhanced", Samples.bytes("enhanced.dcm")), Limits.STANDARD)
                .toBuilder().text(Tag.NUMBER_OF_FRAMES, Vr.IS, "1000000").build());
        for (String name : List.of("rle.dcm", "jpeg-baseline.dcm", "jpeg-lossless.dcm", "jpeg-ls.dcm")) {
            compressed(name);
        }
        deflated("bomb in text", 0x0008, 0x2111, "UT", 400 << 20);
        deflated("bomb in pixels", 0x7FE0, 0x0010, "OW", 400 << 20);
        for (int group : new int[] {0x0008, 0x0009, 0x7FE0}) {
            lyingLength("length " + group, group, 0x0010);
        }
        nifti("nifti", 20000, 20000, 10);
        tinyFrames();
        jpeg2000("lossless with tiny code-blocks", 10, 0x0000);
        jpeg2000("lossless with all layers", 6, 0xFFFF);
        Files.delete(temp.resolve("sound"));
        Files.delete(temp.resolve("enhanced"));
        read(HEAP, "refused");
    }

    /** Its caller's doubles and cells, and 8 bytes for each pixel that the decoder works on. */
    @Test
    void aLargeJpeg2000ImageTakesEightBytesForEachPixel() throws Exception {
        jpeg2000("flat", 0, 0);
        long megabytes = ((8 + 2 + 8L) * SIDE * SIDE >> 20) + 24;
        read("-Xmx" + megabytes + "m", "read");
    }

    /** A machine whose heap is all there for large arrays. */
    private void read(String heap, String expected) throws IOException, InterruptedException {
        Process reader = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), heap,
                "-Xmn8m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Reader.class.getName(),
                temp.toString(), expected).redirectErrorStream(true).start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, reader.waitFor(), said);
    }

    /** A grey plane of {@link #SIDE} x {@link #SIDE} pixels in two hundred bytes, two of which may be changed. */
    private void jpeg2000(String name, int behindMarker, int value) throws IOException {
        ByteArrayOutputStream codestream = new ByteArrayOutputStream();
        ImageWriter writer = new J2KImageWriterSpi().createWriterInstance();
        J2KImageWriteParam how = new J2KImageWriteParam();
        how.setLossless(true);
        how.setWriteCodeStreamOnly(true);
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(codestream)) {
            writer.setOutput(out);
            writer.write(null,
                    new IIOImage(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_USHORT_GRAY), null, null), how);
        } finally {
            writer.dispose();
        }
        ByteBuffer bytes = ByteBuffer.wrap(codestream.toByteArray());
        int marker = 0;
        while ((bytes.getShort(marker) & 0xFFFF) != CODING_STYLE) {
            marker++;
        }
        if (behindMarker > 0) {
            bytes.putShort(marker + behindMarker, (short) value);
        }
        DicomObject image = new BuiltinToolkit().parse(write("whole", Samples.bytes("jpeg-2000.dcm")), Limits.STANDARD);
        write(name, image.toBuilder().integers(Tag.ROWS, Vr.US, SIDE).integers(Tag.COLUMNS, Vr.US, SIDE)
                .put(new Element.Fragments(Tag.PIXEL_DATA, Vr.OB, new byte[0],
                        List.of(ByteSource.of(bytes.array())))).build());
        Files.delete(temp.resolve("whole"));
    }

    /** Frames of one pixel each that share all they are described by. */
    private void tinyFrames() throws IOException {
        DicomObject enhanced = new BuiltinToolkit().parse(
                write("enhanced", Samples.bytes("enhanced.dcm")), Limits.STANDARD);
        int frames = 200_000;
        write("tiny frames", enhanced.toBuilder().text(Tag.NUMBER_OF_FRAMES, Vr.IS, Integer.toString(frames))
                .integers(Tag.ROWS, Vr.US, 1).integers(Tag.COLUMNS, Vr.US, 1)
                .items(Tag.PER_FRAME_GROUPS, Collections.nCopies(frames, DicomObject.empty()))
                .put(new Element.Bulk(Tag.PIXEL_DATA, Vr.OW, ByteSource.of(new byte[2 * frames]))).build());
    }

    /** A frame header that agrees with Rows and Columns, so that only the number of bytes can tell. */
    private void compressed(String name) throws IOException {
        DicomObject image = new BuiltinToolkit().parse(write("sound", Samples.bytes(name)), Limits.STANDARD);
        Element.Fragments pixels = (Element.Fragments) image.get(Tag.PIXEL_DATA).orElseThrow();
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (ByteSource fragment : pixels.fragments()) {
            joined.write(fragment.all());
        }
        byte[] frame = joined.toByteArray();
        for (int i = 0; i + 9 < frame.length; i++) {
            boolean header = (frame[i] & 0xFF) == 0xFF && (frame[i + 1] & 0xFF) != 0xC4
                    && ((frame[i + 1] & 0xF0) == 0xC0 || (frame[i + 1] & 0xFF) == 0xF7);
            if (header) {
                ByteBuffer.wrap(frame).putShort(i + 5, (short) 3000).putShort(i + 7, (short) 3000);
                break;
            }
        }
        write("large " + name, image.toBuilder().integers(Tag.ROWS, Vr.US, 3000).integers(Tag.COLUMNS, Vr.US, 3000)
                .put(new Element.Fragments(Tag.PIXEL_DATA, Vr.OB, new byte[0], List.of(ByteSource.of(frame)))).build());
    }

    private void deflated(String name, int group, int element, String vr, int length) throws IOException {
        byte[] sound = Samples.bytes("deflated.dcm");
        DicomObject meta = DicomObject.builder().text(Tag.TRANSFER_SYNTAX, Vr.UI, TransferSyntax.DEFLATED.uid()).build();
        Path file = write(name, meta);
        try (OutputStream out = Files.newOutputStream(file)) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            head.write(sound, 0, 132);
            head.write(header(2, 0x0010, "UI", TransferSyntax.DEFLATED.uid().length()));
            head.write(TransferSyntax.DEFLATED.uid().getBytes(StandardCharsets.US_ASCII));
            head.writeTo(out);
            try (DeflaterOutputStream packed = new DeflaterOutputStream(out, new Deflater(9, true))) {
                packed.write(header(group, element, vr, length));
                byte[] zeros = new byte[1 << 20];
                for (int done = 0; done < length; done += zeros.length) {
                    packed.write(zeros);
                }
            }
        }
    }

    private static byte[] header(int group, int element, String vr, int length) {
        boolean longForm = vr.startsWith("O") || vr.equals("UT");
        ByteBuffer header = ByteBuffer.allocate(longForm ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort((short) group).putShort((short) element).put(vr.getBytes(StandardCharsets.US_ASCII));
        return longForm ? header.putShort((short) 0).putInt(length).array() : header.putShort((short) length).array();
    }

    private void lyingLength(String name, int group, int element) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Samples.bytes("explicit.dcm"), 0, 300);
        bytes.write(header(group, element, "OW", 0x7FFFFF00));
        write(name, bytes.toByteArray());
    }

    private void nifti(String name, int x, int y, int z) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(352).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, 348).putShort(40, (short) 3).putShort(42, (short) x).putShort(44, (short) y)
                .putShort(46, (short) z).putShort(70, (short) 2).putFloat(108, 352).putShort(254, (short) 1);
        header.putFloat(280, 1).putFloat(300, 1).putFloat(320, 1);
        header.order(ByteOrder.BIG_ENDIAN).putInt(344, 0x6E2B3100);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(temp.resolve(name)))) {
            out.write(header.array());
        }
    }

    private Path write(String name, DicomObject object) throws IOException {
        Path file = temp.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            new BuiltinToolkit().write(object, out);
        }
        return file;
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(temp.resolve(name), bytes);
    }

    /** Reads every file of a folder; returns normally if each is refused as it should be. */
    static final class Reader {

        private Reader() {
        }

        public static void main(String[] arguments) throws IOException {
            List<Path> files;
            try (Stream<Path> list = Files.list(Path.of(arguments[0]))) {
                files = list.sorted().toList();
            }
            for (Path file : files) {
                try {
                    VoxelSource volume = NiftiReader.recognises(file)
                            ? NiftiReader.read(file).scan().volumes().get(0)
                            : SeriesReader.read(file, ReadOptions.standard()).scan().volumes().get(0);
                    volume.readSlice(0, new double[volume.size().slice()]);
                    System.out.println(file + " was read");
                    System.exit(arguments[1].equals("read") ? 0 : 1);
                } catch (DicomException refused) {
                    System.out.println(refused.getMessage());
                    if (!arguments[1].equals("refused")) {
                        System.exit(3);
                    }
                } catch (OutOfMemoryError tooMuch) {
                    System.out.println(file + " took all memory");
                    tooMuch.printStackTrace(System.out);
                    System.exit(2);
                }
            }
        }
    }
}
