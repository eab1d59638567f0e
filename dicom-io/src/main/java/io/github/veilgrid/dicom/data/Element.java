package io.github.veilgrid.dicom.data;

import java.util.Arrays;
import java.util.List;

/**
 * One data element: a tag, a representation and one of four kinds of content. Immutable; arrays handed in are taken
 * over and arrays handed out must not be changed.
 */
public sealed interface Element {

    /** Group and element number, {@code 0xggggeeee}. */
    int tag();

    Vr vr();

    /**
     * A short value. Numbers are little endian whatever the file's byte order; text is as in the file but without the
     * padding at its end, which means nothing and which writing adds again.
     */
    record Value(int tag, Vr vr, byte[] bytes) implements Element {

        private static final byte[] NOTHING = new byte[0];

        public Value {
            int length = bytes.length;
            while (vr.text() && length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == 0)) {
                length--;
            }
            bytes = length == 0 ? NOTHING : length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
    }

    /** A sequence of items. */
    record Items(int tag, List<DicomObject> items) implements Element {

        public Items {
            items = List.copyOf(items);
        }

        @Override
        public Vr vr() {
            return Vr.SQ;
        }
    }

    /** A long value, native pixel data above all, in the byte order of the file. */
    record Bulk(int tag, Vr vr, ByteSource bytes) implements Element {
    }

    /** Encapsulated pixel data (PS3.5 section A.4): the basic offset table (maybe empty) and the fragments after it. */
    record Fragments(int tag, Vr vr, byte[] offsetTable, List<ByteSource> fragments) implements Element {

        public Fragments {
            fragments = List.copyOf(fragments);
        }
    }
}
