package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import java.nio.file.Path;

/**
 * One file that was parsed. Its readers turn what is missing or malformed into a refusal that names the file.
 *
 * @param file where it lies
 * @param object what it holds
 */
public record Instance(Path file, DicomObject object) {

    /** Numbers that must be there, exactly {@code count} of them. */
    double[] numbers(DicomObject where, int tag, int count, String name) throws DicomException {
        double[] numbers = numbersIfAny(where, tag, name);
        if (numbers.length == 0) {
            throw new DicomException(file, "has no " + name + " " + Tag.show(tag)
                    + "; without it the voxels cannot be placed. Use another export of the series.");
        }
        if (numbers.length != count) {
            throw new DicomException(file, name + " " + Tag.show(tag) + " has " + numbers.length + " values instead of "
                    + count + ".");
        }
        return numbers;
    }

    double[] numbersIfAny(DicomObject where, int tag, String name) throws DicomException {
        try {
            return where.numbers(tag);
        } catch (NumberFormatException malformed) {
            throw new DicomException(file, name + " " + Tag.show(tag) + " is not a number.", malformed);
        }
    }

    /** A whole number that must be there. */
    int whole(int tag, String name) throws DicomException {
        double[] numbers = numbersIfAny(object, tag, name);
        if (numbers.length == 0) {
            throw new DicomException(file, "has no " + name + " " + Tag.show(tag) + "; it is not a complete image.");
        }
        if (numbers[0] != Math.rint(numbers[0]) || Math.abs(numbers[0]) > Integer.MAX_VALUE) {
            throw new DicomException(file, name + " " + Tag.show(tag) + " is not a whole number.");
        }
        return (int) numbers[0];
    }

    int whole(int tag, String name, int otherwise) throws DicomException {
        return numbersIfAny(object, tag, name).length == 0 ? otherwise : whole(tag, name);
    }

    public String text(int tag) {
        return object.text(tag);
    }

    public String seriesUid() {
        return object.text(Tag.SERIES_UID);
    }
}
