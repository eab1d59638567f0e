package io.github.veilgrid.dicom.dcm4che;

import io.github.veilgrid.dicom.builtin.BuiltinToolkit;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.data.FileStart;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.Vr;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;

/** dcm4che behind the seam. */
public final class Dcm4cheToolkit implements DicomToolkit {

    /** Fails early, with a class name that can be told, if dcm4che's jars are not all there. */
    public Dcm4cheToolkit() {
        new Attributes().setString(Tag.MODALITY, VR.CS, "OT");
    }

    @Override
    public String name() {
        return "dcm4che";
    }

    @Override
    public String title() {
        String version = Attributes.class.getPackage().getImplementationVersion();
        return version == null ? "dcm4che" : "dcm4che " + version;
    }

    @Override
    public int preference() {
        return 10;
    }

    /** dcm4che inflates without a bound, so deflated files are left to the built-in parser. */
    @Override
    public DicomObject parse(Path file, Limits limits) throws DicomException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileBytes in = new FileBytes(channel);
            FileStart start = FileStart.of(file, in.head(FileStart.NEEDED), in.size());
            DicomInputStream stream = new DicomInputStream(in);
            stream.setAllocateLimit(limits.inMemoryValue());
            DicomObject.Builder object = DicomObject.builder();
            stream.setDicomInputHandler(new TreeReader(file, in.size(), limits, object));
            stream.readFileMetaInformation();
            if (!object.has(Tag.TRANSFER_SYNTAX)) {
                object.text(Tag.TRANSFER_SYNTAX, Vr.UI, start.guessedSyntax().uid());
            }
            if (start.syntaxOf(object.build().transferSyntax()) == TransferSyntax.DEFLATED) {
                return new BuiltinToolkit().parse(file, limits);
            }
            stream.readDataset();
            return object.build();
        } catch (DicomException refused) {
            throw refused;
        } catch (EOFException end) {
            // A file that is filled up with zeros, or cut short: the built-in parser tells the two apart.
            return new BuiltinToolkit().parse(file, limits);
        } catch (IOException | RuntimeException | StackOverflowError damaged) {
            throw new DicomException(file, "the file is damaged or cannot be read (" + damaged.getMessage()
                    + "); fetch it again from where it came from.", damaged);
        }
    }

    @Override
    public void write(DicomObject object, OutputStream out) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(object.transferSyntax())
                .filter(known -> !known.bigEndian())
                .orElseThrow(() -> new DicomException(
                        "The transfer syntax \"" + object.transferSyntax() + "\" is not one that is written."));
        DicomOutputStream stream = new DicomOutputStream(out, TransferSyntax.EXPLICIT_LITTLE.uid());
        Attributes meta = ToAttributes.of(object, true);
        stream.writeDataset(meta, ToAttributes.of(object, false));
        if (syntax == TransferSyntax.DEFLATED) {
            stream.finish();
        }
        stream.flush();
    }
}
