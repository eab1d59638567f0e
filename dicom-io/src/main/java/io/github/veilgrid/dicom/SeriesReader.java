package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
        Stack.Volume volume = volume(stack, options);
        ValueScale values = Values.scale(volume.slices());
        double fill = Values.fill(volume.slices(), values);
        if (!volume.slices().get(0).rescale().declared() && series.text(Tag.MODALITY).equals("CT")) {
            remarks.add("The CT images have no Rescale Slope and Intercept; stored numbers are taken as they are.");
        }
        Scan scan = new Scan(stack.grid(), List.of(new SeriesVolume(volume.slices())), values, fill);
        return new SourceSeries(scan,
                new SeriesTemplate(TemplateMaker.of(volume.slices(), stack.grid(), values, fill)), remarks);
    }

    private static Stack.Volume volume(Stack stack, ReadOptions options) throws DicomException {
        List<Stack.Volume> volumes = stack.volumes();
        if (options.volume().isEmpty() && volumes.size() > 1) {
            throw new DicomException("The series holds " + volumes.size() + " volumes on one grid ("
                    + volumes.stream().limit(12).map(Stack.Volume::label).collect(Collectors.joining(", "))
                    + (volumes.size() > 12 ? ", ..." : "") + "); choose one with --volume 0 to "
                    + (volumes.size() - 1) + ".");
        }
        int index = options.volume().orElse(0);
        if (index >= volumes.size()) {
            throw new DicomException("There is no volume " + index + "; the series holds " + volumes.size()
                    + ", counted from 0.");
        }
        return volumes.get(index);
    }

    /** All series below a folder, with what reading each would give. */
    public static List<SeriesSummary> list(Path folderOrFile, ReadOptions options) throws DicomException {
        List<SeriesSummary> summaries = new ArrayList<>();
        for (FileSeries series : folder(folderOrFile, options).series()) {
            summaries.add(summary(series));
        }
        return summaries;
    }

    public static List<SeriesSummary> list(Path folderOrFile) throws DicomException {
        return list(folderOrFile, ReadOptions.standard());
    }

    private static SeriesSummary summary(FileSeries series) {
        try {
            List<Slice> slices = series.slices(new ArrayList<>());
            Stack stack = Stack.of(slices);
            Values.scale(stack.volumes().get(0).slices());
            return summary(series, slices.size(), stack.volumes().stream().map(Stack.Volume::label).toList(),
                    Optional.of(stack), Optional.empty());
        } catch (DicomException refused) {
            return summary(series, series.instances().size(), List.of(), Optional.empty(),
                    Optional.of(refused.getMessage()));
        }
    }

    private static SeriesSummary summary(FileSeries series, int images, List<String> volumes, Optional<Stack> stack,
            Optional<String> refusal) {
        return new SeriesSummary(series.uid(), series.text(Tag.SERIES_NUMBER), series.text(Tag.SERIES_DESCRIPTION),
                series.text(Tag.MODALITY), images, volumes, stack.map(Stack::grid), refusal);
    }

    private static Folder folder(Path folderOrFile, ReadOptions options) throws DicomException {
        return Folder.read(folderOrFile, Toolkits.installed().choose(options.toolkit()), options.limits(),
                options.threads());
    }
}
