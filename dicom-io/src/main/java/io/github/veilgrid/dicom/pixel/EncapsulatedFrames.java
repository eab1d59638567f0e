package io.github.veilgrid.dicom.pixel;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.TransferSyntax;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compressed frames in fragments (PS3.5 section A.4). Which fragments make a frame follows from the counts where there
 * is one fragment a frame or one frame, from the basic offset table where it is filled, and otherwise from the markers
 * with which every compressed frame begins.
 */
final class EncapsulatedFrames extends FrameStore {

    private final FrameDecoder decoder;
    private final TransferSyntax syntax;
    private final List<List<ByteSource>> frames;

    private EncapsulatedFrames(Path file, PixelFormat format, TransferSyntax syntax, FrameDecoder decoder,
            List<List<ByteSource>> frames) {
        super(file, format);
        this.syntax = syntax;
        this.decoder = decoder;
        this.frames = frames;
    }

    static FrameStore of(Path file, PixelFormat format, TransferSyntax syntax, Element.Fragments pixels, int count)
            throws DicomException {
        FrameDecoder decoder = FrameDecoder.of(syntax).orElseThrow(() -> new DicomException(file,
                "its pixels are compressed with " + syntax.title()
                        + ", which cannot be decoded; export it uncompressed."));
        List<List<ByteSource>> frames;
        try {
            frames = split(pixels, syntax, count);
        } catch (IOException unreadable) {
            throw new DicomException(file, "cannot be read (" + unreadable.getMessage() + ").", unreadable);
        }
        if (frames.size() != count) {
            throw new DicomException(file, "holds " + frames.size() + " compressed frames, " + count
                    + " are declared; fetch it again from where it came from.");
        }
        return new EncapsulatedFrames(file, format, syntax, decoder, frames);
    }

    private static List<List<ByteSource>> split(Element.Fragments pixels, TransferSyntax syntax, int count)
            throws IOException {
        List<ByteSource> fragments = pixels.fragments();
        if (count == 1 && !fragments.isEmpty()) {
            return List.of(fragments);
        }
        if (fragments.size() == count) {
            return fragments.stream().map(List::of).toList();
        }
        if (pixels.offsetTable().length == 4 * count) {
            return byOffsets(fragments, pixels.offsetTable());
        }
        List<List<ByteSource>> frames = new ArrayList<>();
        for (ByteSource fragment : fragments) {
            if (frames.isEmpty() || beginsFrame(fragment, syntax)) {
                frames.add(new ArrayList<>());
            }
            frames.get(frames.size() - 1).add(fragment);
        }
        return frames;
    }

    /** Offsets count from the first byte of the item after the table, item headers (8 bytes each) included. */
    private static List<List<ByteSource>> byOffsets(List<ByteSource> fragments, byte[] table) {
        ByteBuffer offsets = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        long[] starts = new long[table.length / 4];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = Integer.toUnsignedLong(offsets.getInt());
        }
        Arrays.sort(starts);
        List<List<ByteSource>> frames = new ArrayList<>();
        long at = 0;
        for (ByteSource fragment : fragments) {
            if (Arrays.binarySearch(starts, at) >= 0) {
                frames.add(new ArrayList<>());
            }
            if (!frames.isEmpty()) {
                frames.get(frames.size() - 1).add(fragment);
            }
            at += 8 + fragment.length();
        }
        return frames;
    }

    /** Start of image (JPEG, JPEG-LS: FFD8), start of codestream (JPEG 2000: FF4F, then SIZ); RLE has one fragment. */
    private static boolean beginsFrame(ByteSource fragment, TransferSyntax syntax) throws IOException {
        if (syntax == TransferSyntax.RLE) {
            return true;
        }
        byte[] head = new byte[(int) Math.min(4, fragment.length())];
        fragment.read(0, head, 0, head.length);
        if (head.length < 4 || (head[0] & 0xFF) != 0xFF) {
            return false;
        }
        boolean j2k = syntax == TransferSyntax.JPEG_2000 || syntax == TransferSyntax.JPEG_2000_LOSSLESS;
        return j2k
                ? head[1] == 0x4F && (head[2] & 0xFF) == 0xFF && head[3] == 0x51
                : (head[1] & 0xFF) == 0xD8 && (head[2] & 0xFF) == 0xFF;
    }

    @Override
    public void frame(int index, byte[] cells) throws IOException {
        long total = 0;
        for (ByteSource fragment : frames.get(index)) {
            total += fragment.length();
        }
        if (format().pixels() > decoder.mostPixels(total, format())) {
            throw new DicomException(file(), "declares " + format().columns() + " x " + format().rows() + " pixels, more "
                    + "than the " + total + " bytes of frame " + (index + 1) + " can hold; it is damaged.");
        }
        byte[] compressed = new byte[Math.toIntExact(total)];
        int at = 0;
        for (ByteSource fragment : frames.get(index)) {
            fragment.read(0, compressed, at, (int) fragment.length());
            at += (int) fragment.length();
        }
        try {
            System.arraycopy(decoder.decode(compressed, format()), 0, cells, 0, cells.length);
        } catch (DicomException refused) {
            throw refused;
        } catch (IOException | RuntimeException broken) {
            throw new DicomException(file(), "frame " + (index + 1) + " cannot be decoded as " + syntax.title() + " ("
                    + broken.getMessage() + "); fetch the file again or export it uncompressed.", broken);
        }
    }
}
