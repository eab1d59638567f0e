package io.github.veilgrid.dicom.builtin;

import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;

/**
 * What a deflated data set may claim, since a few bytes can inflate to any length: as many pixels as the image declares,
 * and everything else together a modest number of bytes. One use for one file.
 */
final class InflatedBudget {

    private static final long VALUES = 16 << 20;

    private long spent;

    boolean allows(long bytes) {
        spent += bytes;
        return spent <= VALUES;
    }

    static boolean allowsPixels(long bytes, DicomObject image) {
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
