package io.github.veilgrid.dicom.nifti;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;

/** Scalar data types of NIfTI-1 (field {@code datatype}). */
enum NiftiType {
    UINT8(2, 1, 0, 255), INT16(4, 2, Short.MIN_VALUE, Short.MAX_VALUE),
    INT32(8, 4, Integer.MIN_VALUE, Integer.MAX_VALUE), FLOAT32(16, 4, 0, 0), FLOAT64(64, 8, 0, 0),
    INT8(256, 1, Byte.MIN_VALUE, Byte.MAX_VALUE), UINT16(512, 2, 0, 65535), UINT32(768, 4, 0, 0xFFFFFFFFL);

    private final int code;
    private final int bytes;
    private final long smallest;
    private final long largest;

    NiftiType(int code, int bytes, long smallest, long largest) {
        this.code = code;
        this.bytes = bytes;
        this.smallest = smallest;
        this.largest = largest;
    }

    int code() {
        return code;
    }

    int bytes() {
        return bytes;
    }

    boolean floating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    long smallest() {
        return smallest;
    }

    long largest() {
        return largest;
    }

    static Optional<NiftiType> of(int code) {
        for (NiftiType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The smallest type that holds these whole numbers. */
    static Optional<NiftiType> of(int smallest, int largest) {
        return Stream.of(UINT8, INT8, INT16, UINT16, INT32)
                .filter(type -> smallest >= type.smallest && largest <= type.largest).findFirst();
    }

    double get(ByteBuffer buffer) {
        return switch (this) {
            case UINT8 -> buffer.get() & 0xFF;
            case INT8 -> buffer.get();
            case INT16 -> buffer.getShort();
            case UINT16 -> buffer.getShort() & 0xFFFF;
            case INT32 -> buffer.getInt();
            case UINT32 -> Integer.toUnsignedLong(buffer.getInt());
            case FLOAT32 -> buffer.getFloat();
            case FLOAT64 -> buffer.getDouble();
        };
    }

    void put(ByteBuffer buffer, double value) {
        switch (this) {
            case UINT8, INT8 -> buffer.put((byte) value);
            case INT16, UINT16 -> buffer.putShort((short) (int) value);
            case INT32, UINT32 -> buffer.putInt((int) (long) value);
            case FLOAT32 -> buffer.putFloat((float) value);
            case FLOAT64 -> buffer.putDouble(value);
        }
    }
}
