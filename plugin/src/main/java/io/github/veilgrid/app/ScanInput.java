package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.SeriesReader;
import io.github.veilgrid.dicom.SourceSeries;
import io.github.veilgrid.dicom.nifti.NiftiReader;
import io.github.veilgrid.dicom.nifti.NiftiScan;
import io.github.veilgrid.dicom.nifti.ValueRange;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.VoxelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A scan that was read: a DICOM series or a NIfTI file.
 *
 * @param scan grid and voxels
 * @param origin what a result carries of it
 * @param derivation how it says that it was derived; empty if it says nothing
 * @param remarks what is worth knowing, a sentence each
 */
record ScanInput(Scan scan, Origin origin, String derivation, List<String> remarks) {

    ScanInput {
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads headers.
     *
     * @param path folder or file of a DICOM series, or a NIfTI file
     * @param range what values a NIfTI file can hold; empty: what its header says
     * @throws JobFailure if there is nothing, or not exactly what the options choose
     */
    static ScanInput read(Path path, ReadOptions options, Optional<ValueRange> range) throws JobFailure, IOException {
        if (!Files.exists(path)) {
            throw new JobFailure(Kind.INPUT, path + " does not exist: name a DICOM folder or a NIfTI file.");
        }
        if (Files.isRegularFile(path) && NiftiReader.recognises(path)) {
            return nifti(path, options, range);
        }
        if (range.isPresent()) {
            throw new JobFailure(Kind.USAGE, path + " is DICOM, which declares its range: leave out --range.");
        }
        SourceSeries series = SeriesReader.read(path, options);
        return new ScanInput(series.scan(), new Origin.Series(series.templates()), series.derivation(), series.remarks());
    }

    /**
     * The same scan in another space.
     *
     * @param grid where it lies there
     * @param frameOfReference UID of that space; empty if it has none yet
     */
    ScanInput movedTo(Grid grid, String frameOfReference) {
        return new ScanInput(new Scan(grid, scan.volumes(), scan.values(), scan.fill()), origin.movedTo(grid, frameOfReference),
                derivation, remarks);
    }

    /** The same for a scan of which only the grid is wanted: what values it holds does not matter. */
    static ScanInput model(Path path, ReadOptions options) throws JobFailure, IOException {
        boolean nifti = Files.isRegularFile(path) && NiftiReader.recognises(path);
        return read(path, options, nifti ? Optional.of(ValueRange.of(0, 1)) : Optional.empty());
    }

    private static ScanInput nifti(Path path, ReadOptions options, Optional<ValueRange> range)
            throws JobFailure, IOException {
        if (options.series().isPresent()) {
            throw new JobFailure(Kind.USAGE, path + " is a NIfTI file, which holds no series: leave out --series.");
        }
        NiftiScan file = NiftiReader.read(path, range);
        List<VoxelSource> volumes = file.scan().volumes();
        boolean open = options.volume().isEmpty() && !options.allVolumes() && volumes.size() > 1;
        if (open || options.volume().orElse(0) >= volumes.size()) {
            throw new JobFailure(Kind.INPUT, path + " holds " + volumes.size()
                    + (volumes.size() == 1 ? " volume" : " volumes") + ": choose one, counted from 0, with --volume"
                    + (volumes.size() == 1 ? "." : ", or take them as one scan with --volume all."));
        }
        if (!options.allVolumes()) {
            volumes = List.of(volumes.get(options.volume().orElse(0)));
        }
        Scan scan = new Scan(file.scan().grid(), volumes, file.scan().values(), file.scan().fill());
        return new ScanInput(scan, new Origin.Nifti(file.template(), volumes.size(), scan.fill()), file.derivation(), List.of());
    }
}
