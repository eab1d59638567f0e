package io.github.veilgrid.bench;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Toolkits;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.grid.Size;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** CT files of random pixels, 16 bits signed, one slice each, uncompressed. */
final class SyntheticSeries {

    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String ROOT = "2.25.7";

    private SyntheticSeries() {
    }

    static void write(Path folder, Size size) throws IOException {
        DicomToolkit toolkit = Toolkits.installed().choose(Optional.empty());
        SplittableRandom random = new SplittableRandom(1);
        byte[] pixels = new byte[2 * size.slice()];
        for (int z = 0; z < size.z(); z++) {
            random.nextBytes(pixels);
            Path file = folder.resolve(String.format(Locale.ROOT, "%04d.dcm", z + 1));
            try (OutputStream out = Files.newOutputStream(file)) {
                toolkit.write(image(size, z, pixels), out);
            }
        }
    }

    private static DicomObject image(Size size, int z, byte[] pixels) {
        String instance = ROOT + ".2." + (z + 1);
        return DicomObject.builder()
                .text(Tag.TRANSFER_SYNTAX, Vr.UI, TransferSyntax.EXPLICIT_LITTLE.uid())
                .text(Tag.MEDIA_STORAGE_SOP_CLASS, Vr.UI, CT)
                .text(Tag.MEDIA_STORAGE_SOP_INSTANCE, Vr.UI, instance)
                .text(Tag.SOP_CLASS, Vr.UI, CT)
                .text(Tag.SOP_INSTANCE, Vr.UI, instance)
                .text(Tag.MODALITY, Vr.CS, "CT")
                .text(Tag.STUDY_UID, Vr.UI, ROOT)
                .text(Tag.SERIES_UID, Vr.UI, ROOT + ".1")
                .text(Tag.FRAME_OF_REFERENCE, Vr.UI, ROOT + ".3")
                .text(Tag.INSTANCE_NUMBER, Vr.IS, Integer.toString(z + 1))
                .text(Tag.IMAGE_POSITION, Vr.DS, "0", "0", Double.toString(2.5 * z))
                .text(Tag.IMAGE_ORIENTATION, Vr.DS, "1", "0", "0", "0", "1", "0")
                .text(Tag.PIXEL_SPACING, Vr.DS, "0.684", "0.684")
                .integers(Tag.SAMPLES_PER_PIXEL, Vr.US, 1)
                .text(Tag.PHOTOMETRIC, Vr.CS, "MONOCHROME2")
                .integers(Tag.ROWS, Vr.US, size.y())
                .integers(Tag.COLUMNS, Vr.US, size.x())
                .integers(Tag.BITS_ALLOCATED, Vr.US, 16)
                .integers(Tag.BITS_STORED, Vr.US, 16)
                .integers(Tag.HIGH_BIT, Vr.US, 15)
                .integers(Tag.PIXEL_REPRESENTATION, Vr.US, 1)
                .text(Tag.RESCALE_INTERCEPT, Vr.DS, "-1024")
                .text(Tag.RESCALE_SLOPE, Vr.DS, "1")
                .put(new Element.Bulk(Tag.PIXEL_DATA, Vr.OW, ByteSource.of(pixels)))
                .build();
    }
}
