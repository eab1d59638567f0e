package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.derived.DerivedImages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** One file per slice, named by its place: volume after volume. */
record ClassicFiles(Path folder, List<DerivedImages> volumes, int slices, DicomToolkit toolkit) implements SliceFiles {

    @Override
    public void write(int volume, int z, double[] values) throws IOException {
        String name = String.format(Locale.ROOT, "%05d.dcm", volume * slices + z + 1);
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW), 1 << 16)) {
            toolkit.write(volumes.get(volume).image(z, values), out);
        }
    }

    @Override
    public void finish() {
    }

    @Override
    public void close() {
    }
}
