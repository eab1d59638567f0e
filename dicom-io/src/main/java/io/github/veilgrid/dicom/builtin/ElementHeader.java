package io.github.veilgrid.dicom.builtin;

import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.data.VrDictionary;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What stands before the value of an element (PS3.5 section 7.1).
 *
 * @param tag group and element
 * @param vr as written, or as the dictionary has it where nothing is written or "unknown"
 * @param length bytes of the value, or {@link DataSetParser#UNDEFINED}
 * @param unknownLittleEndian whether the value is that of a known element written as unknown: implicit little endian
 */
record ElementHeader(int tag, Vr vr, long length, boolean unknownLittleEndian) {

    static ElementHeader read(Cursor cursor, Path file, boolean explicit, boolean signed) throws IOException {
        long start = cursor.position();
        int tag = cursor.tag();
        if (tag >>> 16 == 0xFFFE || !explicit) {
            return new ElementHeader(tag, VrDictionary.of(tag, signed), cursor.u32(), false);
        }
        int first = cursor.u8();
        int second = cursor.u8();
        Vr vr = Vr.of(first, second).orElseThrow(() ->
                DataSetParser.damaged(file, start, Tag.show(tag) + " has no value representation"));
        if (!vr.longForm()) {
            return new ElementHeader(tag, vr, cursor.u16(), false);
        }
        cursor.u16();
        long length = cursor.u32();
        if (vr == Vr.UN && tag != Tag.PIXEL_DATA) {
            Vr known = VrDictionary.of(tag, signed);
            return new ElementHeader(tag, known, length, known != Vr.UN);
        }
        return new ElementHeader(tag, vr, length, false);
    }
}
