package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Tag;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** A whole object as text, so that two can be compared and the difference be read. */
final class TreeText {

    private TreeText() {
    }

    static String of(DicomObject object) throws IOException {
        StringBuilder text = new StringBuilder();
        append(text, "", object);
        return text.toString();
    }

    private static void append(StringBuilder text, String indent, DicomObject object) throws IOException {
        for (Element element : object.elements()) {
            text.append(indent).append(Tag.show(element.tag())).append(' ').append(element.vr()).append(' ');
            if (element instanceof Element.Value value) {
                text.append(HexFormat.of().formatHex(value.bytes()));
            } else if (element instanceof Element.Bulk bulk) {
                text.append("long ").append(digest(bulk.bytes()));
            } else if (element instanceof Element.Fragments pixels) {
                text.append(HexFormat.of().formatHex(pixels.offsetTable()));
                for (ByteSource fragment : pixels.fragments()) {
                    text.append(' ').append(digest(fragment));
                }
            } else if (element instanceof Element.Items items) {
                for (DicomObject item : items.items()) {
                    text.append('\n').append(indent).append(" item\n");
                    append(text, indent + "  ", item);
                }
            }
            text.append('\n');
        }
    }

    private static String digest(ByteSource bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes.all());
        return bytes.length() + ":" + Long.toHexString(crc.getValue());
    }
}
