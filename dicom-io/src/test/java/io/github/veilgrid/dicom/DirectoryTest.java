package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.builtin.BuiltinToolkit;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.Vr;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a DICOMDIR knows of its files is told. */
class DirectoryTest {

    @TempDir
    private Path temp;

    /** A lost last slice leaves no gap, but the DICOMDIR knew of it. */
    @Test
    void filesThatADirectoryNamesAndThatAreNotThereAreTold() throws IOException {
        Path folder = SmallSeries.write(temp, (k, image) -> { });
        List<DicomObject> records = new ArrayList<>();
        for (int k = 0; k < SmallSeries.SLICES; k++) {
            records.add(DicomObject.builder().text(Tag.REFERENCED_FILE, Vr.CS, "image" + (7 * k + 3) % 10).build());
        }
        DicomObject directory = DicomObject.builder().text(Tag.TRANSFER_SYNTAX, Vr.UI, TransferSyntax.EXPLICIT_LITTLE.uid())
                .text(Tag.MEDIA_STORAGE_SOP_CLASS, Vr.UI, "1.2.840.10008.1.3.10")
                .items(Tag.DIRECTORY_RECORDS, records).build();
        Path named = folder.resolve("DICOMDIR");
        try (OutputStream out = Files.newOutputStream(named)) {
            new BuiltinToolkit().write(directory, out);
        }
        assertEquals(List.of(), SeriesReader.read(named, ReadOptions.standard()).remarks());
        Files.delete(folder.resolve("image8"));
        for (Path input : List.of(named, folder)) {
            List<String> remarks = SeriesReader.read(input, ReadOptions.standard()).remarks();
            assertTrue(remarks.stream().anyMatch(remark -> remark.contains("names 6 files, 1 of which is not there")),
                    remarks.toString());
        }
    }
}
