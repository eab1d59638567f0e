package io.github.veilgrid.dicom.builtin;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes elements in little endian byte order, sequences and items with their lengths (PS3.5 section 7). */
public final class DataSetEncoder {

    private static final int COPY = 1 << 16;

    private final OutputStream out;
    private final boolean explicit;

    private DataSetEncoder(OutputStream out, boolean explicit) {
        this.out = out;
        this.explicit = explicit;
    }

    /** Writes all elements of an object, without preamble; those of group 0002 included if it has any. */
    public static void encode(DicomObject object, OutputStream out, boolean explicit) throws IOException {
        DataSetEncoder encoder = new DataSetEncoder(out, explicit);
        for (Element element : object.elements()) {
            encoder.element(element);
        }
    }

    private void element(Element element) throws IOException {
        if (element instanceof Element.Value value) {
            header(value.tag(), value.vr(), value.bytes().length + (value.bytes().length & 1L));
            out.write(value.bytes());
            pad(value.bytes().length, value.vr());
        } else if (element instanceof Element.Items sequence) {
            byte[] items = items(sequence);
            header(sequence.tag(), Vr.SQ, items.length);
            out.write(items);
        } else if (element instanceof Element.Bulk bulk) {
            long length = bulk.bytes().length();
            header(bulk.tag(), bulk.vr(), length + (length & 1));
            copy(bulk.bytes());
            pad(length, bulk.vr());
        } else if (element instanceof Element.Fragments pixels) {
            fragments(pixels);
        }
    }

    private byte[] items(Element.Items sequence) throws IOException {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        DataSetEncoder inner = new DataSetEncoder(items, explicit);
        for (DicomObject item : sequence.items()) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            encode(item, content, explicit);
            inner.tag(Tag.ITEM);
            inner.u32(content.size());
            content.writeTo(items);
        }
        return items.toByteArray();
    }

    private void fragments(Element.Fragments pixels) throws IOException {
        header(pixels.tag(), pixels.vr(), DataSetParser.UNDEFINED);
        tag(Tag.ITEM);
        u32(pixels.offsetTable().length);
        out.write(pixels.offsetTable());
        for (ByteSource fragment : pixels.fragments()) {
            tag(Tag.ITEM);
            u32(fragment.length() + (fragment.length() & 1));
            copy(fragment);
            pad(fragment.length(), Vr.OB);
        }
        tag(Tag.SEQUENCE_END);
        u32(0);
    }

    private void header(int tag, Vr vr, long length) throws IOException {
        tag(tag);
        if (!explicit) {
            u32(length);
        } else if (vr.longForm()) {
            out.write(vr.name().charAt(0));
            out.write(vr.name().charAt(1));
            u16(0);
            u32(length);
        } else if (length > 0xFFFE) {
            throw new DicomException(Tag.show(tag) + " is too long (" + length + " bytes) to be written as " + vr + ".");
        } else {
            out.write(vr.name().charAt(0));
            out.write(vr.name().charAt(1));
            u16((int) length);
        }
    }

    private void copy(ByteSource source) throws IOException {
        byte[] buffer = new byte[(int) Math.min(COPY, source.length())];
        for (long at = 0; at < source.length(); at += buffer.length) {
            int count = (int) Math.min(buffer.length, source.length() - at);
            source.read(at, buffer, 0, count);
            out.write(buffer, 0, count);
        }
    }

    private void pad(long length, Vr vr) throws IOException {
        if ((length & 1) == 1) {
            out.write(vr.padding());
        }
    }

    private void tag(int tag) throws IOException {
        u16(tag >>> 16);
        u16(tag & 0xFFFF);
    }

    private void u16(int number) throws IOException {
        out.write(number);
        out.write(number >>> 8);
    }

    private void u32(long number) throws IOException {
        u16((int) number & 0xFFFF);
        u16((int) (number >>> 16) & 0xFFFF);
    }
}
