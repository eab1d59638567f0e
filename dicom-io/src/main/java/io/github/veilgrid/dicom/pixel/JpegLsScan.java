package io.github.veilgrid.dicom.pixel;

import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes the samples of one JPEG-LS component (ITU-T T.87 annexes A and E; names of variables as there). One use for
 * one frame.
 */
final class JpegLsScan {

    /** Coding parameters of section C.2.4.1.1. */
    record Preset(int maxval, int near, int t1, int t2, int t3, int reset) {

        /** Defaults of table C.2 and section C.2.4.1.1.1; zeros in the given ones stand for them. */
        static Preset of(int maxval, int near, int t1, int t2, int t3, int reset) {
            int[] basic = {3, 7, 21};
            int[] chosen = {t1, t2, t3};
            int floor = near + 1;
            for (int i = 0; i < 3; i++) {
                int threshold;
                if (maxval >= 128) {
                    int factor = (Math.min(maxval, 4095) + 128) / 256;
                    threshold = factor * (basic[i] - i - 2) + i + 2 + (3 + 2 * i) * near;
                } else {
                    int factor = 256 / (maxval + 1);
                    threshold = Math.max(i + 2, basic[i] / factor + (3 + 2 * i) * near);
                }
                threshold = threshold > maxval || threshold < floor ? floor : threshold;
                chosen[i] = chosen[i] == 0 ? threshold : chosen[i];
                floor = chosen[i];
            }
            return new Preset(maxval, near, chosen[0], chosen[1], chosen[2], reset == 0 ? 64 : reset);
        }
    }

