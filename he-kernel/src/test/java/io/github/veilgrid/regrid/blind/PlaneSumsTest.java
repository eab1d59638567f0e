package io.github.veilgrid.regrid.blind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ring.Schoolbook;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;
import io.github.veilgrid.regrid.wire.Packing;
import io.github.veilgrid.regrid.wire.WireAxis;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both orders of summing in the plane. */
class PlaneSumsTest {

    /** Fifths of voxels along both axes, integer weights. */
    private static WirePlan uniform(CkksParameters parameters, int columns, int rows) {
        return new WirePlan(Kernel.of(Interpolation.LANCZOS3),
                List.of(new WireAxis(9, 2 * columns, columns, 0.8, 0, 4, 5, 1 << 15),
                        new WireAxis(9, 2 * rows, rows, 0.8, 0, 4, 5, 1 << 14), new WireAxis(3, 3, 3, 1, 0, 1, 1, 1)),
                Packing.COEFFICIENTS, 0, 0, 20, parameters);
    }

    @ParameterizedTest
    @CsvSource({"5, 10, 30, 0, 2", "10, 5, 40, 40, 2", "5, 5, 50, 33, 1"})
    void integersGiveTheSameSumsInEitherOrder(int columns, int rows, int bits0, int bits1, int count) throws Exception {
        CkksParameters parameters = bits1 == 0 ? CkksParameters.of(2048, bits0) : CkksParameters.of(4096, bits0, bits1);
        WirePlan plan = uniform(parameters, columns, rows);
        assertTrue(plan.separable());
        Random random = new Random(bits0);
        double[][][][] planes = new double[count][plan.ciphertextsUp()][parameters.limbs()][];
        for (double[][][] plane : planes) {
            for (double[][] polynomial : plane) {
                for (int limb = 0; limb < polynomial.length; limb++) {
                    polynomial[limb] = Schoolbook.residues(random, parameters.ringDimension(), parameters.prime(limb));
                }
            }
        }
        try (Workers workers = new Workers(1)) {
            double[][][][] direct = sums(new DirectPlaneSums(plan, workers), plan, planes);
            double[][][][] separate = sums(new SeparablePlaneSums(plan, workers), plan, planes);
            for (int plane = 0; plane < count; plane++) {
                for (int output = 0; output < plan.ciphertextsDown(); output++) {
                    for (int limb = 0; limb < parameters.limbs(); limb++) {
                        assertArrayEquals(whole(direct[plane][output][limb], parameters.prime(limb)),
                                whole(separate[plane][output][limb], parameters.prime(limb)));
                    }
                }
            }
        }
    }

    @Test
    void fewTapsAreSummedAtOnce() throws Exception {
        WirePlan plan = new WirePlan(Kernel.of(Interpolation.LINEAR),
                List.of(new WireAxis(9, 8, 4, 0.5, 0, 1, 2, 2), new WireAxis(9, 4, 2, 2.5, 0, 5, 2, 2),
                        new WireAxis(3, 3, 3, 1, 0, 1, 1, 1)), Packing.COEFFICIENTS, 0, 0, 20, CkksParameters.of(1024, 25));
        assertFalse(plan.separable());
    }

    private static double[][][][] sums(PlaneSums sums, WirePlan plan, double[][][][] planes) {
        double[][][][] taken = new double[planes.length][plan.ciphertextsDown()][][];
        int[] count = new int[1];
        for (int part = 0; part < sums.parts(); part++) {
            sums.apply(part, List.of(planes), (plane, output, sum) -> {
                double[][] copy = new double[sum.length][];
                for (int limb = 0; limb < sum.length; limb++) {
                    copy[limb] = sum[limb].clone();
                }
                taken[plane][output] = copy;
                count[0]++;
            });
        }
        assertEquals(planes.length * plan.ciphertextsDown(), count[0], "sums given");
        return taken;
    }

    private static long[] whole(double[] residues, long q) {
        long[] whole = new long[residues.length];
        for (int k = 0; k < whole.length; k++) {
            whole[k] = Math.floorMod((long) residues[k], q);
        }
        return whole;
    }
}
