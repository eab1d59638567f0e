package io.github.veilgrid.app;

import io.github.veilgrid.dicom.Derivation;
import io.github.veilgrid.dicom.SeriesTemplate;
import io.github.veilgrid.dicom.nifti.NiftiTemplate;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.GridCodec;
import io.github.veilgrid.grid.ValueScale;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the decrypting process needs to know of the encrypting one, besides the owner's state: sealed in {@code keep/}.
 *
 * @param origin what a result carries of the scan
 * @param derivation how the result describes itself
 * @param values stored quantum and range of the result
 * @param layout how voxels lie in ciphertexts, in words
 * @param blocks sets of tiles
 * @param picture grids, and the source slice for the picture
 * @param readSeconds time that reading took
 * @param encryptSeconds time that encryption took
 * @param bytesUp bytes of {@code send/}
 */
record KeptJob(
        Origin origin, Derivation derivation, ValueScale values, String layout, int blocks,
        PictureSource picture, double readSeconds, double encryptSeconds, long bytesUp) {

    private static final int VERSION = 3;

    Reports reports() {
        return new Reports(picture.source(), picture.target(), values.slope(), layout, blocks, origin.volumes());
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            writeOrigin(out);
            out.writeUTF(derivation.description());
            writeList(out, derivation.seriesDescription().stream().toList());
            out.writeInt(derivation.seriesNumber().orElse(-1));
            out.writeDouble(derivation.reach());
            out.writeBoolean(derivation.like().isPresent());
            if (derivation.like().isPresent()) {
                writeBlock(out, derivation.like().get().toBytes());
            }
            out.writeDouble(values.slope());
            out.writeDouble(values.intercept());
            out.writeInt(values.storedMin());
            out.writeInt(values.storedMax());
            out.writeUTF(layout);
            out.writeInt(blocks);
            GridCodec.write(out, picture.source());
            GridCodec.write(out, picture.target());
            for (double voxel : picture.values()) {
                out.writeFloat((float) voxel);
            }
            out.writeDouble(readSeconds);
            out.writeDouble(encryptSeconds);
            out.writeLong(bytesUp);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #toBytes} wrote; the bytes come from under the owner's own seal. */
    static KeptJob fromBytes(byte[] bytes) throws JobFailure, IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new JobFailure(JobFailure.Kind.INPUT, "The job was encrypted by " + (version < VERSION ? "an older" : "a newer")
                        + " Veilgrid (its folder is of version " + version + ", this program reads version " + VERSION
                        + "): decrypt it with the Veilgrid that encrypted it, or encrypt the scan again.");
            }
            Origin origin = readOrigin(in);
            String description = in.readUTF();
            List<String> names = readList(in);
            int number = in.readInt();
            double reach = in.readDouble();
            Optional<SeriesTemplate> like = in.readBoolean()
                    ? Optional.of(SeriesTemplate.fromBytes(readBlock(in)))
                    : Optional.empty();
            Derivation derivation = new Derivation(description, names.stream().findFirst(),
                    number < 0 ? OptionalInt.empty() : OptionalInt.of(number), reach, like, true);
            ValueScale scale = new ValueScale(in.readDouble(), in.readDouble(), in.readInt(), in.readInt());
            String layout = in.readUTF();
            int blocks = in.readInt();
            Grid source = GridCodec.read(in);
            Grid target = GridCodec.read(in);
            double[] slice = new double[source.size().slice()];
            for (int i = 0; i < slice.length; i++) {
                slice[i] = in.readFloat();
            }
            return new KeptJob(origin, derivation, scale, layout, blocks,
                    new PictureSource(source, target, slice), in.readDouble(), in.readDouble(),
                    in.readLong());
        }
    }

    private void writeOrigin(DataOutputStream out) throws IOException {
        out.writeInt(origin.volumes());
        out.writeBoolean(origin instanceof Origin.Series);
        if (origin instanceof Origin.Series series) {
            for (SeriesTemplate template : series.templates()) {
                writeBlock(out, template.toBytes());
            }
        } else {
            NiftiTemplate nifti = origin.nifti();
            out.writeInt(nifti.space());
            out.writeInt(nifti.intentCode());
            out.writeUTF(nifti.intentName());
            out.writeFloat(nifti.timeStep());
            out.writeInt(nifti.timeUnits());
            out.writeDouble(origin.fill());
        }
    }

    private static Origin readOrigin(DataInputStream in) throws IOException {
        int volumes = in.readInt();
        if (in.readBoolean()) {
            List<SeriesTemplate> templates = new ArrayList<>();
            for (int volume = 0; volume < volumes; volume++) {
                templates.add(SeriesTemplate.fromBytes(readBlock(in)));
            }
            return new Origin.Series(templates);
        }
        NiftiTemplate nifti = new NiftiTemplate(
                in.readInt(), in.readInt(), in.readUTF(), in.readFloat(), in.readInt(), "");
        return new Origin.Nifti(nifti, volumes, in.readDouble());
    }

    private static void writeBlock(DataOutputStream out, byte[] block) throws IOException {
        out.writeInt(block.length);
        out.write(block);
    }

    private static byte[] readBlock(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static void writeList(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readList(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
