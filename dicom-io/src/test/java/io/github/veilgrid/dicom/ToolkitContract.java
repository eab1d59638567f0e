package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.builtin.BuiltinToolkit;
import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.NotDicomException;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Toolkits;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.Vr;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every toolkit must do; the built-in one is the yardstick for trees and pixels. */
public abstract class ToolkitContract {

    @TempDir
    private Path temp;

    protected abstract String name();

    private DicomToolkit toolkit() throws DicomException {
        return Toolkits.installed().choose(Optional.of(name()));
    }

    @Test
    void allSharedFilesGiveEqualTreesAndPixels() throws IOException {
        DicomToolkit toolkit = toolkit();
        DicomToolkit yardstick = new BuiltinToolkit();
        int compared = 0;
        for (String part : List.of("open", "conformance")) {
            for (Path file : SharedData.files(part)) {
                String mine = parsed(toolkit, file);
                assertEquals(parsed(yardstick, file), mine, file.toString());
                compared += mine.startsWith("refused") ? 0 : 1;
            }
        }
        System.out.println("DICOM toolkit: " + toolkit.title() + ", " + compared + " files read alike");
        assertTrue(compared > 900, "only " + compared);
    }

    /** The whole tree as text with a digest of each long value, or the kind of refusal. */
    private static String parsed(DicomToolkit toolkit, Path file) throws IOException {
        try {
            return TreeText.of(toolkit.parse(file, Limits.STANDARD));
        } catch (NotDicomException junk) {
            return "refused as no DICOM";
        } catch (DicomException refused) {
            return "refused";
        }
    }

    @Test
    void whatIsWrittenReadsBackEqual() throws IOException {
        for (TransferSyntax syntax : List.of(TransferSyntax.EXPLICIT_LITTLE, TransferSyntax.IMPLICIT_LITTLE,
                TransferSyntax.DEFLATED)) {
            DicomObject object = example(syntax);
            Path file = temp.resolve(syntax.name());
            try (OutputStream out = Files.newOutputStream(file)) {
                toolkit().write(object, out);
            }
            for (DicomToolkit reader : List.of(toolkit(), new BuiltinToolkit())) {
                DicomObject back = reader.parse(file, Limits.STANDARD);
                DicomObject.Builder known = DicomObject.builder();
                for (Element element : back.elements()) {
                    if (object.has(element.tag())) {
                        known.put(element);
                    }
                }
                assertEquals(TreeText.of(object), TreeText.of(known.build()), syntax + " by " + reader.name());
            }
        }
    }

    @Test
    void aFileCutAnywhereIsRefusedOrLacksItsPixels() throws IOException {
        Path file = temp.resolve("whole");
        try (OutputStream out = Files.newOutputStream(file)) {
            toolkit().write(example(TransferSyntax.EXPLICIT_LITTLE), out);
        }
        byte[] whole = Files.readAllBytes(file);
        Path cut = temp.resolve("cut");
        for (int length = 0; length < whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            try {
                DicomObject partial = toolkit().parse(cut, Limits.STANDARD);
                assertTrue(!partial.has(Tag.PIXEL_DATA), "cut at " + length);
            } catch (DicomException refused) {
                assertTrue(refused.getMessage().contains("cut"), refused.getMessage());
            }
        }
    }

    @Test
    void nestingBeyondTheLimitIsRefused() throws IOException {
        DicomObject object = example(TransferSyntax.EXPLICIT_LITTLE);
        DicomObject nested = DicomObject.builder().text(Tag.MODALITY, Vr.CS, "CT").build();
        for (int depth = 0; depth < 80; depth++) {
            nested = DicomObject.builder().items(Tag.SOURCE_IMAGES, nested).build();
        }
        DicomObject deep = object.toBuilder().items(Tag.SOURCE_IMAGES, nested).build();
        Path file = temp.resolve("deep");
        try (OutputStream out = Files.newOutputStream(file)) {
            new BuiltinToolkit().write(deep, out);
        }
        assertThrows(DicomException.class, () -> toolkit().parse(file, Limits.STANDARD));
    }

    static DicomObject example(TransferSyntax syntax) {
        return DicomObject.builder()
                .text(Tag.MEDIA_STORAGE_SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.4")
                .text(Tag.MEDIA_STORAGE_SOP_INSTANCE, Vr.UI, "2.25.1")
                .text(Tag.TRANSFER_SYNTAX, Vr.UI, syntax.uid())
                .text(Tag.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.4")
                .text(Tag.SOP_INSTANCE, Vr.UI, "2.25.1")
                .text(Tag.PATIENT_NAME, Vr.PN, "ODD")
                .items(Tag.SOURCE_IMAGES,
                        DicomObject.builder().text(Tag.REFERENCED_SOP_INSTANCE, Vr.UI, "2.25.2").build(),
                        DicomObject.empty())
                .integers(Tag.ROWS, Vr.US, 4)
                .integers(Tag.COLUMNS, Vr.US, 3)
                .integers(Tag.BITS_ALLOCATED, Vr.US, 16)
                .integers(Tag.PIXEL_REPRESENTATION, Vr.US, 1)
                .integers(Tag.PIXEL_PADDING, Vr.SS, -2000)
                .put(new Element.Bulk(Tag.PIXEL_DATA, Vr.OW, ByteSource.of(new byte[24])))
                .build();
    }
}
