package io.github.veilgrid.dicom.pixel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.Seed;
import io.github.veilgrid.dicom.SharedData;
import io.github.veilgrid.dicom.builtin.BuiltinToolkit;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same image in many encodings decodes to the same stored pixels. */
class FrameDecodingTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
    void aMosaicInNineEncodingsIsOneImage(int number) throws IOException {
        String folder = "conformance/R12-mr-mosaic-9-syntaxes/";
        double[] first = stored(SharedData.path(folder + "1.dcm"), 0);
        assertArrayEquals(first, stored(SharedData.path(folder + number + ".dcm"), 0));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            fragmented_no_bot_jpeg_lossless.70, 0, 0
            fragmented_no_bot_jpeg_lossless.57, 0, 0
            not_fragmented_no_bot_jpeg_ls.80, 0, 0
            not_fragmented_bot_jpeg_ls.80, 0, 0
            fragmented_no_bot_jpeg_ls.80, 0, 0
            fragmented_no_bot_jpeg_ls.81, 10, 0
            not_fragmented_no_bot_rle, 0, 0
            not_fragmented_bot_rle, 0, 0
            fragmented_no_bot_jpeg_baseline.51, 25, 1024
            """)
    void fragmentsMakeFramesWithAndWithoutAnOffsetTable(String name, double tolerance, double offset) throws IOException {
        String folder = "conformance/R14-enhanced-ct-fragment-layouts/CT0012.";
        for (int frame = 0; frame < 2; frame++) {
            double[] plain = stored(SharedData.path(folder + "explicit_little_endian.dcm"), frame);
            double[] decoded = stored(SharedData.path(folder + name + ".dcm"), frame);
            double worst = 0;
            for (int i = 0; i < plain.length; i++) {
                worst = Math.max(worst, Math.abs(plain[i] + offset - decoded[i]));
            }
            assertTrue(worst <= tolerance, name + " differs by " + worst);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"_big_endian", "_RLE", "_jpeg_ls_lossless", "_jpeg_2k_lossless"})
    void anEnhancedMrInFiveEncodingsIsOneVolume(String encoding) throws IOException {
        String folder = "conformance/R21-enhanced-mr-6-syntaxes/emri_small";
        for (int frame = 0; frame < 10; frame++) {
            assertArrayEquals(stored(SharedData.path(folder + ".dcm"), frame),
                    stored(SharedData.path(folder + encoding + ".dcm"), frame));
        }
    }

    @Test
    void aJpeg2000FileWithoutAllItsPixelsFailsLoudly() {
        Path file = SharedData.path(
                "conformance/R21-enhanced-mr-6-syntaxes/emri_small_jpeg_2k_lossless_too_short.dcm");
        assertThrows(DicomException.class, () -> {
            for (int frame = 0; frame < 10; frame++) {
                stored(file, frame);
            }
        });
    }

    @Test
    void baselineJpegEqualsTheDecoderOfTheJdkBitForBit() throws IOException {
        Random random = new Random(Seed.of("run lengths"));
        for (int round = 0; round < 20; round++) {
            int width = 1 + random.nextInt(70);
            int height = 1 + random.nextInt(70);
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            int roughness = 1 + random.nextInt(256);
            for (int i = 0; i < width * height; i++) {
                int value = Math.floorMod(i % width * 3 + i / width * 2 + random.nextInt(roughness), 256);
                image.getRaster().setSample(i % width, i / width, 0, value);
            }
            byte[] jpeg = jpeg(image, 0.1f + 0.9f * random.nextFloat());
            int[] expected = ImageIO.read(new ByteArrayInputStream(jpeg)).getRaster()
                    .getSamples(0, 0, width, height, 0, (int[]) null);
            byte[] decoded = new JpegDecoder().decode(jpeg, new PixelFormat(width, height, 8, 8, 7, false));
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], decoded[i] & 0xFF, "pixel " + i + " of " + width + " x " + height);
            }
        }
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter writer = writers.next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Stored pixels, bits beyond BitsStored masked away. */
    static double[] stored(Path file, int frame) throws IOException {
        DicomObject image = new BuiltinToolkit().parse(file, Limits.STANDARD);
        PixelFormat format = format(image);
        int frames = image.has(Tag.NUMBER_OF_FRAMES) ? (int) image.numbers(Tag.NUMBER_OF_FRAMES)[0] : 1;
        double[] values = new double[format.pixels()];
        byte[] cells = new byte[format.frameBytes()];
        FrameStore.of(file, image, format, frames).frame(frame, cells);
        format.toValues(cells, values, 1, 0, null);
        return values;
    }

    private static PixelFormat format(DicomObject image) {
        return new PixelFormat(whole(image, Tag.COLUMNS), whole(image, Tag.ROWS), whole(image, Tag.BITS_ALLOCATED),
                whole(image, Tag.BITS_STORED), whole(image, Tag.HIGH_BIT), whole(image, Tag.PIXEL_REPRESENTATION) == 1);
    }

    private static int whole(DicomObject image, int tag) {
        return (int) image.numbers(tag)[0];
    }
}
