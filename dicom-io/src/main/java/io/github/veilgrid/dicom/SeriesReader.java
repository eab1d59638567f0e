package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Toolkits;
import io.github.veilgrid.dicom.derived.TemplateMaker;
import io.github.veilgrid.dicom.series.FileSeries;
import io.github.veilgrid.dicom.series.Folder;
import io.github.veilgrid.dicom.series.SeriesVolume;
import io.github.veilgrid.dicom.series.Slice;
import io.github.veilgrid.dicom.series.Stack;
import io.github.veilgrid.dicom.series.Values;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a DICOM series into a scan, or refuses it with the reason. Only headers are read here; voxels are read from
 * disk slice by slice when they are asked for, so that no scan is too large. Thread safe.
 */
public final class SeriesReader {

    private SeriesReader() {
    }

    /**
     * Reads one series.
     *
     * @param folderOrFile a folder (with all folders below it) or a single file
     * @throws DicomException if there is not exactly one sound volume to read: the sentence says why and what to do
     */
    public static SourceSeries read(Path folderOrFile, ReadOptions options) throws DicomException {
        Folder folder = folder(folderOrFile, options);
        List<String> remarks = new ArrayList<>(folder.remarks());
        FileSeries series = options.series().isPresent()
                ? SeriesChoice.named(folder, options.series().get())
                : SeriesChoice.only(folder, remarks);
        List<Slice> slices = series.slices(remarks);
        Stack stack = Stack.of(slices);
        remarks.addAll(stack.remarks());
        List<Stack.Volume> volumes = VolumeChoice.of(stack, options);
        List<Slice> chosen = volumes.stream().flatMap(volume -> volume.slices().stream()).toList();
        ValueScale values = Values.scale(chosen);
        double fill = Values.fill(chosen, values);
        remarkOnUnits(series, chosen, remarks);
        Values.remark(chosen, values).ifPresent(remarks::add);
        List<VoxelSource> voxels = new ArrayList<>();
        volumes.forEach(volume -> voxels.add(new SeriesVolume(volume.slices())));
        List<SeriesTemplate> templates =
                TemplateMaker.of(volumes, stack.grid(), values, fill).stream().map(SeriesTemplate::new).toList();
        return new SourceSeries(new Scan(stack.grid(), voxels, values, fill), templates,
                volumes.stream().map(Stack.Volume::label).toList(),
                chosen.get(0).attributes().group(Tag.DERIVATION_IMAGES).text(Tag.DERIVATION_DESCRIPTION), remarks);
    }

    private static void remarkOnUnits(FileSeries series, List<Slice> slices, List<String> remarks) {
        if (!slices.get(0).rescale().declared() && series.text(Tag.MODALITY).equals("CT")) {
            remarks.add("The CT images have no Rescale Slope and Intercept; stored numbers are taken as they are.");
        }
    }

    /** All series below a folder, with what reading each would give, and what was skipped. */
    public static FolderSummary survey(Path folderOrFile, ReadOptions options) throws DicomException {
        Folder folder = folder(folderOrFile, options);
        List<SeriesSummary> summaries = new ArrayList<>();
        for (FileSeries series : folder.series()) {
            summaries.add(summary(series));
        }
        return new FolderSummary(summaries, folder.remarks());
    }

    private static SeriesSummary summary(FileSeries series) {
        List<String> remarks = new ArrayList<>();
        try {
            List<Slice> slices = series.slices(remarks);
            Stack stack = Stack.of(slices);
            remarks.addAll(stack.remarks());
            List<Slice> first = stack.volumes().get(0).slices();
            Values.remark(first, Values.scale(first)).ifPresent(remarks::add);
            remarkOnUnits(series, first, remarks);
            return summary(series, slices.size(), stack.volumes().stream().map(Stack.Volume::label).toList(),
                    Optional.of(stack), remarks, Optional.empty());
        } catch (DicomException refused) {
            return summary(series, series.instances().size(), List.of(), Optional.empty(), remarks,
                    Optional.of(refused.getMessage()));
        }
    }

    private static SeriesSummary summary(FileSeries series, int images, List<String> volumes, Optional<Stack> stack,
            List<String> remarks, Optional<String> refusal) {
        return new SeriesSummary(series.uid(), series.text(Tag.SERIES_NUMBER), series.text(Tag.SERIES_DESCRIPTION),
                series.text(Tag.MODALITY), images, volumes, stack.map(Stack::grid), remarks, refusal);
    }

    private static Folder folder(Path folderOrFile, ReadOptions options) throws DicomException {
        DicomToolkit toolkit = Toolkits.installed().choose(options.toolkit());
        return options.files().isPresent()
                ? Folder.read(folderOrFile, options.files().get(), toolkit, options.limits(), options.threads())
                : Folder.read(folderOrFile, toolkit, options.limits(), options.threads());
    }
}
