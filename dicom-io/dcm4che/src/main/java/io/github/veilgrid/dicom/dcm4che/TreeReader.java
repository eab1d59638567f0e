package io.github.veilgrid.dicom.dcm4che;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.TreeBudget;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.data.VrDictionary;
import io.github.veilgrid.dicom.data.Words;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputHandler;
import org.dcm4che3.io.DicomInputStream;

/**
 * Takes each element from dcm4che as it is read and builds the tree of ours at once: dcm4che's own attributes would hold a
 * hundred times what a tiny item takes in its file, so they are left all but empty. One use for one file.
 */
final class TreeReader implements DicomInputHandler {

    private static final int META_LENGTH = 0x00020000;
    private static final int MOST_DISORDER = 1000;
    private static final long UNDEFINED = -1;

    private final Path file;
    private final long fileBytes;
    private final Limits limits;
    private final TreeBudget tree;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final Deque<List<DicomObject>> sequences = new ArrayDeque<>();
    private byte[] offsetTable;
    private List<ByteSource> fragments = List.of();
    private int disorder;

    /** @param into receives the elements of the data set */
    TreeReader(Path file, long fileBytes, Limits limits, DicomObject.Builder into) {
        this.file = file;
        this.fileBytes = fileBytes;
        this.limits = limits;
        this.tree = new TreeBudget(file, fileBytes, limits);
        levels.push(new Level(into, false));
    }

    /** An object that is being read, and whether its pixels are signed as far as is known by now. */
    private static final class Level {
        private final DicomObject.Builder object;
        private boolean signed;

        Level(DicomObject.Builder object, boolean signed) {
            this.object = object;
            this.signed = signed;
        }
    }

    @Override
    public void readValue(DicomInputStream in, Attributes attributes) throws IOException {
        Level level = levels.peek();
        int tag = in.tag();
        if (tag >>> 16 == 0) {
            throw new EOFException("zeros where an element must be");
        }
        if (level.object.has(tag)) {
            throw damaged(Tag.show(tag) + " stands there twice");
        }
        if (!level.object.endsBefore(tag) && ++disorder > MOST_DISORDER) {
            throw damaged("elements in no order");
        }
        Element element = element(in, attributes, tag, level);
        if ((tag & 0xFFFF) != 0) {
            level.object.put(element);
        }
        if (element instanceof Element.Value value && value.bytes().length > 0) {
            noted(in, attributes, tag, value.bytes(), level);
        }
    }

    /** What reading on depends on. */
    private static void noted(DicomInputStream in, Attributes attributes, int tag, byte[] bytes, Level level) {
        if (tag == META_LENGTH && bytes.length == 4) {
            in.setFileMetaInformationGroupLength(bytes);
        } else if (tag == Tag.TRANSFER_SYNTAX) {
            attributes.setBytes(tag, VR.UI, bytes);
        } else if (tag == Tag.PIXEL_REPRESENTATION) {
            level.signed = bytes[0] == 1;
            attributes.setBytes(tag, VR.US, bytes);
        }
    }

    private Element element(DicomInputStream in, Attributes attributes, int tag, Level level) throws IOException {
        long length = in.unsignedLength();
        Vr vr = in.explicitVR() ? Vr.valueOf(in.vr().name()) : VrDictionary.of(tag, level.signed);
        if (in.vr() == VR.SQ) {
            return new Element.Items(tag, sequence(in, attributes, tag, length));
        }
        if (length == UNDEFINED) {
            return fragments(in, attributes, tag, Vr.valueOf(in.vr().name()));
        }
        if (levels.size() == 1 && tag == Tag.PIXEL_DATA || length > limits.inMemoryValue()) {
            tree.reference();
            return new Element.Bulk(tag, vr, skipped(in, length));
        }
        if (vr == Vr.SQ) {
            tree.sequence();
            in.readValue();
            return new Element.Items(tag, List.of());
        }
        tree.value(length);
        byte[] bytes = in.readValue();
        if (in.bigEndian()) {
            Words.turn(bytes, vr.word());
        }
        return new Element.Value(tag, vr, bytes);
    }

    private List<DicomObject> sequence(DicomInputStream in, Attributes attributes, int tag, long length)
            throws IOException {
        if (levels.size() > limits.depth()) {
            throw new DicomException(file, "sequences nested deeper than " + limits.depth() + "; this is no image.");
        }
        tree.sequence();
        List<DicomObject> items = new ArrayList<>();
        sequences.push(items);
        long end = in.getPosition() + length;
        in.readValue(in, attributes);
        if (length != UNDEFINED && in.getPosition() != end) {
            throw damaged("the items of " + Tag.show(tag) + " do not fill it exactly");
        }
        attributes.remove(tag);
        sequences.pop();
        return items;
    }

    /** An item. */
    @Override
    public void readValue(DicomInputStream in, Sequence sequence) throws IOException {
        long length = in.unsignedLength();
        tree.item(length != 0);
        levels.push(new Level(DicomObject.builder(), levels.peek().signed));
        long end = in.getPosition() + length;
        in.readValue(in, sequence);
        if (length != UNDEFINED && in.getPosition() != end) {
            throw damaged("the elements of an item do not fill it exactly");
        }
        sequence.clear();
        sequences.peek().add(levels.pop().object.build());
    }

    private Element fragments(DicomInputStream in, Attributes attributes, int tag, Vr vr) throws IOException {
        offsetTable = null;
        fragments = new ArrayList<>();
        in.readValue(in, attributes);
        attributes.remove(tag);
        return new Element.Fragments(tag, vr, offsetTable == null ? new byte[0] : offsetTable, fragments);
    }

    /** The offset table, or a fragment. */
    @Override
    public void readValue(DicomInputStream in, Fragments pixels) throws IOException {
        if (in.unsignedLength() == UNDEFINED) {
            throw damaged("a fragment of undefined length");
        }
        if (offsetTable == null) {
            tree.value(in.unsignedLength());
            offsetTable = in.readValue();
        } else {
            tree.fragment();
            fragments.add(skipped(in, in.unsignedLength()));
        }
    }

    /** dcm4che skips over a value without looking whether the file holds all of it. */
    private ByteSource skipped(DicomInputStream in, long length) throws IOException {
        long start = in.getPosition();
        if (start + length > fileBytes) {
            throw new DicomException(file, "the file is damaged or cut short: a value claims " + length
                    + " bytes, " + (fileBytes - start) + " are left; fetch it again from where it came from.");
        }
        in.skipFully(length);
        return ByteSource.of(file, start, length);
    }

    private DicomException damaged(String what) {
        return new DicomException(file, "the file is damaged: " + what + "; fetch it again from where it came from.");
    }

    @Override
    public void startDataset(DicomInputStream in) {
    }

    @Override
    public void endDataset(DicomInputStream in) {
    }
}
