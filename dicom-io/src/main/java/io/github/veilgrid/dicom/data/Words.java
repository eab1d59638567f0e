package io.github.veilgrid.dicom.data;

/** Numbers of the other byte order. */
public final class Words {

    private Words() {
    }

    /** Turns every group of {@code word} bytes round, in place; a rest that fills no group stays. */
    public static void turn(byte[] bytes, int word) {
        for (int start = 0; word > 1 && start + word <= bytes.length; start += word) {
            for (int low = start, high = start + word - 1; low < high; low++, high--) {
                byte b = bytes[low];
                bytes[low] = bytes[high];
                bytes[high] = b;
            }
        }
    }
}
