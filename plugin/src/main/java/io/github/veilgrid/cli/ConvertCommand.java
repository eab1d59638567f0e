package io.github.veilgrid.cli;

import io.github.veilgrid.app.ConvertJob;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code veilgrid convert}. */
@Command(name = "convert", sortOptions = false,
        description = "Write a scan as it was read, in the clear and on its own grid: real-world values as NIfTI, or a "
                + "derived DICOM series.",
        footerHeading = "%nExamples:%n",
        footer = {"  veilgrid convert sample-scans/mr-brain --output brain.nii.gz",
            "  veilgrid convert CT/DICOMDIR --series 3 --output copy"})
final class ConvertCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "INPUT",
            description = "Folder (or one file) of a DICOM series, a DICOMDIR, or a NIfTI file.")
    private Path input;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT",
            description = "New file OUT.nii or OUT.nii.gz, or new folder for a DICOM series.")
    private Path output;

    @Mixin
    private SeriesOptions series;

    @Mixin
    private SeriesFormOptions form;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws Exception {
        ConvertJob.Request request = new ConvertJob.Request(
                input, series.reading(), series.range(), output, form.form());
        ConvertJob.Result result = console.run((progress, cancellation) ->
                ConvertJob.run(request, progress, cancellation));
        console.remarks(result.remarks());
        console.result(result.summary());
        return 0;
    }
}
