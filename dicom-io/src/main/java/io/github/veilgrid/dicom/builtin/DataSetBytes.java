package io.github.veilgrid.dicom.builtin;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.TreeBudget;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/** A data set as bytes in memory, Explicit VR Little Endian without preamble and meta information. */
public final class DataSetBytes {

    private DataSetBytes() {
    }

    public static byte[] encode(DicomObject object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataSetEncoder.encode(object, bytes, true);
        return bytes.toByteArray();
    }

    /**
     * Decodes.
     *
     * @param what names the bytes in messages
     * @throws DicomException if they are not exactly one data set
     */
    public static DicomObject decode(byte[] bytes, String what) throws DicomException {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        Cursor cursor = Cursor.of((target, at) -> {
            if (!source.hasRemaining()) {
                return -1;
            }
            int count = Math.min(target.remaining(), source.remaining());
            target.put(source.duplicate().limit(source.position() + count));
            source.position(source.position() + count);
            return count;
        }, (start, count) -> ByteSource.of(Arrays.copyOfRange(bytes, (int) start, (int) (start + count))));
        cursor.order(ByteOrder.LITTLE_ENDIAN);
        DicomObject.Builder object = DicomObject.builder();
        try {
            Path named = Path.of(what);
            new DataSetParser(cursor, named, Limits.STANDARD, new TreeBudget(named, bytes.length, Limits.STANDARD))
                    .dataSet(object, true);
        } catch (EOFException end) {
            throw new DicomException(what + " is cut short.", end);
        } catch (DicomException refused) {
            throw refused;
        } catch (IOException impossible) {
            throw new DicomException(what + " cannot be read.", impossible);
        }
        return object.build();
    }
}
