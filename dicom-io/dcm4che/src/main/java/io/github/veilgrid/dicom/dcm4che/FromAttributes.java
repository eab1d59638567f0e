package io.github.veilgrid.dicom.dcm4che;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.data.VrDictionary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.BulkData;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;
import org.dcm4che3.data.Value;

/** dcm4che's attributes as an object of ours. One use for one file. */
final class FromAttributes {

    private final Path file;
    private final long fileLength;
    private final Limits limits;
    private int elements;

    FromAttributes(Path file, long fileLength, Limits limits) {
        this.file = file;
        this.fileLength = fileLength;
        this.limits = limits;
    }

    void addTo(DicomObject.Builder object, Attributes attributes, boolean explicit) throws IOException {
        add(object, attributes, explicit, false, 0);
    }

    private void add(DicomObject.Builder object, Attributes attributes, boolean explicit, boolean signedAbove, int depth)
            throws IOException {
        if (depth > limits.depth()) {
            throw new DicomException(file, "sequences nested deeper than " + limits.depth() + "; this is no image.");
        }
        boolean signed = attributes.getInt(Tag.PIXEL_REPRESENTATION, signedAbove ? 1 : 0) == 1;
        for (int tag : attributes.tags()) {
            if (++elements > limits.elements()) {
                throw new DicomException(file, "more than " + limits.elements() + " elements; this is no image.");
            }
            if ((tag & 0xFFFF) != 0) {
                object.put(element(attributes, tag, explicit, signed, depth));
            }
        }
    }

    private Element element(Attributes attributes, int tag, boolean explicit, boolean signed, int depth)
            throws IOException {
        VR.Holder holder = new VR.Holder();
        Object value = attributes.getValue(tag, holder);
        Vr vr = explicit && holder.vr != VR.UN ? Vr.valueOf(holder.vr.name()) : VrDictionary.of(tag, signed);
        if (value instanceof Sequence sequence) {
            List<DicomObject> items = new ArrayList<>();
            for (Attributes item : sequence) {
                DicomObject.Builder builder = DicomObject.builder();
                add(builder, item, explicit, signed, depth + 1);
                items.add(builder.build());
            }
            return new Element.Items(tag, items);
        }
        if (value instanceof Fragments fragments) {
            return fragments(tag, Vr.valueOf(holder.vr.name()), fragments);
        }
        if (value instanceof BulkData bulk) {
            return new Element.Bulk(tag, vr, reference(bulk));
        }
        if (vr == Vr.SQ) {
            return new Element.Items(tag, List.of());
        }
        byte[] bytes = value == Value.NULL ? new byte[0] : bytes(attributes, tag);
        if (depth == 0 && tag == Tag.PIXEL_DATA) {
            return new Element.Bulk(tag, vr, ByteSource.of(bytes));
        }
        if (attributes.bigEndian() && vr.word() > 1 && value instanceof byte[]) {
            bytes = VR.valueOf(vr.name()).toggleEndian(bytes, true);
        }
        return new Element.Value(tag, vr, bytes);
    }

    private static byte[] bytes(Attributes attributes, int tag) throws IOException {
        byte[] bytes = attributes.getBytes(tag);
        return bytes == null ? new byte[0] : bytes;
    }

    private Element fragments(int tag, Vr vr, Fragments fragments) throws IOException {
        byte[] offsets = new byte[0];
        List<ByteSource> sources = new ArrayList<>();
        for (int i = 0; i < fragments.size(); i++) {
            Object fragment = fragments.get(i);
            ByteSource source = fragment instanceof BulkData bulk ? reference(bulk)
                    : ByteSource.of(fragment instanceof byte[] bytes ? bytes : new byte[0]);
            if (i == 0) {
                offsets = source.all();
            } else {
                sources.add(source);
            }
        }
        return new Element.Fragments(tag, vr, offsets, sources);
    }

    /** dcm4che skips over a value without looking whether the file holds all of it. */
    private ByteSource reference(BulkData bulk) throws DicomException {
        if (bulk.offset() + bulk.longLength() > fileLength) {
            throw new DicomException(file, "the file is damaged or cut short: a value claims " + bulk.longLength()
                    + " bytes, " + (fileLength - bulk.offset()) + " are left; fetch it again from where it came from.");
        }
        return ByteSource.of(file, bulk.offset(), bulk.longLength());
    }
}
