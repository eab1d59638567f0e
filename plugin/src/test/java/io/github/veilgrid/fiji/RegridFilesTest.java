package io.github.veilgrid.fiji;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.veilgrid.app.Cancellation;
import io.github.veilgrid.app.ConvertJob;
import io.github.veilgrid.app.Progress;
import io.github.veilgrid.app.SeriesForm;
import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.reference.PlainNifti;
import io.github.veilgrid.reference.TestData;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.DynamicCommand;

/** The series command of Fiji on NIfTI files, and on series of several volumes. */
class RegridFilesTest {

    private final Commands commands = new Commands();

    @TempDir
    private Path temp;

    @AfterEach
    void dispose() {
        commands.close();
    }

    private ImagePlus run(Path input, Path output, String volume) throws Exception {
        DynamicCommand module = commands.run(RegridSeries.class, "input", input.toFile(), "output", output.toFile(),
                "spacing", "0 0 2.5", "volume", volume);
        assertFalse(module.isCanceled(), module.getCancelReason());
        return (ImagePlus) module.getOutput("result");
    }

    @Test
    void aNiftiFileOpensAsTheValuesThatWereWritten() throws Exception {
        Path scan = temp.resolve("scan.nii.gz");
        ConvertJob.run(new ConvertJob.Request(TestData.sample("mr-brain"), ReadOptions.standard(), Optional.empty(), scan,
                SeriesForm.USUAL), Progress.SILENT, new Cancellation());
        Path output = temp.resolve("out.nii");
        ImagePlus image = run(scan, output, "");
        PlainNifti written = PlainNifti.read(output);
        assertEquals(written.size()[2], image.getStackSize());
        assertEquals(2.5, image.getCalibration().pixelDepth, 1e-6);
        int slice = written.size()[0] * written.size()[1];
        for (int i = 0; i < written.values().length; i += 101) {
            assertEquals(written.values()[i], image.getStack().getProcessor(i / slice + 1).getf(i % slice));
        }
    }

    @Test
    void allVolumesOpenAsFrames() throws Exception {
        ImagePlus image = run(TestData.shared("conformance/R10-mr-4d-fmri"), temp.resolve("out"), "all");
        assertEquals(10, image.getNFrames());
        assertEquals(29, image.getNSlices());
        assertTrue(image.isHyperStack());
    }
}
