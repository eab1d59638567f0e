package io.github.veilgrid.dicom.dcm4che;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import java.io.IOException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;

/** An object of ours as dcm4che's attributes. */
final class ToAttributes {

    private ToAttributes() {
    }

    /**
     * Converts one part of an object.
     *
     * @param meta the file meta information (true) or the data set (false)
     */
    static Attributes of(DicomObject object, boolean meta) throws IOException {
        Attributes attributes = new Attributes();
        for (Element element : object.elements()) {
            if (element.tag() >>> 16 == 2 == meta) {
                add(attributes, element);
            }
        }
        return attributes;
    }

    private static void add(Attributes attributes, Element element) throws IOException {
        int tag = element.tag();
        VR vr = VR.valueOf(element.vr().name());
        if (element instanceof Element.Value value) {
            attributes.setBytes(tag, vr, value.bytes());
        } else if (element instanceof Element.Bulk bulk) {
            attributes.setValue(tag, vr, new StreamedValue(bulk.bytes()));
        } else if (element instanceof Element.Items items) {
            Sequence sequence = attributes.newSequence(tag, items.items().size());
            for (DicomObject item : items.items()) {
                sequence.add(of(item, false));
            }
        } else if (element instanceof Element.Fragments pixels) {
            Fragments fragments = attributes.newFragments(tag, vr, pixels.fragments().size() + 1);
            fragments.add(pixels.offsetTable());
            for (ByteSource fragment : pixels.fragments()) {
                fragments.add(fragment.all());
            }
        }
    }
}