    private static final int[] J = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10,
        11, 12, 13, 14, 15};
    private static final int RUN = 365;

    private final JpegLsBits bits;
    private final Preset p;
    private final int range;
    private final int qbpp;
    private final int limit;
    private final int step;
    private final int[] a = new int[RUN + 2];
    private final int[] b = new int[RUN];
    private final int[] c = new int[RUN];
    private final int[] n = new int[RUN + 2];
    private final int[] negatives = new int[2];
    private int runIndex;

    JpegLsScan(JpegLsBits bits, Preset preset) {
        this.bits = bits;
        this.p = preset;
        this.step = 2 * preset.near() + 1;
        this.range = (preset.maxval() + 2 * preset.near()) / step + 1;
        this.qbpp = ceilLog2(range);
        int bpp = Math.max(2, ceilLog2(preset.maxval() + 1));
        this.limit = 2 * (bpp + Math.max(8, bpp));
        Arrays.fill(a, Math.max(2, (range + 32) / 64));
        Arrays.fill(n, 1);
    }

    private static int ceilLog2(int number) {
        return 32 - Integer.numberOfLeadingZeros(number - 1);
    }

    /** Decodes all lines. */
    void decode(int width, int height, int[] samples) throws IOException {
        int[] above = new int[width + 2];
        int[] line = new int[width + 2];
        for (int y = 0; y < height; y++) {
            above[width + 1] = above[width];
            line[0] = above[1];
            line(above, line, width);
            System.arraycopy(line, 1, samples, y * width, width);
            int[] swap = above;
            above = line;
            line = swap;
        }
    }

    private void line(int[] above, int[] line, int width) throws IOException {
        int x = 1;
        while (x <= width) {
            int ra = line[x - 1];
            int rb = above[x];
            int rc = above[x - 1];
            int rd = above[x + 1];
            int q = 81 * quantised(rd - rb) + 9 * quantised(rb - rc) + quantised(rc - ra);
            if (q != 0) {
                line[x] = regular(ra, rb, rc, q);
                x++;
            } else {
                x = run(above, line, x, width);
            }
        }
    }

    private int quantised(int d) {
        int size = d < 0 ? -d : d;
        int q = size <= p.near() ? 0 : size < p.t1() ? 1 : size < p.t2() ? 2 : size < p.t3() ? 3 : 4;
        return d < 0 ? -q : q;
    }

    private int regular(int ra, int rb, int rc, int signedQ) throws IOException {
        int sign = signedQ < 0 ? -1 : 1;
        int q = sign * signedQ;
        int low = Math.min(ra, rb);
        int high = Math.max(ra, rb);
        int px = rc >= high ? low : rc <= low ? high : ra + rb - rc;
        px = Math.max(0, Math.min(p.maxval(), px + sign * c[q]));
        int k = 0;
        while (n[q] << k < a[q]) {
            k++;
        }
        int mapped = golomb(k, limit);
        boolean turned = p.near() == 0 && k == 0 && 2 * b[q] <= -n[q];
        int error = (mapped & 1) == 0 ? mapped >> 1 : -(mapped + 1 >> 1);
        if (turned) {
            error = -error - 1;
        }
        update(q, error);
        return reconstructed(px, sign * error);
    }

    private void update(int q, int error) {
        b[q] += error * step;
        a[q] += Math.abs(error);
        if (n[q] == p.reset()) {
            a[q] >>= 1;
            b[q] >>= 1;
            n[q] >>= 1;
        }
        n[q]++;
        if (b[q] <= -n[q]) {
            b[q] = Math.max(b[q] + n[q], 1 - n[q]);
            c[q] = Math.max(-128, c[q] - 1);
        } else if (b[q] > 0) {
            b[q] = Math.min(b[q] - n[q], 0);
            c[q] = Math.min(127, c[q] + 1);
        }
    }

    private int golomb(int k, int most) throws IOException {
        int escape = most - qbpp - 1;
        int zeros = bits.zeros(escape);
        return zeros < escape ? (zeros << k) + bits.bits(k) : bits.bits(qbpp) + 1;
    }

    private int reconstructed(int px, int error) {
        int rx = px + error * step;
        if (rx < -p.near()) {
            rx += range * step;
        } else if (rx > p.maxval() + p.near()) {
            rx -= range * step;
        }
        return Math.max(0, Math.min(p.maxval(), rx));
    }

    private int run(int[] above, int[] line, int start, int width) throws IOException {
        int ra = line[start - 1];
        int x = start;
        while (bits.bit() == 1) {
            int length = 1 << J[runIndex];
            int filled = Math.min(length, width + 1 - x);
            Arrays.fill(line, x, x + filled, ra);
            x += filled;
            if (filled == length && runIndex < 31) {
                runIndex++;
            }
            if (x > width) {
                return x;
            }
        }
        int rest = bits.bits(J[runIndex]);
        if (x + rest > width) {
            throw new IOException("a JPEG-LS run goes beyond its line");
        }
        Arrays.fill(line, x, x + rest, ra);
        x += rest;
        line[x] = interruption(ra, above[x]);
        runIndex = Math.max(0, runIndex - 1);
        return x + 1;
    }

    private int interruption(int ra, int rb) throws IOException {
        int type = Math.abs(ra - rb) <= p.near() ? 1 : 0;
        int q = RUN + type;
        int temp = type == 0 ? a[q] : a[q] + (n[q] >> 1);
        int k = 0;
        while (n[q] << k < temp) {
            k++;
        }
        int mapped = golomb(k, limit - J[runIndex] - 1);
        int sum = mapped + type;
        int size = sum + 1 >> 1;
        boolean map = (sum & 1) == 1;
        boolean negative = map == (k != 0 || 2 * negatives[type] >= n[q]);
        int error = negative ? -size : size;
        if (error < 0) {
            negatives[type]++;
        }
        a[q] += mapped + 1 - type >> 1;
        if (n[q] == p.reset()) {
            a[q] >>= 1;
            n[q] >>= 1;
            negatives[type] >>= 1;
        }
        n[q]++;
        int sign = type == 0 && ra > rb ? -1 : 1;
        return reconstructed(type == 1 ? ra : rb, sign * error);
    }
}
