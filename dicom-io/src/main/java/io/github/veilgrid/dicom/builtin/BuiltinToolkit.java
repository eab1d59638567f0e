package io.github.veilgrid.dicom.builtin;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.data.FileStart;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.TreeBudget;
import io.github.veilgrid.dicom.data.Vr;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The toolkit that is always there: a small parser and writer of its own. */
public final class BuiltinToolkit implements DicomToolkit {

    @Override
    public String name() {
        return "built-in";
    }

    @Override
    public String title() {
        return "built-in DICOM toolkit";
    }

    @Override
    public int preference() {
        return 0;
    }

    @Override
    public DicomObject parse(Path file, Limits limits) throws DicomException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Cursor cursor = Cursor.of(file, channel);
            FileStart start = FileStart.of(file, cursor.peek(FileStart.NEEDED), cursor.size());
            cursor.bytes(start.dataOffset());
            return parse(file, channel, cursor, start, limits);
        } catch (DicomException refused) {
            throw refused;
        } catch (EOFException end) {
            throw new DicomException(file, "the file is cut short; fetch it again from where it came from.", end);
        } catch (IOException unreadable) {
            throw new DicomException(file, "cannot be read (" + unreadable.getMessage() + ").", unreadable);
        }
    }

    private static DicomObject parse(Path file, FileChannel channel, Cursor cursor, FileStart start, Limits limits)
            throws IOException {
        DicomObject.Builder object = DicomObject.builder();
        TreeBudget tree = new TreeBudget(file, cursor.size(), limits);
        DataSetParser parser = new DataSetParser(cursor, file, limits, tree);
        parser.fileMeta(object);
        if (!object.has(Tag.TRANSFER_SYNTAX)) {
            object.text(Tag.TRANSFER_SYNTAX, Vr.UI, start.guessedSyntax().uid());
        }
        TransferSyntax syntax = start.syntaxOf(object.build().transferSyntax());
        if (syntax == TransferSyntax.DEFLATED) {
            Cursor inflated = Inflation.of(file, channel, cursor.position(), limits);
            new DataSetParser(inflated, file, limits, tree).dataSet(object, true);
        } else {
            cursor.order(syntax.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            parser.dataSet(object, syntax.explicit());
        }
        return object.build();
    }

    @Override
    public void write(DicomObject object, OutputStream out) throws IOException {
        Part10Writer.write(object, out);
    }
}
