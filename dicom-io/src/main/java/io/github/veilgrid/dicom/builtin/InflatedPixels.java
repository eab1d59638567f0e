package io.github.veilgrid.dicom.builtin;

import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;

/** What a deflated data set may claim as pixels, since a few bytes can inflate to any length: as many as its image declares. */
final class InflatedPixels {

    private InflatedPixels() {
    }

    static boolean allow(long bytes, DicomObject image) {
        try {
            double frames = image.has(Tag.NUMBER_OF_FRAMES) ? image.numbers(Tag.NUMBER_OF_FRAMES)[0] : 1;
            double declared = image.numbers(Tag.BITS_ALLOCATED)[0] / 8 * image.numbers(Tag.ROWS)[0]
                    * image.numbers(Tag.COLUMNS)[0] * frames;
            declared *= image.has(Tag.SAMPLES_PER_PIXEL) ? image.numbers(Tag.SAMPLES_PER_PIXEL)[0] : 1;
            return bytes <= declared + 2;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException undeclared) {
            return false;
        }
    }
}
