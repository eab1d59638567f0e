package io.github.veilgrid.dicom.data;

import java.util.Optional;

/** Value representations (PS3.5 section 6.2) and what their encoding needs to know (PS3.5 sections 7.1 to 7.3). */
public enum Vr {
    AE(false, 1, ' '), AS(false, 1, ' '), AT(false, 2, 0), CS(false, 1, ' '), DA(false, 1, ' '), DS(false, 1, ' '),
    DT(false, 1, ' '), FD(false, 8, 0), FL(false, 4, 0), IS(false, 1, ' '), LO(false, 1, ' '), LT(false, 1, ' '),
    OB(true, 1, 0), OD(true, 8, 0), OF(true, 4, 0), OL(true, 4, 0), OV(true, 8, 0), OW(true, 2, 0), PN(false, 1, ' '),
    SH(false, 1, ' '), SL(false, 4, 0), SQ(true, 1, 0), SS(false, 2, 0), ST(false, 1, ' '), SV(true, 8, 0),
    TM(false, 1, ' '), UC(true, 1, ' '), UI(false, 1, 0), UL(false, 4, 0), UN(true, 1, 0), UR(true, 1, ' '),
    US(false, 2, 0), UT(true, 1, ' '), UV(true, 8, 0);

    private static final Vr[] BY_LETTERS = new Vr[26 * 26];

    static {
        for (Vr vr : values()) {
            BY_LETTERS[26 * (vr.name().charAt(0) - 'A') + vr.name().charAt(1) - 'A'] = vr;
        }
    }

    private final boolean longForm;
    private final int word;
    private final byte padding;

    Vr(boolean longForm, int word, int padding) {
        this.longForm = longForm;
        this.word = word;
        this.padding = (byte) padding;
    }

    /** Whether explicit encoding has two reserved bytes and a 32-bit length. */
    public boolean longForm() {
        return longForm;
    }

    /** Bytes of one number, the unit that byte order turns round; 1 for text and plain bytes. */
    public int word() {
        return word;
    }

    /** Whether values are characters. */
    public boolean text() {
        return word == 1 && this != OB && this != UN && this != SQ;
    }

    /** What an odd value is filled up with. */
    public byte padding() {
        return padding;
    }

    /** The representation with these two letters as they stand in a file. */
    public static Optional<Vr> of(int first, int second) {
        if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
            return Optional.empty();
        }
        return Optional.ofNullable(BY_LETTERS[26 * (first - 'A') + second - 'A']);
    }
}
