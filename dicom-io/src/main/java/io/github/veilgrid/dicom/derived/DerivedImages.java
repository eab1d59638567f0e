package io.github.veilgrid.dicom.derived;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.pixel.RleEncoder;
import io.github.veilgrid.dicom.series.ImageClass;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.ValueScale;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes the images of one derived series (PS3.3 sections A.3, A.4 and A.21; C.7.6.1.1.2 and .3 for derived images). */
public final class DerivedImages {

    /** Identifies this implementation in file meta information; fixed for ever. */
    private static final String IMPLEMENTATION = "2.25.221484984896906562017026728972438050039";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSS", Locale.ROOT);

    /**
     * What is said of the derivation.
     *
     * @param description Derivation Description
     * @param seriesDescription Series Description; empty: the source's, marked
     * @param seriesNumber Series Number; empty: 1000 more than the source's
     * @param reach how many source slices away a voxel takes its value from
     * @param like series whose geometry strings are copied
     * @param resampled whether voxels are mixed from the source's; false if each is one of them
     * @param syntax how files are encoded: explicit little endian, deflated or RLE
     */
    public record Saying(
            String description, Optional<String> seriesDescription, OptionalInt seriesNumber, double reach,
            Optional<Template> like, boolean resampled, TransferSyntax syntax) {
    }

    private static final int LONG_STRING = 64;

    private final Template source;
    private final SeriesPart part;
    private final Saying saying;
    private final TargetGeometry geometry;
    private final StoredPixels pixels;
    private final DicomObject base;

    public DerivedImages(Template source, Grid target, ValueScale values, Saying saying, SeriesPart part)
            throws DicomException {
        if (target.size().x() > 0xFFFF || target.size().y() > 0xFFFF) {
            throw new DicomException("Images of " + target.size().x() + " x " + target.size().y()
                    + " pixels do not fit into DICOM; choose a coarser spacing.");
        }
        if (source.kind() == ImageClass.PET && part.count() * (long) target.size().z() > 0xFFFF) {
            throw new DicomException("A PET series counts its images up to 65535; write fewer volumes or slices.");
        }
        if (source.kind() == ImageClass.PET && saying.resampled()) {
            requireOneTime(source);
        }
        this.source = source;
        this.part = part;
        this.saying = saying;
        this.geometry = new TargetGeometry(source, target, saying.like());
        this.pixels = new StoredPixels(source, values);
        this.base = base(target);
    }

    /** A voxel mixed from frames of different times means something only if decay was corrected to one time. */
    private static void requireOneTime(Template source) throws DicomException {
        boolean varies = source.images().stream().anyMatch(image -> image.own().has(Tag.FRAME_REFERENCE_TIME)
                || image.own().has(Tag.ACTUAL_FRAME_DURATION));
        if (varies && !source.common().text(Tag.DECAY_CORRECTION).equals("START")) {
            throw new DicomException("This PET series has frames of different times that are not decay-corrected to "
                    + "the start of the scan; its slices must not be mixed.");
        }
    }

