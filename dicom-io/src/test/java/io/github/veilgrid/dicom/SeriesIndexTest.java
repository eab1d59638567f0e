package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.data.DicomException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One walk through a tree of series, then each from its own files. */
class SeriesIndexTest {

    @TempDir
    private Path temp;

    private static Path samples() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("sample-scans"))) {
                return folder.resolve("sample-scans");
            }
        }
        throw new IllegalStateException("the tests run outside the project");
    }

    private void copy(String series) throws Exception {
        Files.createDirectories(temp.resolve(series));
        try (Stream<Path> files = Files.list(samples().resolve(series))) {
            for (Path file : files.toList()) {
                Files.copy(file, temp.resolve(series).resolve(file.getFileName()));
            }
        }
    }

    @Test
    void eachSeriesReadsFromItsOwnFilesAsFromTheTree() throws Exception {
        SeriesIndex index = SeriesIndex.of(samples(), ReadOptions.standard());
        assertEquals(2, index.series().size());
        for (SeriesIndex.Entry entry : index.series()) {
            assertTrue(entry.damage().isEmpty());
            ReadOptions named = ReadOptions.standard().withSeries(entry.uid());
            SourceSeries whole = SeriesReader.read(samples(), named);
            SourceSeries own = SeriesReader.read(samples(), named.withFiles(entry.files()));
            assertEquals(whole.scan().grid(), own.scan().grid());
        }
    }

    @Test
    void aDamagedFileCastsDoubtOnTheSeriesBesideItOnly() throws Exception {
        copy("ct-skull");
        copy("mr-brain");
        Path damaged = temp.resolve("mr-brain/003.dcm");
        Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 20_001));
        assertThrows(DicomException.class, () -> SeriesReader.survey(temp, ReadOptions.standard()));
        SeriesIndex index = SeriesIndex.of(temp, ReadOptions.standard());
        assertEquals(2, index.series().size());
        for (SeriesIndex.Entry entry : index.series()) {
            assertEquals(entry.files().get(0).startsWith(temp.resolve("mr-brain")), entry.damage().isPresent());
        }
        Files.createDirectory(temp.resolve("alone"));
        Files.move(damaged, temp.resolve("alone/003.dcm"));
        SeriesIndex apart = SeriesIndex.of(temp, ReadOptions.standard());
        assertEquals(3, apart.series().size());
        assertEquals(1, apart.series().stream().filter(entry -> entry.damage().isPresent()).count());
        assertFalse(apart.series().stream().anyMatch(entry -> entry.uid().isEmpty() && entry.damage().isEmpty()));
    }
}
