package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.SeriesReader;
import io.github.veilgrid.dicom.SourceSeries;
import io.github.veilgrid.reference.TestData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time points and echoes: all of a series, one of them, and never one that nobody chose. */
class VolumesTest {

    @TempDir
    private Path temp;

    private static InProcess veilgrid(Object... arguments) {
        InProcess run = InProcess.veilgrid(arguments);
        assertEquals(0, run.exitCode(), run.err());
        return run;
    }

    @Test
    void allTimePointsBecomeOneSeriesOfTimePoints() throws Exception {
        Path scan = TestData.shared("conformance/R10-mr-4d-fmri");
        Path result = temp.resolve("all");
        InProcess run = veilgrid("run", scan, "--volume", "all", "--spacing", "0,0,2.5", "--output", result);
        assertTrue(run.out().contains("10 volumes"), run.out());
        SourceSeries series = SeriesReader.read(result, ReadOptions.standard().withAllVolumes());
        assertEquals(10, series.scan().volumes().size());
        assertEquals("time point 1", series.labels().get(0));
        assertEquals(29, series.scan().grid().size().z());
        for (int volume : new int[] {0, 4, 9}) {
            InProcess compared = veilgrid("compare", scan, result, "--volume", volume);
            assertTrue(compared.out().contains("Every voxel is within"), compared.out());
        }
    }

    @Test
    void dcm2niixMakesOneFileOfTenVolumesOfThem() throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/dcm2niix"))) {
            System.out.println("skipped: dcm2niix is not installed");
            return;
        }
        Path copy = temp.resolve("copy");
        veilgrid("convert", TestData.shared("conformance/R10-mr-4d-fmri"), "--volume", "all", "--output", copy);
        Path nifti = Files.createDirectory(temp.resolve("nifti"));
        Process process = new ProcessBuilder("dcm2niix", "-b", "n", "-o", nifti.toString(), "-f", "volume",
                copy.toString()).redirectErrorStream(true).start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertTrue(log.contains("64x64x15x10"), log);
        try (Stream<Path> files = Files.list(nifti)) {
            assertEquals(1, files.count(), log);
        }
    }

    @Test
    void allTimePointsBecomeOneNiftiFileAndGoTheSameWay() {
        Path scan = TestData.shared("conformance/R10-mr-4d-fmri");
        Path file = temp.resolve("all.nii.gz");
        veilgrid("convert", scan, "--volume", "all", "--output", file);
        assertTrue(veilgrid("info", file).out().contains("10 volumes"));
        assertEquals(3, InProcess.veilgrid("run", file, "--spacing", "0,0,2.5", "-o", temp.resolve("a.nii")).exitCode());
        Path result = temp.resolve("b.nii");
        veilgrid("run", file, "--spacing", "0,0,2.5", "--volume", "all", "-o", result);
        assertTrue(veilgrid("compare", scan, result, "--volume", 7).out().contains("Every voxel is within"));
    }

    /** Three processes do what one does, and what one volume's answers are worth no other volume's folder takes. */
    @Test
    void allVolumesGoThroughTheThreeStepsEachUnderAKeyOfItsOwn() throws Exception {
        Path scan = TestData.shared("conformance/D57-two-time-points");
        Path passphrase = Files.writeString(temp.resolve("passphrase"), "a passphrase\n");
        Path key = temp.resolve("key");
        Path job = temp.resolve("job");
        Path answers = temp.resolve("answers");
        Path out = temp.resolve("steps");
        veilgrid("keygen", "--key", key, "--passphrase-file", passphrase);
        InProcess encrypted = veilgrid("encrypt", scan, "--volume", "all", "--spacing", "2", "--key", key,
                "--passphrase-file", passphrase, "--job", job);
        assertTrue(encrypted.out().contains("2 volumes of"), encrypted.out());
        assertEquals(2, Files.readAllLines(job.resolve("job")).stream().distinct().count());
        assertTrue(veilgrid("info", job.resolve("send")).out().contains("volume-00001"), "both are told");
        veilgrid("regrid", job.resolve("send"), "--output", answers);
        try (ServedProcess service = ServedProcess.start(temp, 0)) {
            veilgrid("regrid", job.resolve("send"), "--output", temp.resolve("served"), "--remote", service.url());
        }
        for (String volume : List.of("volume-00000", "volume-00001")) {
            try (Stream<Path> files = Files.list(answers.resolve(volume))) {
                for (Path file : files.toList()) {
                    assertEquals(-1, Files.mismatch(file, temp.resolve("served").resolve(volume).resolve(file.getFileName())));
                }
            }
        }
        veilgrid("decrypt", answers, "--job", job, "--key", key, "--passphrase-file", passphrase, "--output", out,
                "--report", temp.resolve("report.json"));
        assertTrue(Files.readString(temp.resolve("report.json")).contains("\"volumes\": 2"));
        for (int volume : new int[] {0, 1}) {
            InProcess compared = veilgrid("compare", scan, out, "--volume", volume);
            assertTrue(compared.out().contains("Every voxel is within"), compared.out());
        }
        Path second = answers.resolve("volume-00001");
        Files.move(second, temp.resolve("aside"));
        InProcess lacking = InProcess.veilgrid("decrypt", answers, "--job", job, "--key", key, "--passphrase-file",
                passphrase, "--output", temp.resolve("lacking"));
        assertEquals(3, lacking.exitCode());
        assertTrue(lacking.err().contains("answers to 1 volume, the job is of 2 volumes"), lacking.err());
        Files.move(answers.resolve("volume-00000"), second);
        Files.move(temp.resolve("aside"), answers.resolve("volume-00000"));
        InProcess swapped = InProcess.veilgrid("decrypt", answers, "--job", job, "--key", key, "--passphrase-file",
                passphrase, "--output", temp.resolve("swapped"));
        assertEquals(4, swapped.exitCode(), swapped.err());
        assertTrue(swapped.err().contains("belongs to another job"), swapped.err());
        assertTrue(Files.notExists(temp.resolve("lacking")) && Files.notExists(temp.resolve("swapped")));
    }

    @Test
    void volumesAreListedAndNeverGuessed() {
        Path scan = TestData.shared("conformance/D57-two-time-points");
        String info = veilgrid("info", scan).out();
        assertTrue(info.contains("--volume 0: acquisition 1, --volume 1: acquisition 2; or --volume all"), info);
        InProcess refused = InProcess.veilgrid("run", scan, "--spacing", "2", "-o", temp.resolve("a"));
        assertEquals(3, refused.exitCode());
        assertTrue(refused.err().contains("--volume 0 to 1") && refused.err().contains("--volume all"), refused.err());
        InProcess word = InProcess.veilgrid("run", scan, "--spacing", "2", "-o", temp.resolve("a"), "--volume", "both");
        assertEquals(2, word.exitCode(), word.err());
        InProcess kinds = InProcess.veilgrid("convert", TestData.shared("conformance/R17-enhanced-mr-fieldmap"),
                "--volume", "all", "-o", temp.resolve("a"));
        assertEquals(3, kinds.exitCode());
        assertTrue(kinds.err().contains("different quantities"), kinds.err());
    }
}