    private DicomObject base(Grid target) {
        LocalDateTime now = part.made();
        DicomObject.Builder image = source.common().toBuilder();
        image.text(Tag.TRANSFER_SYNTAX, Vr.UI, saying.syntax().uid());
        image.put(new Element.Value(Tag.FILE_META_VERSION, Vr.OB, new byte[] {0, 1}));
        image.text(Tag.MEDIA_STORAGE_SOP_CLASS, Vr.UI, source.kind().uid());
        image.text(Tag.IMPLEMENTATION_CLASS, Vr.UI, IMPLEMENTATION);
        image.text(Tag.IMPLEMENTATION_VERSION, Vr.SH, "VEILGRID");
        image.text(Tag.SOP_CLASS, Vr.UI, source.kind().uid());
        image.text(Tag.IMAGE_TYPE, Vr.CS, imageType());
        image.text(Tag.SERIES_UID, Vr.UI, part.seriesUid());
        if (!image.has(Tag.FRAME_OF_REFERENCE)) {
            image.text(Tag.FRAME_OF_REFERENCE, Vr.UI, part.frameOfReference()).text(Tag.POSITION_REFERENCE, Vr.LO, "");
        }
        image.text(Tag.SERIES_NUMBER, Vr.IS, Integer.toString(seriesNumber()));
        image.humanText(Tag.SERIES_DESCRIPTION, Vr.LO, seriesDescription());
        for (int date : new int[] {Tag.INSTANCE_CREATION_DATE, Tag.SERIES_DATE, Tag.CONTENT_DATE}) {
            image.text(date, Vr.DA, DATE.format(now));
        }
        for (int time : new int[] {Tag.INSTANCE_CREATION_TIME, Tag.SERIES_TIME, Tag.CONTENT_TIME}) {
            image.text(time, Vr.TM, TIME.format(now));
        }
        image.text(Tag.DERIVATION_DESCRIPTION, Vr.ST, saying.description());
        if (saying.resampled()) {
            image.items(Tag.DERIVATION_CODES, code("113085", "Spatial resampling"));
        }
        List<DicomObject> equipment = new ArrayList<>(source.common().items(Tag.CONTRIBUTING_EQUIPMENT));
        equipment.add(DicomObject.builder()
                .text(Tag.MANUFACTURER, Vr.LO, "Veilgrid")
                .text(Tag.MODEL_NAME, Vr.LO, "Veilgrid")
                .text(0x0018A002, Vr.DT, DATE.format(now) + TIME.format(now))
                .text(0x0018A003, Vr.ST, saying.resampled() ? "Resampled onto another grid" : "Copied, not resampled")
                .items(Tag.PURPOSE_CODES, code("109103", "Modifying Equipment"))
                .build());
        image.items(Tag.CONTRIBUTING_EQUIPMENT, equipment);
        image.integers(Tag.SAMPLES_PER_PIXEL, Vr.US, 1);
        if (!image.has(Tag.PHOTOMETRIC)) {
            image.text(Tag.PHOTOMETRIC, Vr.CS, "MONOCHROME2");
        }
        geometry.describe(image);
        pixels.describe(image, source.kind() != ImageClass.MR || !pixels.plain() || !source.slope().isEmpty());
        if (source.kind() == ImageClass.PET) {
            image.integers(Tag.NUMBER_OF_SLICES, Vr.US, target.size().z());
            if (image.has(Tag.NUMBER_OF_TIME_SLICES)) {
                image.integers(Tag.NUMBER_OF_TIME_SLICES, Vr.US, part.count());
            }
        }
        return image.build();
    }

    private int seriesNumber() {
        try {
            double[] number = source.common().numbers(Tag.SERIES_NUMBER);
            return saying.seriesNumber().orElse(1000 + (number.length == 0 ? 0 : (int) number[0]));
        } catch (NumberFormatException words) {
            return 1000;
        }
    }

    private String seriesDescription() {
        String mark = saying.resampled() ? " (regridded)" : " (copy)";
        String words = saying.seriesDescription()
                .orElseGet(() -> (source.common().humanText(Tag.SERIES_DESCRIPTION) + mark).strip());
        int most = LONG_STRING - mark.length();
        return words.length() <= LONG_STRING ? words
                : saying.seriesDescription().isPresent() ? words.substring(0, LONG_STRING)
                : words.substring(0, most).stripTrailing() + mark;
    }

    private String[] imageType() {
        return switch (source.kind()) {
            case CT -> new String[] {"DERIVED", "SECONDARY", geometry.axial() ? "AXIAL" : "MPR"};
            case MR -> new String[] {"DERIVED", "SECONDARY", saying.resampled() ? "MPR" : "OTHER"};
            default -> new String[] {"DERIVED", "PRIMARY"};
        };
    }

