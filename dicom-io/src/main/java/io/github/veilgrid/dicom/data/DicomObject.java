package io.github.veilgrid.dicom.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A data set: elements by tag, in tag order, with nested items. Immutable and thread safe. The object of a file carries
 * its file meta information (group 0002) too; group lengths are left out. Everything above the toolkit works on this.
 *
 * <p>The typed readers below return emptiness for an absent or empty element and throw {@link NumberFormatException}
 * for one that does not hold what it should.
 */
public final class DicomObject {

    private static final DicomObject EMPTY = new DicomObject(new Element[0]);

    /** By ascending tag, unsigned. */
    private final Element[] elements;

    private DicomObject(Element[] elements) {
        this.elements = elements;
    }

    /** Where a tag is, or the complement of where it would be, among the first {@code count} elements. */
    private static int find(Element[] elements, int count, int tag) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(elements[middle].tag(), tag);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return ~low;
    }

    private Element at(int tag) {
        int index = find(elements, elements.length, tag);
        return index < 0 ? null : elements[index];
    }

    public static DicomObject empty() {
        return EMPTY;
    }

    public static Builder builder() {
        return EMPTY.toBuilder();
    }

    /** A builder that starts with all elements of this object. */
    public Builder toBuilder() {
        return new Builder(elements.clone());
    }

    /** All elements, by ascending tag. */
    public List<Element> elements() {
        return Collections.unmodifiableList(Arrays.asList(elements));
    }

    /** Tags of the elements, ascending. */
    public List<Integer> tags() {
        return Arrays.stream(elements).map(Element::tag).toList();
    }

    public Optional<Element> get(int tag) {
        return Optional.ofNullable(at(tag));
    }

    public boolean has(int tag) {
        return at(tag) != null;
    }

    /** Items of a sequence, none if it is absent. */
    public List<DicomObject> items(int tag) {
        return at(tag) instanceof Element.Items sequence ? sequence.items() : List.of();
    }

    /** The first item of a sequence, an empty object if there is none. */
    public DicomObject item(int tag) {
        List<DicomObject> items = items(tag);
        return items.isEmpty() ? EMPTY : items.get(0);
    }

    /** Text values, split at backslashes and trimmed; meant for codes, UIDs and numbers, which are ASCII. */
    public List<String> texts(int tag) {
        return at(tag) instanceof Element.Value value
                ? CharacterSet.split(new String(value.bytes(), StandardCharsets.ISO_8859_1))
                : List.of();
    }

    /** The first text value, or empty text. */
    public String text(int tag) {
        List<String> texts = texts(tag);
        return texts.isEmpty() ? "" : texts.get(0);
    }

    /** A text that people write, decoded by the Specific Character Set of this object. */
    public String humanText(int tag) {
        return at(tag) instanceof Element.Value value
                ? CharacterSet.of(this).decode(value.bytes()).strip()
                : "";
    }

    /**
     * Numbers of a DS, IS or binary numeric element.
     *
     * @return all values, none if the element is absent or empty
     */
    public double[] numbers(int tag) {
        if (!(at(tag) instanceof Element.Value value) || value.bytes().length == 0) {
            return new double[0];
        }
        int word = value.vr().word();
        if (word == 1) {
            List<String> texts = texts(tag);
            if (texts.stream().allMatch(String::isEmpty)) {
                return new double[0];
            }
            double[] numbers = new double[texts.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = DecimalText.number(texts.get(i));
            }
            return numbers;
        }
        if (value.bytes().length % word != 0) {
            throw new NumberFormatException("a length of " + value.bytes().length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(value.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        double[] numbers = new double[value.bytes().length / word];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (value.vr()) {
                case US, OW -> Short.toUnsignedInt(buffer.getShort());
                case SS -> buffer.getShort();
                case UL, OL -> Integer.toUnsignedLong(buffer.getInt());
                case SL -> buffer.getInt();
                case FL, OF -> buffer.getFloat();
                case FD, OD -> buffer.getDouble();
                case SV -> buffer.getLong();
                default -> throw new NumberFormatException("a value of type " + value.vr());
            };
        }
        return numbers;
    }

    /** The syntax of the file this object was read from or will be written in. */
    public String transferSyntax() {
        return text(Tag.TRANSFER_SYNTAX);
    }

    /** Only the shape, never a value: values are patient data. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "DICOM object of %d elements", elements.length);
    }

    /** Collects elements; the last one with a tag wins. */
    public static final class Builder {

        private Element[] elements;
        private int count;

        private Builder(Element[] elements) {
            this.elements = elements;
            this.count = elements.length;
        }

        public Builder put(Element element) {
            int index = endsBefore(element.tag()) ? ~count : find(elements, count, element.tag());
            if (index < 0) {
                if (count == elements.length) {
                    elements = Arrays.copyOf(elements, count + count / 2 + 16);
                }
                System.arraycopy(elements, ~index, elements, ~index + 1, count - ~index);
                count++;
            }
            elements[index < 0 ? ~index : index] = element;
            return this;
        }

        public Builder remove(int tag) {
            int index = find(elements, count, tag);
            if (index >= 0) {
                count--;
                System.arraycopy(elements, index + 1, elements, index, count - index);
            }
            return this;
        }

        public boolean has(int tag) {
            return !endsBefore(tag) && find(elements, count, tag) >= 0;
        }

        /** Whether all elements have lower tags. */
        public boolean endsBefore(int tag) {
            return count == 0 || Integer.compareUnsigned(elements[count - 1].tag(), tag) < 0;
        }

        /** ASCII text values. */
        public Builder text(int tag, Vr vr, String... values) {
            byte[] bytes = String.join("\\", values).getBytes(StandardCharsets.ISO_8859_1);
            return put(new Element.Value(tag, vr, bytes));
        }

        /** Text that people wrote, in the Specific Character Set that this builder holds. */
        public Builder humanText(int tag, Vr vr, String text) {
            return put(new Element.Value(tag, vr, CharacterSet.of(build()).encode(text)));
        }

        /** Binary integers in the word size of the representation. */
        public Builder integers(int tag, Vr vr, int... values) {
            ByteBuffer buffer = ByteBuffer.allocate(vr.word() * values.length).order(ByteOrder.LITTLE_ENDIAN);
            for (int value : values) {
                if (vr.word() == 2) {
                    buffer.putShort((short) value);
                } else {
                    buffer.putInt(value);
                }
            }
            return put(new Element.Value(tag, vr, buffer.array()));
        }

        public Builder items(int tag, DicomObject... items) {
            return put(new Element.Items(tag, List.of(items)));
        }

        public Builder items(int tag, List<DicomObject> items) {
            return put(new Element.Items(tag, items));
        }

        public DicomObject build() {
            return count == 0 ? EMPTY : new DicomObject(Arrays.copyOf(elements, count));
        }
    }
}
