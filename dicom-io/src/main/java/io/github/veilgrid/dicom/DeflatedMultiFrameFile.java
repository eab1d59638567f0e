package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.derived.DerivedImages;
import io.github.veilgrid.grid.Size;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One deflated file for all slices of a volume. A deflated stream has one order only, so slices, which come in any,
 * gather in a file beside it and go through the toolkit once all are there; memory does not grow with the scan.
 */
final class DeflatedMultiFrameFile implements SliceFiles {

    /** Readers must inflate all that comes before a frame, and refuse more than this. */
    private static final long LONGEST = Limits.STANDARD.inflatedBytes() / 2;

    private final Path file;
    private final Path gathering;
    private final DerivedImages images;
    private final DicomToolkit toolkit;
    private final int frames;
    private final FrameFile pixels;

    DeflatedMultiFrameFile(Path folder, DerivedImages images, DicomToolkit toolkit, Size size) throws IOException {
        if (FrameFile.requireOneValue(images, size.z()) > LONGEST) {
            throw new DicomException("The series is too large for one deflated object; write one file per slice, or "
                    + "choose another encoding.");
        }
        this.file = folder.resolve(images.fileName());
        this.gathering = folder.resolve(images.fileName() + ".pixels");
        this.images = images;
        this.toolkit = toolkit;
        this.frames = size.z();
        Files.createFile(gathering);
        this.pixels = new FrameFile(gathering, images);
    }

    @Override
    public void write(int volume, int z, double[] values) throws IOException {
        pixels.write(z, values);
    }

    @Override
    public void finish() throws IOException {
        pixels.close();
        ByteSource cells = ByteSource.of(gathering, 0, Files.size(gathering));
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16)) {
            toolkit.write(images.multiFrame(frames).toBuilder()
                    .put(new Element.Bulk(Tag.PIXEL_DATA, Vr.OW, cells)).build(), out);
        }
        Files.delete(gathering);
    }

    @Override
    public void close() throws IOException {
        pixels.close();
    }
}
