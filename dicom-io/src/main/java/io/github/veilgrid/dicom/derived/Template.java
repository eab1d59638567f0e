package io.github.veilgrid.dicom.derived;

import io.github.veilgrid.dicom.series.DecimalString;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.series.ImageClass;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.ValueScale;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is kept of a source series.
 *
 * @param kind class of the images of a derived series
 * @param common attributes that all source images share and that stay true after resampling
 * @param images the source images, one for each z of the grid
 * @param grid grid of the source
 * @param orientation Image Orientation (Patient) as written
 * @param spacing Pixel Spacing as written
 * @param values declared range of the source
 * @param slope Rescale Slope as written, empty text if the source has none or several
 * @param intercept Rescale Intercept as written, empty text likewise
 * @param bitsStored bits of a stored pixel
 * @param signed whether they are two's complement
 * @param padding Pixel Padding Value, if stored numbers keep their meaning
 * @param fill real-world value of places without a measurement
 */
public record Template(
        ImageClass kind, DicomObject common, List<SourceImage> images, Grid grid, String orientation, String spacing,
        ValueScale values, String slope, String intercept, int bitsStored, boolean signed, OptionalInt padding,
        double fill) {

    public Template {
        images = List.copyOf(images);
        if (images.size() != grid.size().z()) {
            throw new IllegalArgumentException(images.size() + " images for " + grid.size());
        }
    }

    /**
     * The same series in another frame of reference.
     *
     * @param place where its voxels lie there
     * @param frameOfReference UID of that frame; empty for a new one
     */
    public Template movedTo(Grid place, String frameOfReference) {
        DicomObject.Builder moved = common.toBuilder().remove(Tag.FRAME_OF_REFERENCE).remove(Tag.POSITION_REFERENCE);
        if (!frameOfReference.isEmpty()) {
            moved.text(Tag.FRAME_OF_REFERENCE, Vr.UI, frameOfReference).text(Tag.POSITION_REFERENCE, Vr.LO, "");
        }
        StringBuilder cosines = new StringBuilder();
        for (int axis = 0; axis < 2; axis++) {
            for (double cosine : place.direction(axis)) {
                cosines.append(cosines.length() == 0 ? "" : "\\").append(DecimalString.of(cosine));
            }
        }
        String distances = DecimalString.of(place.spacing(1)) + "\\" + DecimalString.of(place.spacing(0));
        return new Template(kind, moved.build(), images, place, cosines.toString(), distances, values, slope, intercept,
                bitsStored, signed, padding, fill);
    }
}
