package io.github.veilgrid.dicom.derived;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.series.FrameAttributes;
import io.github.veilgrid.dicom.series.ImageClass;
import io.github.veilgrid.dicom.series.Slice;
import io.github.veilgrid.dicom.series.Stack;
import io.github.veilgrid.dicom.series.VolumeAxis;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.ValueScale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Takes from the slices of a volume what a derived series will need. */
public final class TemplateMaker {

    private TemplateMaker() {
    }

    /** One template for each volume, each with what tells it from the others. */
    public static List<Template> of(List<Stack.Volume> volumes, Grid grid, ValueScale values, double fill)
            throws DicomException {
        Set<DicomObject> series = new LinkedHashSet<>();
        for (Stack.Volume volume : volumes) {
            volume.slices().forEach(slice -> series.add(slice.instance().object()));
        }
        List<Template> templates = new ArrayList<>();
        for (Stack.Volume volume : volumes) {
            templates.add(of(volume.slices(), series, mark(volume, templates.size(), volumes.size()), grid, values, fill));
        }
        return templates;
    }

    /** Attributes of a classic image by which readers tell the volumes of one series apart. */
    private static DicomObject mark(Stack.Volume volume, int index, int count) {
        DicomObject.Builder mark = DicomObject.builder();
        if (count > 1 && volume.axis() == VolumeAxis.TIME) {
            mark.text(Tag.TEMPORAL_POSITION, Vr.IS, Integer.toString(index + 1));
            mark.text(Tag.TEMPORAL_POSITIONS, Vr.IS, Integer.toString(count));
        }
        FrameAttributes first = volume.slices().get(0).attributes();
        if (count > 1 && volume.axis() == VolumeAxis.ECHO) {
            first.converted(Tag.ECHO_TIME).get(Tag.ECHO_TIME).ifPresent(mark::put);
        }
        if (count > 1 && volume.axis() == VolumeAxis.DIFFUSION) {
            DicomObject diffusion = first.group(Tag.MR_DIFFUSION).has(Tag.DIFFUSION_B_VALUE)
                    ? first.group(Tag.MR_DIFFUSION) : first.converted(Tag.DIFFUSION_B_VALUE);
            diffusion.get(Tag.DIFFUSION_B_VALUE).ifPresent(mark::put);
            diffusion.item(Tag.DIFFUSION_GRADIENT).get(Tag.DIFFUSION_DIRECTION).ifPresent(mark::put);
        }
        return mark.build();
    }

    private static Template of(List<Slice> slices, Set<DicomObject> series, DicomObject mark, Grid grid,
            ValueScale values, double fill) throws DicomException {
        Slice first = slices.get(0);
        List<DicomObject> images = slices.stream().map(slice -> slice.instance().object()).toList();
        try {
            ImageClass kind = ImageClass.of(first.instance().text(Tag.SOP_CLASS)).orElseThrow().classic();
            DicomObject.Builder marked = withLossiness(CommonAttributes.of(images, series), images).toBuilder();
            mark.elements().forEach(marked::put);
            DicomObject common = ClassicAttributes.complete(marked.build(), kind, first.attributes());
            List<SourceImage> sources = new ArrayList<>();
            for (Slice slice : slices) {
                DicomObject image = slice.instance().object();
                sources.add(new SourceImage(image.text(Tag.SOP_CLASS), image.text(Tag.SOP_INSTANCE),
                        slice.attributes().multiFrame() ? slice.frame() + 1 : 0,
                        written(slice.attributes().group(Tag.PLANE_POSITIONS), Tag.IMAGE_POSITION),
                        CommonAttributes.own(slice.attributes(), common)));
            }
            boolean sameMeaning = slices.stream().allMatch(slice ->
                    slice.rescale().slope() == values.slope() && slice.rescale().intercept() == values.intercept());
            boolean samePadding = first.padding() != null && first.padding().low() >= first.format().smallest()
                    && first.padding().low() <= first.format().largest()
                    && slices.stream().allMatch(slice -> first.padding().equals(slice.padding()));
            boolean sameFormat = slices.stream().allMatch(slice -> slice.format().equals(first.format()));
            DicomObject rescale = first.attributes().group(Tag.PIXEL_VALUE_TRANSFORMATION);
            return new Template(
                    kind, common, sources, grid,
                    written(first.attributes().group(Tag.PLANE_ORIENTATIONS), Tag.IMAGE_ORIENTATION),
                    written(first.attributes().group(Tag.PIXEL_MEASURES), Tag.PIXEL_SPACING), values,
                    sameMeaning ? written(rescale, Tag.RESCALE_SLOPE) : "",
                    sameMeaning ? written(rescale, Tag.RESCALE_INTERCEPT) : "",
                    sameFormat ? first.format().bitsStored() : StoredPixels.bits(values), values.storedMin() < 0,
                    sameMeaning && samePadding ? OptionalInt.of((int) first.padding().low()) : OptionalInt.empty(),
                    fill);
        } catch (DicomException refused) {
            throw refused;
        } catch (IOException unreadable) {
            throw new DicomException(first.instance().file(), "cannot be read (" + unreadable.getMessage() + ").",
                    unreadable);
        }
    }

    private static String written(DicomObject where, int tag) {
        return String.join("\\", where.texts(tag));
    }

    /** Once lossy, always lossy (PS3.3 section C.7.6.1.1.5). */
    private static DicomObject withLossiness(DicomObject common, List<DicomObject> images) {
        DicomObject.Builder marked = common.toBuilder();
        for (DicomObject image : images) {
            boolean lossySyntax = TransferSyntax.of(image.transferSyntax())
                    .filter(syntax -> syntax == TransferSyntax.JPEG_BASELINE || syntax == TransferSyntax.JPEG_EXTENDED
                            || syntax == TransferSyntax.JPEG_LS_NEAR)
                    .isPresent();
            if (image.text(Tag.LOSSY_COMPRESSION).equals("01") || lossySyntax) {
                marked.text(Tag.LOSSY_COMPRESSION, Vr.CS, "01");
                image.get(Tag.LOSSY_RATIO).ifPresent(marked::put);
                image.get(Tag.LOSSY_METHOD).ifPresent(marked::put);
                return marked.build();
            }
        }
        images.get(0).get(Tag.LOSSY_COMPRESSION).ifPresent(marked::put);
        return marked.build();
    }
}
