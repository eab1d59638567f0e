package io.github.veilgrid.dicom.dcm4che;

import io.github.veilgrid.dicom.data.ByteSource;
import java.io.IOException;
import org.dcm4che3.data.VR;
import org.dcm4che3.data.Value;
import org.dcm4che3.io.DicomEncodingOptions;
import org.dcm4che3.io.DicomOutputStream;

/** A long value on its way into a little endian file, a piece at a time: pixels of a whole scan fit in no array. */
record StreamedValue(ByteSource bytes) implements Value {

    private static final int PIECE = 1 << 16;

    @Override
    public boolean isEmpty() {
        return bytes.length() == 0;
    }

    @Override
    public byte[] toBytes(VR vr, boolean bigEndian) throws IOException {
        return bytes.all();
    }

    @Override
    public void writeTo(DicomOutputStream out, VR vr) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE, bytes.length())];
        for (long at = 0; at < bytes.length(); at += piece.length) {
            int count = (int) Math.min(piece.length, bytes.length() - at);
            bytes.read(at, piece, 0, count);
            out.write(piece, 0, count);
        }
        if (bytes.length() % 2 == 1) {
            out.write(vr.paddingByte());
        }
    }

    /** DICOM's lengths are unsigned, dcm4che's of the same 32 bits. */
    @Override
    public int calcLength(DicomEncodingOptions options, boolean explicit, VR vr) {
        return (int) (bytes.length() + bytes.length() % 2);
    }

    @Override
    public int getEncodedLength(DicomEncodingOptions options, boolean explicit, VR vr) {
        return calcLength(options, explicit, vr);
    }
}
