package io.github.veilgrid.dicom.builtin;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes Part 10 files (PS3.10 section 7): preamble, file meta information, data set. */
final class Part10Writer {

    private Part10Writer() {
    }

    static void write(DicomObject object, OutputStream out) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(object.transferSyntax())
                .filter(known -> !known.bigEndian())
                .orElseThrow(() -> new DicomException(
                        "The transfer syntax \"" + object.transferSyntax() + "\" is not one that is written."));
        DicomObject.Builder meta = DicomObject.builder();
        DicomObject.Builder dataSet = DicomObject.builder();
        for (Element element : object.elements()) {
            (element.tag() >>> 16 == 2 ? meta : dataSet).put(element);
        }
        ByteArrayOutputStream metaBytes = new ByteArrayOutputStream();
        DataSetEncoder.encode(meta.build(), metaBytes, true);
        ByteArrayOutputStream length = new ByteArrayOutputStream();
        DataSetEncoder.encode(DicomObject.builder()
                .integers(0x00020000, Vr.UL, metaBytes.size()).build(), length, true);
        out.write(new byte[128]);
        out.write(new byte[] {'D', 'I', 'C', 'M'});
        length.writeTo(out);
        metaBytes.writeTo(out);
        if (syntax == TransferSyntax.DEFLATED) {
            deflate(dataSet.build(), out);
        } else {
            DataSetEncoder.encode(dataSet.build(), out, syntax != TransferSyntax.IMPLICIT_LITTLE);
        }
    }

    private static void deflate(DicomObject dataSet, OutputStream out) throws IOException {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater, 1 << 15);
            DataSetEncoder.encode(dataSet, deflated, true);
            deflated.finish();
            if (deflater.getBytesWritten() % 2 == 1) {
                out.write(0);
            }
        } finally {
            deflater.end();
        }
    }
}
