package io.github.veilgrid.dicom.builtin;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.TreeBudget;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.data.Words;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads elements (PS3.5 sections 7 and A.4) from a cursor. Every length is checked against what encloses it before
 * anything is allocated.
 */
final class DataSetParser {

    static final long UNDEFINED = 0xFFFFFFFFL;
    /** Elements must ascend; a few that do not are put in their place, which takes its time. */
    private static final int MOST_DISORDER = 1000;

    private final Cursor cursor;
    private final Path file;
    private final Limits limits;
    private final TreeBudget tree;
    private int disorder;

    /** @param tree what the objects of this file may take */
    DataSetParser(Cursor cursor, Path file, Limits limits, TreeBudget tree) {
        this.cursor = cursor;
        this.file = file;
        this.limits = limits;
        this.tree = tree;
    }

    /** File meta information: explicit little endian, as long as the group is 0002. */
    void fileMeta(DicomObject.Builder into) throws IOException {
        cursor.order(ByteOrder.LITTLE_ENDIAN);
        while (true) {
            byte[] next = cursor.peek(2);
            if (next.length < 2 || next[0] != 2 || next[1] != 0) {
                return;
            }
            element(into, cursor.size(), true, 0, false);
        }
    }

    /** The data set up to the end of the file. */
    void dataSet(DicomObject.Builder into, boolean explicit) throws IOException {
        boolean signed = false;
        while (!cursor.atEnd()) {
            if (onlyZerosLeft()) {
                return;
            }
            signed = element(into, cursor.size(), explicit, 0, signed);
        }
    }

    /** Some writers fill files up to whole blocks; zeros to the end of the file are no damage. */
    private boolean onlyZerosLeft() throws IOException {
        long start = cursor.position();
        for (byte b : cursor.peek(8)) {
            if (b != 0) {
                return false;
            }
        }
        while (!cursor.atEnd()) {
            if (cursor.u8() != 0) {
                throw damaged(start, "zeros where an element must be");
            }
        }
        return true;
    }

    /** Reads one element and says whether pixels are signed as far as is known by now. */
    private boolean element(DicomObject.Builder into, long end, boolean explicit, int depth, boolean signed)
            throws IOException {
        long start = cursor.position();
        ElementHeader header = ElementHeader.read(cursor, file, explicit, signed);
        int tag = header.tag();
        int group = tag >>> 16;
        if (tag == Tag.SEQUENCE_END && header.length() == 0 && depth == 0) {
            // Some writers end compressed pixels twice.
            return signed;
        }
        if (group == 0xFFFE || group == 0 || group == 0xFFFF) {
            throw damaged(start, "an element " + Tag.show(tag) + " where none can be");
        }
        if (header.length() != UNDEFINED && header.length() > end - cursor.position()) {
            throw damaged(start, Tag.show(tag) + " claims " + header.length() + " bytes, "
                    + (end - cursor.position()) + " are left");
        }
        if (into.has(tag)) {
            throw damaged(start, Tag.show(tag) + " stands there twice");
        }
        if (!into.endsBefore(tag) && ++disorder > MOST_DISORDER) {
            throw damaged(start, "elements in no order");
        }
        if (inflated() && depth == 0 && tag == Tag.PIXEL_DATA && header.length() != UNDEFINED
                && !InflatedPixels.allow(header.length(), into.build())) {
            throw damaged(start, Tag.show(tag) + " claims " + header.length() + " bytes, more than the image has");
        }
        Element element = value(header, end, explicit, depth, signed);
        if ((tag & 0xFFFF) != 0) {
            into.put(element);
        }
        if (tag == Tag.PIXEL_REPRESENTATION && element instanceof Element.Value value && value.bytes().length > 0) {
            return value.bytes()[0] == 1;
        }
        return signed;
    }

    /** Whether lengths cannot be held against the file, since a few of its bytes may inflate to any length. */
    private boolean inflated() {
        return cursor.size() == Long.MAX_VALUE;
    }

