package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.data.Toolkits;
import io.github.veilgrid.dicom.nifti.NiftiReader;
import io.github.veilgrid.dicom.nifti.NiftiTemplate;
import io.github.veilgrid.dicom.nifti.NiftiWriter;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every reader of files, driven by arbitrary bytes: the target of the coverage-guided fuzzer ({@code dicom-io/fuzz}) and of
 * the corpus that {@link DicomFuzzTest} replays. Bytes give a volume, all of which can be read, or the one checked
 * exception with a sentence.
 *
 * <p>Input: one byte chooses the kind of file, one the way: the rest as it is, or as patches (offset in four bytes, value) of
 * a sound file, which the second way cuts where the first patch is.
 */
public final class DicomFuzz {

    private static final int PATCH = 5;
    private static final Path FOLDER = folder();
    private static final List<byte[]> SOUND = sound();
    private static final int NIFTI = Samples.IMAGES.size() + 1;
    private static final int TEMPLATE = NIFTI + 1;

    private DicomFuzz() {
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("veilgrid-fuzz-");
            folder.toFile().deleteOnExit();
            Files.write(folder.resolve("explicit.dcm"), Samples.bytes("explicit.dcm"));
            return folder;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<byte[]> sound() {
        try {
            List<byte[]> sound = new ArrayList<>();
            for (String name : Samples.IMAGES) {
                sound.add(Samples.bytes(name));
            }
            sound.add(Samples.bytes(Samples.DIRECTORY));
            sound.add(nifti());
            SourceSeries series = SeriesReader.read(FOLDER.resolve("explicit.dcm"), ReadOptions.standard());
            sound.add(series.template().toBytes());
            return sound;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] nifti() throws IOException {
        Path file = Files.createTempDirectory("veilgrid-fuzz-").resolve("sound.nii");
        Grid grid = Grid.of(new Size(4, 3, 2), new double[3], new double[] {1, 0, 0}, new double[] {0, 1, 0},
                new double[] {0, 0, 2});
        try (NiftiWriter writer = NiftiWriter.open(file, grid, new ValueScale(1, 0, 0, 4095), 0, 1, NiftiTemplate.PLAIN)) {
            writer.writeSlice(0, 0, new double[12]);
            writer.writeSlice(0, 1, new double[12]);
            writer.finish();
        }
        return Files.readAllBytes(file);
    }

    /** The entry point that fuzzers look for. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length < 2) {
            return;
        }
        int kind = (input[0] & 0xFF) % SOUND.size();
        byte[] bytes = (input[1] & 1) == 0 ? Arrays.copyOfRange(input, 2, input.length)
                : patched(SOUND.get(kind), input, (input[1] & 2) != 0);
        if (kind == TEMPLATE) {
            template(bytes);
            return;
        }
        Path file = Files.write(FOLDER.resolve("file"), bytes);
        if (kind == NIFTI) {
            refusedOrRead(() -> NiftiReader.read(file).scan());
            return;
        }
        for (DicomToolkit toolkit : Toolkits.installed().found()) {
            ReadOptions options = ReadOptions.standard().withThreads(1).withToolkit(toolkit.name()).withAllVolumes();
            refusedOrRead(() -> SeriesReader.read(file, options).scan());
        }
    }

    private static byte[] patched(byte[] sound, byte[] input, boolean cut) {
        byte[] bytes = sound.clone();
        for (int at = 2; at + PATCH <= input.length; at += PATCH) {
            bytes[offset(input, at, bytes)] = input[at + Integer.BYTES];
        }
        return cut && input.length >= 2 + PATCH ? Arrays.copyOf(bytes, offset(input, 2, bytes)) : bytes;
    }

    private static int offset(byte[] input, int at, byte[] bytes) {
        return Math.floorMod(ByteBuffer.wrap(input, at, Integer.BYTES).getInt(), bytes.length);
    }

    private static void template(byte[] bytes) {
        try {
            if (!Arrays.equals(bytes, SeriesTemplate.fromBytes(bytes).toBytes())) {
                throw new AssertionError("accepted, but written again otherwise");
            }
        } catch (DicomException refused) {
            requireSentence(refused);
        }
    }

    /** Something that reads. */
    private interface Reading {
        Scan read() throws DicomException;
    }

    private static void refusedOrRead(Reading reading) throws IOException {
        try {
            for (VoxelSource volume : reading.read().volumes()) {
                double[] slice = new double[volume.size().slice()];
                for (int z = 0; z < Math.min(3, volume.size().z()); z++) {
                    volume.readSlice(z, slice);
                }
            }
        } catch (DicomException refused) {
            requireSentence(refused);
        }
    }

    private static void requireSentence(DicomException refused) {
        if (!refused.getMessage().endsWith(".") || refused.getMessage().contains("unexpectedly")) {
            throw new AssertionError("refused without a sound reason: " + refused.getMessage(), refused);
        }
    }
}
