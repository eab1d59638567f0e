package io.github.veilgrid.regrid.blind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.UniformExpander;
import io.github.veilgrid.he.ring.Schoolbook;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.regrid.Walk;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;
import io.github.veilgrid.regrid.wire.Packing;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.WireAxis;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.WirePlanCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Answers to polynomials that are no encryption of anything, in whole integers: weights written down by hand, the Chinese
 * remainder theorem, and a division by the modulus at the end.
 */
class SeparableSumsTest {

    /** Outputs of a tile; x and z go by half steps, y by whole ones. */
    private static final int COLUMNS = 4;
    private static final int ROWS = 2;

    private final byte[] jobId = {5, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 8};

    /** Weights of four neighbours in units of 1/16, the first at {@code floor(position) - 1}; half steps, then whole ones. */
    private static int[] sixteenths(Interpolation interpolation, boolean half) {
        if (!half) {
            return new int[] {0, 16, 0, 0};
        }
        return interpolation == Interpolation.CUBIC ? new int[] {-1, 9, 9, -1} : new int[] {0, 8, 8, 0};
    }

    @ParameterizedTest(name = "{0}, N = {1}, {2} + {3} bits less {4}, {5} slices, weights of {6}, answers of {7} bits, exact: {8}")
    @CsvSource({
        "LINEAR, 1024, 22, 0, 0, 5, 16, 14, false", "LINEAR, 1024, 22, 0, 4, 5, 16, 14, false",
        "CUBIC, 1024, 22, 0, 3, 6, 16, 14, false", "CUBIC, 1024, 25, 0, 0, 1, 16, 40, false",
        "LINEAR, 1024, 25, 0, 1, 1, 16777216, 25, false", "LINEAR, 1024, 25, 0, 0, 4, 16777216, 26, true",
        "CUBIC, 1024, 16, 0, 2, 5, 16777216, 40, true", "CUBIC, 4096, 50, 0, 0, 5, 16777216, 40, true",
        "LINEAR, 4096, 40, 40, 0, 5, 16777216, 24, false", "LINEAR, 4096, 40, 40, 0, 6, 16777216, 25, true",
        "CUBIC, 4096, 40, 39, 0, 5, 16777216, 40, true", "CUBIC, 4096, 20, 20, 0, 3, 16777216, 40, true"})
    void answersAreTheNearestIntegersToExactSums(Interpolation interpolation, int n, int bits0, int bits1, int dropped, int slices,
            int scale, int bodyBits, boolean exact) throws Exception {
        CkksParameters parameters = bits1 == 0 ? CkksParameters.of(n, bits0) : CkksParameters.of(n, bits0, bits1);
        WirePlan plan = new WirePlan(Kernel.of(interpolation),
                List.of(new WireAxis(9, 2 * COLUMNS, COLUMNS, 0.5, 0, 1, 2, 16), new WireAxis(5, 2 * ROWS, ROWS, 1, 0, 1, 1, 1),
                        new WireAxis(5, slices, slices, 0.5, 0, 1, 2, scale)),
                Packing.COEFFICIENTS, 0, dropped, bodyBits, parameters);
        assertEquals(exact, plan.exactSums());
        Random random = new Random(n + bits0 + bodyBits);
        double[][][][] planes = new double[plan.planesUp()][plan.ciphertextsUp()][parameters.limbs()][];
        List<byte[]> answers = Walk.regrid(request(plan, planes, random), 2);
        assertEquals(1 + slices, answers.size());
        checkMasks(plan, interpolation, answers.get(0));

        int[] places = random.ints(40, 0, n).toArray();
        double worst = 0;
        for (int w = 0; w < slices; w++) {
            for (int i = 0; i < COLUMNS * ROWS; i++) {
                double[] answer = new double[n];
                int offset = Chunk.HEADER_BYTES + i * IntegerPacking.bytes(n, bodyBits);
                IntegerPacking.unpack(answers.get(1 + w), offset, bodyBits, answer);
                for (int place : places) {
                    BigInteger sum = sum(plan, interpolation, planes, i, w, scale, place);
                    worst = Math.max(worst, distance(sum, modulus(parameters), answer[place], bodyBits));
                }
            }
        }
        assertTrue(worst <= 0.5 + (exact ? 1e-3 : WirePlan.SUM_ERROR), "off by " + worst);
        assertTrue(worst > 0.4, "nothing was rounded: " + worst);
    }

    /** Masked coefficients know nothing of the range that messages keep to: weights of splines sum to one, not to their gain. */
    @Test
    void sumsOfSplinesAreExactWhereTheirWeightsNeedIt() {
        for (int bodyBits = 20; bodyBits <= 30; bodyBits++) {
            int scale = 48 << 18;
            WireAxis one = new WireAxis(1, 1, 1, 1, 0, 1, 1, 1);
            WirePlan plan = new WirePlan(Kernel.of(Interpolation.BSPLINE), List.of(one, one, new WireAxis(5, 8, 8, 0.5, 0, 1, 2, scale)),
                    Packing.COEFFICIENTS, 0, 0, bodyBits, CkksParameters.of(1024, 22));
            // A fraction is off by 2^-53 at most, each of four sums by half of that.
            double off = scale * (0x1p-53 + 4 * 0x1p-54) * (1L << bodyBits);
            assertEquals(off > WirePlan.SUM_ERROR, plan.exactSums(), bodyBits + " bits");
        }
    }