    private Element value(ElementHeader header, long end, boolean explicit, int depth, boolean signed) throws IOException {
        int tag = header.tag();
        long length = header.length();
        if (tag == Tag.PIXEL_DATA && length == UNDEFINED && header.vr() != Vr.SQ) {
            return fragments(tag, header.vr());
        }
        boolean unknown = header.vr() == Vr.UN && length == UNDEFINED;
        if (header.vr() == Vr.SQ || unknown) {
            tree.sequence();
            boolean items = explicit && !unknown && !header.unknownLittleEndian();
            return new Element.Items(tag, sequence(length, end, items, depth + 1, signed));
        }
        if (length == UNDEFINED) {
            throw damaged(cursor.position(), Tag.show(tag) + " has an undefined length but is no sequence");
        }
        boolean pixels = depth == 0 && tag == Tag.PIXEL_DATA;
        if (pixels || length > limits.inMemoryValue()) {
            tree.reference();
            if (inflated() && !pixels) {
                tree.value(length);
            }
            return new Element.Bulk(tag, header.vr(), cursor.reference(length));
        }
        tree.value(length);
        byte[] bytes = cursor.bytes(length);
        if (cursor.bigEndian() && !header.unknownLittleEndian()) {
            Words.turn(bytes, header.vr().word());
        }
        return new Element.Value(tag, header.vr(), bytes);
    }

    private List<DicomObject> sequence(long length, long end, boolean explicit, int depth, boolean signed)
            throws IOException {
        if (depth > limits.depth()) {
            throw new DicomException(file, "sequences nested deeper than " + limits.depth() + "; this is no image.");
        }
        ByteOrder order = cursor.bigEndian() && explicit ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        boolean swapped = cursor.bigEndian() && !explicit;
        cursor.order(order);
        List<DicomObject> items = new ArrayList<>();
        long last = length == UNDEFINED ? end : cursor.position() + length;
        while (length == UNDEFINED || cursor.position() < last) {
            long start = cursor.position();
            int tag = cursor.tag();
            long size = cursor.u32();
            if (tag == Tag.SEQUENCE_END && length == UNDEFINED) {
                break;
            }
            if (tag != Tag.ITEM) {
                throw damaged(start, "an item was expected, not " + Tag.show(tag));
            }
            tree.item(size > 0);
            if (size != UNDEFINED && size > last - cursor.position()) {
                throw damaged(start, "an item claims " + size + " bytes, " + (last - cursor.position()) + " are left");
            }
            items.add(item(size == UNDEFINED ? -1 : cursor.position() + size, last, explicit, depth, signed));
        }
        if (swapped) {
            cursor.order(ByteOrder.BIG_ENDIAN);
        }
        return items;
    }

    private DicomObject item(long itemEnd, long last, boolean explicit, int depth, boolean signed) throws IOException {
        DicomObject.Builder item = DicomObject.builder();
        boolean signedHere = signed;
        while (itemEnd < 0 || cursor.position() < itemEnd) {
            if (itemEnd < 0 && endOfItem()) {
                break;
            }
            signedHere = element(item, itemEnd < 0 ? last : itemEnd, explicit, depth, signedHere);
        }
        return item.build();
    }

    private boolean endOfItem() throws IOException {
        byte[] next = cursor.peek(4);
        boolean big = cursor.bigEndian();
        boolean end = next.length == 4 && (next[big ? 0 : 1] & 0xFF) == 0xFF && (next[big ? 1 : 0] & 0xFF) == 0xFE
                && (next[big ? 2 : 3] & 0xFF) == 0xE0 && (next[big ? 3 : 2] & 0xFF) == 0x0D;
        if (end) {
            cursor.tag();
            cursor.u32();
        }
        return end;
    }

    private Element fragments(int tag, Vr vr) throws IOException {
        List<ByteSource> fragments = new ArrayList<>();
        byte[] offsets = null;
        while (true) {
            long start = cursor.position();
            int next = cursor.tag();
            long length = cursor.u32();
            if (next == Tag.SEQUENCE_END) {
                break;
            }
            if (next != Tag.ITEM || length == UNDEFINED) {
                throw damaged(start, "a fragment of compressed pixels was expected, not " + Tag.show(next));
            }
            tree.fragment();
            if (length > cursor.size() - cursor.position()) {
                throw damaged(start, "a fragment claims " + length + " bytes, "
                        + (cursor.size() - cursor.position()) + " are left");
            }
            if (offsets == null) {
                offsets = cursor.bytes(length);
            } else {
                fragments.add(cursor.reference(length));
            }
        }
        return new Element.Fragments(tag, vr, offsets == null ? new byte[0] : offsets, fragments);
    }

    private DicomException damaged(long at, String what) {
        return damaged(file, at, what);
    }

    static DicomException damaged(Path file, long at, String what) {
        return new DicomException(file, "the file is damaged or cut short at byte " + at + ": " + what
                + "; fetch it again from where it came from.");
    }
}
