package io.github.veilgrid.dicom.derived;

import io.github.veilgrid.dicom.builtin.DataSetBytes;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.series.ImageClass;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.GridCodec;
import io.github.veilgrid.grid.ValueScale;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Templates as bytes. Version 1, all numbers big endian: magic, version, then the fields in the order of
 * {@link Template}; texts as modified UTF-8, data sets as a length and Explicit VR Little Endian. Reading is strict:
 * what it accepts, writing gives again bit for bit.
 */
public final class TemplateCodec {

    private static final int MAGIC = 0x56475354;
    private static final int VERSION = 1;

    private TemplateCodec() {
    }

    public static byte[] encode(Template template) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeByte(VERSION);
            out.writeUTF(template.kind().uid());
            object(out, template.common());
            GridCodec.write(out, template.grid());
            for (SourceImage image : template.images()) {
                out.writeUTF(image.sopClass());
                out.writeUTF(image.sopInstance());
                out.writeInt(image.frame());
                out.writeUTF(image.position());
                object(out, image.own());
            }
            out.writeUTF(template.orientation());
            out.writeUTF(template.spacing());
            out.writeDouble(template.values().slope());
            out.writeDouble(template.values().intercept());
            out.writeInt(template.values().storedMin());
            out.writeInt(template.values().storedMax());
            out.writeUTF(template.slope());
            out.writeUTF(template.intercept());
            out.writeByte(template.bitsStored());
            out.writeBoolean(template.signed());
            out.writeBoolean(template.padding().isPresent());
            out.writeInt(template.padding().orElse(0));
            out.writeDouble(template.fill());
        } catch (IOException impossible) {
            throw new IllegalStateException("a template that cannot be written", impossible);
        }
        return bytes.toByteArray();
    }

    public static Template decode(byte[] bytes) throws DicomException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC || in.readUnsignedByte() != VERSION) {
                throw new DicomException("This is not a series template of version " + VERSION + ".");
            }
            Template template = template(in);
            if (in.available() != 0 || !Arrays.equals(encode(template), bytes)) {
                throw new DicomException("The series template is damaged.");
            }
            return template;
        } catch (DicomException refused) {
            throw refused;
        } catch (IOException | IllegalArgumentException damaged) {
            throw new DicomException("The series template is damaged.", damaged);
        }
    }

    private static Template template(DataInputStream in) throws IOException {
        ImageClass kind = ImageClass.of(in.readUTF())
                .orElseThrow(() -> new DicomException("The series template is damaged."));
        DicomObject common = object(in);
        Grid grid = GridCodec.read(in);
        List<SourceImage> images = new ArrayList<>();
        for (int k = 0; k < grid.size().z(); k++) {
            images.add(new SourceImage(in.readUTF(), in.readUTF(), in.readInt(), in.readUTF(), object(in)));
        }
        String orientation = in.readUTF();
        String spacing = in.readUTF();
        ValueScale values = new ValueScale(in.readDouble(), in.readDouble(), in.readInt(), in.readInt());
        String slope = in.readUTF();
        String intercept = in.readUTF();
        int bitsStored = in.readUnsignedByte();
        boolean signed = in.readBoolean();
        boolean padded = in.readBoolean();
        int padding = in.readInt();
        return new Template(kind, common, images, grid, orientation, spacing, values, slope, intercept, bitsStored,
                signed, padded ? OptionalInt.of(padding) : OptionalInt.empty(), in.readDouble());
    }

    private static void object(DataOutputStream out, DicomObject object) throws IOException {
        byte[] bytes = DataSetBytes.encode(object);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static DicomObject object(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new DicomException("The series template is damaged.");
        }
        return DataSetBytes.decode(in.readNBytes(length), "The series template");
    }
}
