package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Toolkits;
import io.github.veilgrid.reference.PlainNifti;
import io.github.veilgrid.reference.TestData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A derived series comes in the form that was asked for, with the same voxels in all of them. */
class SeriesFormTest {

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource({"--encoding, rle, 1.2.840.10008.1.2.5, true", "--encoding, deflated, 1.2.840.10008.1.2.1.99, true",
        "--encoding, explicit, 1.2.840.10008.1.2.1, true", "--layout, classic, 1.2.840.10008.1.2.1, true",
        "--layout, enhanced, 1.2.840.10008.1.2.1, false"})
    void theFormIsWhatWasAskedFor(String option, String word, String syntax, boolean manyFiles) throws Exception {
        Path source = TestData.sample("mr-brain");
        for (List<Object> command : List.of(List.<Object>of("convert", source),
                List.<Object>of("run", source, "--spacing", "4"))) {
            Path out = temp.resolve(command.get(0).toString());
            InProcess run = InProcess.veilgrid(
                    Stream.concat(command.stream(), Stream.of("-o", out, option, word)).toArray());
            assertEquals(0, run.exitCode(), run.err());
            List<Path> files;
            try (Stream<Path> list = Files.list(out)) {
                files = list.toList();
            }
            assertEquals(manyFiles, files.size() > 1);
            DicomObject first = Toolkits.installed().choose(Optional.empty()).parse(files.get(0), Limits.STANDARD);
            assertEquals(syntax, first.transferSyntax());
            assertEquals(manyFiles, !first.has(Tag.NUMBER_OF_FRAMES));
        }
        assertArrayEquals(values(source, "a.nii"), values(temp.resolve("convert"), "b.nii"));
    }

    private double[] values(Path scan, String name) throws Exception {
        InProcess convert = InProcess.veilgrid("convert", scan, "-o", temp.resolve(name));
        assertEquals(0, convert.exitCode(), convert.err());
        return PlainNifti.read(temp.resolve(name)).values();
    }

    /** The built-in toolkit gives every sequence its length; dcm4che ends them with a delimiter. */
    @Test
    void theToolkitThatIsAskedForWritesToo() throws Exception {
        for (DicomToolkit toolkit : Toolkits.installed().found()) {
            Path out = temp.resolve(toolkit.name());
            InProcess run = InProcess.veilgrid("convert", TestData.sample("mr-brain"), "-o", out, "--dicom-toolkit",
                    toolkit.name());
            assertEquals(0, run.exitCode(), run.err());
            String bytes = Files.readString(out.resolve("00001.dcm"), StandardCharsets.ISO_8859_1);
            assertEquals(toolkit.name().equals("dcm4che"), bytes.contains("\u00FE\u00FF\u00DD\u00E0\0\0\0\0"));
        }
    }

    @Test
    void formsThatDoNotExistAreRefused() {
        Path source = TestData.sample("mr-brain");
        InProcess word = InProcess.veilgrid("convert", source, "-o", temp.resolve("a"), "--encoding", "zip");
        assertEquals(2, word.exitCode());
        assertTrue(word.err().contains("explicit, rle or deflated"), word.err());
    }
}