    /** One image; its pixels are rounded and clamped here. Thread safe. */
    public DicomObject image(int z, double[] values) {
        DicomObject.Builder image = withoutPixels(z).toBuilder();
        byte[] cells = cells(values);
        image.put(saying.syntax() == TransferSyntax.RLE
                ? new Element.Fragments(Tag.PIXEL_DATA, Vr.OB, new byte[0], List.of(ByteSource.of(packed(cells))))
                : new Element.Bulk(Tag.PIXEL_DATA, Vr.OW, ByteSource.of(cells)));
        return image.build();
    }

    /** Name of the file of all slices, by the place of the volume. */
    public String fileName() {
        return String.format(Locale.ROOT, "%05d.dcm", part.index() + 1);
    }

    /** All slices as frames of one object, without its pixels. */
    public DicomObject multiFrame(int frames) {
        DicomObject.Builder image = MultiFrameHeader.common(base, source, frames)
                .text(Tag.INSTANCE_NUMBER, Vr.IS, Integer.toString(part.index() + 1));
        String sop = SeriesPart.newUid();
        image.text(Tag.MEDIA_STORAGE_SOP_INSTANCE, Vr.UI, sop).text(Tag.SOP_INSTANCE, Vr.UI, sop);
        List<DicomObject> groups = new ArrayList<>();
        for (int z = 0; z < frames; z++) {
            groups.add(MultiFrameHeader.frame(withoutPixels(z), geometry.nearest(z).own(), z));
        }
        return image.items(Tag.PER_FRAME_GROUPS, groups).build();
    }

    /** Stored pixels of a slice, packed as RLE Lossless. Thread safe. */
    public byte[] packed(double[] values) {
        return packed(cells(values));
    }

    private byte[] packed(byte[] cells) {
        return RleEncoder.encode(cells, geometry.columns(), pixels.width());
    }

    /** Stored pixels of a slice, little endian. Thread safe. */
    public byte[] cells(double[] values) {
        return pixels.cells(values);
    }

    /** Bytes of the stored pixels of a slice. */
    public int sliceBytes() {
        return geometry.pixels() * pixels.width();
    }

    private DicomObject withoutPixels(int z) {
        String sop = SeriesPart.newUid();
        DicomObject.Builder image = base.toBuilder();
        geometry.nearest(z).own().elements().forEach(image::put);
        image.text(Tag.MEDIA_STORAGE_SOP_INSTANCE, Vr.UI, sop);
        image.text(Tag.SOP_INSTANCE, Vr.UI, sop);
        int number = part.index() * geometry.slices() + z + 1;
        image.text(Tag.INSTANCE_NUMBER, Vr.IS, Integer.toString(number));
        geometry.describe(image, z);
        if (source.kind() == ImageClass.PET) {
            image.integers(Tag.IMAGE_INDEX, Vr.US, number);
        }
        List<DicomObject> references = new ArrayList<>();
        for (SourceImage from : geometry.contributing(z, saying.reach())) {
            if (from.sopInstance().isEmpty()) {
                continue;
            }
            DicomObject.Builder reference = DicomObject.builder()
                    .text(Tag.REFERENCED_SOP_CLASS, Vr.UI, from.sopClass())
                    .text(Tag.REFERENCED_SOP_INSTANCE, Vr.UI, from.sopInstance())
                    .items(Tag.PURPOSE_CODES, code("121322", "Source image for image processing operation"));
            if (from.frame() > 0) {
                reference.text(Tag.REFERENCED_FRAME_NUMBER, Vr.IS, Integer.toString(from.frame()));
            }
            references.add(reference.build());
        }
        if (!references.isEmpty()) {
            image.items(Tag.SOURCE_IMAGES, references);
        }
        return image.build();
    }

    private static DicomObject code(String value, String meaning) {
        return DicomObject.builder()
                .text(Tag.CODE_VALUE, Vr.SH, value)
                .text(Tag.CODING_SCHEME, Vr.SH, "DCM")
                .text(Tag.CODE_MEANING, Vr.LO, meaning)
                .build();
    }
}
