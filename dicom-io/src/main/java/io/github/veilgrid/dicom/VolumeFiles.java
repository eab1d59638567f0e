package io.github.veilgrid.dicom;

import java.io.IOException;
import java.util.List;

/** A file for each volume. */
record VolumeFiles(List<SliceFiles> volumes) implements SliceFiles {

    @Override
    public void write(int volume, int z, double[] values) throws IOException {
        volumes.get(volume).write(volume, z, values);
    }

    @Override
    public void finish() throws IOException {
        for (SliceFiles volume : volumes) {
            volume.finish();
        }
    }

    /** Lets go of all, whatever befalls one. */
    @Override
    public void close() throws IOException {
        IOException first = null;
        for (SliceFiles volume : volumes) {
            try {
                volume.close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