    /** The plan and planes of random residues, which are kept as the remote party will read them. */
    private List<byte[]> request(WirePlan plan, double[][][][] planes, Random random) {
        byte[] bytes = WirePlanCodec.toBytes(plan);
        byte[] first = Chunk.frame(Chunk.Kind.PLAN, 0, jobId, new byte[Chunk.DIGEST_BYTES], bytes.length);
        System.arraycopy(bytes, 0, first, Chunk.HEADER_BYTES, bytes.length);
        Chunk.seal(first);
        PlaneLayout layout = new PlaneLayout(plan);
        List<byte[]> request = new ArrayList<>(List.of(first));
        double step = 1 << plan.droppedBits();
        for (int plane = 0; plane < planes.length; plane++) {
            byte[] frame = Chunk.frame(Chunk.Kind.PLANE, plane, jobId, Chunk.digest(first), layout.planeBytes(plane));
            for (int i = 0; i < planes[plane].length; i++) {
                double[][] rows = planes[plane][i];
                double[][] sent = new double[rows.length][];
                for (int limb = 0; limb < rows.length; limb++) {
                    long q = plan.parameters().prime(limb);
                    sent[limb] = Schoolbook.residues(random, plan.parameters().ringDimension(), q);
                    rows[limb] = Arrays.stream(sent[limb]).map(x -> Math.rint(x / step) * step).toArray();
                }
                layout.sent().pack(sent, frame, Chunk.HEADER_BYTES + i * layout.sent().bytes());
            }
            Chunk.seal(frame);
            request.add(frame);
        }
        return request;
    }

    /** Local input of the first of four neighbours: an interpolation of four starts one earlier, so do its windows. */
    private static int first(Interpolation interpolation, int floor) {
        return interpolation == Interpolation.CUBIC ? floor : floor - 1;
    }

    private static int column(WirePlan plan, Interpolation interpolation, int u, int v, int tap) {
        int y = first(interpolation, v) + 1;
        return first(interpolation, u / 2) + tap + plan.taps(0).window() * y;
    }

    private static BigInteger sum(WirePlan plan, Interpolation interpolation, double[][][][] planes, int output, int w, int scale,
            int place) {
        int u = output % COLUMNS;
        int[] x = sixteenths(interpolation, u % 2 == 1);
        int[] z = sixteenths(interpolation, w % 2 == 1);
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < 4; k++) {
            for (int i = 0; i < 4; i++) {
                if (x[i] != 0 && z[k] != 0) {
                    double[][] rows = planes[first(interpolation, w / 2) + k][column(plan, interpolation, u, output / COLUMNS, i)];
                    BigInteger weight = BigInteger.valueOf((long) x[i] * z[k] * (scale / 16));
                    sum = sum.add(whole(plan.parameters(), rows, place).multiply(weight));
                }
            }
        }
        return sum;
    }

    private static BigInteger modulus(CkksParameters parameters) {
        BigInteger product = BigInteger.ONE;
        for (int limb = 0; limb < parameters.limbs(); limb++) {
            product = product.multiply(BigInteger.valueOf(parameters.prime(limb)));
        }
        return product;
    }

    /** The integer modulo all primes that has these residues. */
    private static BigInteger whole(CkksParameters parameters, double[][] rows, int place) {
        BigInteger modulus = modulus(parameters);
        BigInteger sum = BigInteger.ZERO;
        for (int limb = 0; limb < rows.length; limb++) {
            BigInteger q = BigInteger.valueOf(parameters.prime(limb));
            BigInteger others = modulus.divide(q);
            sum = sum.add(BigInteger.valueOf((long) rows[limb][place]).multiply(others).multiply(others.modInverse(q)));
        }
        return sum;
    }

    /** Distance of {@code sum 2^bits / modulus} from an integer, modulo {@code 2^bits}. */
    private static double distance(BigInteger sum, BigInteger modulus, double integer, int bits) {
        BigDecimal unit = new BigDecimal(BigInteger.ONE.shiftLeft(bits));
        double share = new BigDecimal(sum.mod(modulus)).multiply(unit).divide(new BigDecimal(modulus), new MathContext(60))
                .subtract(new BigDecimal(integer)).divide(unit).doubleValue();
        return Math.scalb(Math.abs(share - Math.rint(share)), bits);
    }

    private void checkMasks(WirePlan plan, Interpolation interpolation, byte[] answer) throws Exception {
        CkksParameters parameters = plan.parameters();
        double[][][] masks = new double[plan.ciphertextsUp()][parameters.limbs()][parameters.ringDimension()];
        UniformExpander expander = new UniformExpander(parameters, jobId);
        for (int i = 0; i < masks.length; i++) {
            expander.expand(0, i, masks[i]);
        }
        PlaneLayout layout = new PlaneLayout(plan);
        for (int output = 0; output < COLUMNS * ROWS; output++) {
            double[][] seen = new double[parameters.limbs()][parameters.ringDimension()];
            layout.residues().unpack(answer, Chunk.HEADER_BYTES + output * layout.residues().bytes(), seen);
            int[] x = sixteenths(interpolation, output % COLUMNS % 2 == 1);
            for (int limb = 0; limb < seen.length; limb++) {
                BigInteger q = BigInteger.valueOf(parameters.prime(limb));
                for (int k = 0; k < 50; k++) {
                    BigInteger sum = BigInteger.ZERO;
                    for (int tap = 0; tap < 4; tap++) {
                        if (x[tap] != 0) {
                            double a = masks[column(plan, interpolation, output % COLUMNS, output / COLUMNS, tap)][limb][k];
                            sum = sum.add(BigInteger.valueOf((long) a).multiply(BigInteger.valueOf(x[tap])));
                        }
                    }
                    assertEquals(Schoolbook.centred(sum, q).longValueExact(), (long) seen[limb][k], "a " + output + ", place " + k);
                }
            }
        }
    }
}
