package io.github.veilgrid.dicom.pixel;

/**
 * The accurate integer inverse DCT of the Independent JPEG Group's software ({@code jidctint.c}, after Loeffler,
 * Ligtenberg and Moschytz, ICASSP 1989), with its rounding: 13 bits of constants, and 2 (8-bit samples) or 1 (12-bit)
 * extra bits between the passes.
 */
final class JpegTransform {

    private static final int CONSTANT_BITS = 13;
    private static final int F_0_298 = 2446;
    private static final int F_0_390 = 3196;
    private static final int F_0_541 = 4433;
    private static final int F_0_765 = 6270;
    private static final int F_0_899 = 7373;
    private static final int F_1_175 = 9633;
    private static final int F_1_501 = 12299;
    private static final int F_1_847 = 15137;
    private static final int F_1_961 = 16069;
    private static final int F_2_053 = 16819;
    private static final int F_2_562 = 20995;
    private static final int F_3_072 = 25172;

    private JpegTransform() {
    }

    /** Turns dequantised coefficients (natural order) into samples of 0 to 2^precision - 1, in place. */
    static void inverse(int[] block, int precision) {
        int pass = precision == 8 ? 2 : 1;
        for (int column = 0; column < 8; column++) {
            eight(block, column, 8, CONSTANT_BITS - pass);
        }
        for (int row = 0; row < 8; row++) {
            eight(block, 8 * row, 1, CONSTANT_BITS + pass + 3);
        }
        int middle = 1 << precision - 1;
        int largest = (1 << precision) - 1;
        for (int i = 0; i < 64; i++) {
            block[i] = Math.max(0, Math.min(largest, block[i] + middle));
        }
    }

    private static void eight(int[] v, int at, int stride, int shift) {
        int z2 = v[at + 2 * stride];
        int z3 = v[at + 6 * stride];
        int z1 = (z2 + z3) * F_0_541;
        int tmp2 = z1 - z3 * F_1_847;
        int tmp3 = z1 + z2 * F_0_765;
        int tmp0 = v[at] + v[at + 4 * stride] << CONSTANT_BITS;
        int tmp1 = v[at] - v[at + 4 * stride] << CONSTANT_BITS;
        final int tmp10 = tmp0 + tmp3;
        final int tmp13 = tmp0 - tmp3;
        final int tmp11 = tmp1 + tmp2;
        final int tmp12 = tmp1 - tmp2;

        tmp0 = v[at + 7 * stride];
        tmp1 = v[at + 5 * stride];
        tmp2 = v[at + 3 * stride];
        tmp3 = v[at + stride];
        z1 = -(tmp0 + tmp3) * F_0_899;
        z2 = -(tmp1 + tmp2) * F_2_562;
        z3 = tmp0 + tmp2;
        int z4 = tmp1 + tmp3;
        final int z5 = (z3 + z4) * F_1_175;
        z3 = z5 - z3 * F_1_961;
        z4 = z5 - z4 * F_0_390;
        tmp0 = tmp0 * F_0_298 + z1 + z3;
        tmp1 = tmp1 * F_2_053 + z2 + z4;
        tmp2 = tmp2 * F_3_072 + z2 + z3;
        tmp3 = tmp3 * F_1_501 + z1 + z4;

        int half = 1 << shift - 1;
        v[at] = tmp10 + tmp3 + half >> shift;
        v[at + 7 * stride] = tmp10 - tmp3 + half >> shift;
        v[at + stride] = tmp11 + tmp2 + half >> shift;
        v[at + 6 * stride] = tmp11 - tmp2 + half >> shift;
        v[at + 2 * stride] = tmp12 + tmp1 + half >> shift;
        v[at + 5 * stride] = tmp12 - tmp1 + half >> shift;
        v[at + 3 * stride] = tmp13 + tmp0 + half >> shift;
        v[at + 4 * stride] = tmp13 - tmp0 + half >> shift;
    }
}
