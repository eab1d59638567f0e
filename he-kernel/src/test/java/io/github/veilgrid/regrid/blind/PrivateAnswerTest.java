package io.github.veilgrid.regrid.blind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Schoolbook;
import io.github.veilgrid.regrid.PrivateJobs;
import io.github.veilgrid.regrid.plan.PrivateTilings;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PrivateAxis;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One answer: its weights in every slot, and sums of strips against sums of integers. */
class PrivateAnswerTest {

    private static final Size SIZE = new Size(40, 30, 3);

    private static PrivatePlan plan(int tileX, int tileY, int period) throws Exception {
        return (PrivatePlan) PrivateTilings.of(PrivateJobs.plan(SIZE, 40, 30, 2, Interpolation.LINEAR), tileX, tileY, 3, period)
                .wire();
    }

    private static PrivateMap map() {
        return PrivateJobs.of(PrivateJobs.map(SIZE, 40, 30, 1, 1, 0.7, -0.4));
    }

    /** {@code [limb][strip][tap]} of one period. */
    private static double[][][][] encoded(PrivatePlan plan, int axis, int u, int v) {
        double[][][][] encoded = new double[plan.parameters().limbs()][plan.slots().period() / CipherStrips.LENGTH]
                [plan.axis(axis).mostTaps()][CipherStrips.LENGTH];
        new PrivateWeights(plan, map()).encode(axis, u, v, encoded);
        return encoded;
    }

    /** Decoded in the ring of ciphertexts, which the weights were not encoded in. */
    @ParameterizedTest
    @CsvSource({"3, 3, 256", "7, 5, 128", "7, 5, 512", "7, 5, 8192"})
    void weightsAreTheMapsInEverySlot(int tileX, int tileY, int period) throws Exception {
        PrivatePlan plan = plan(tileX, tileY, period);
        Ring ring = plan.parameters().ring();
        int u = tileX - 1;
        int v = 1;
        for (int axis = 0; axis < 2; axis++) {
            PrivateAxis along = plan.axis(axis);
            double[][][][] encoded = encoded(plan, axis, u, v);
            for (int tap = 0; tap < along.taps(axis == 0 ? u : v); tap++) {
                double[] values = new double[ring.dimension()];
                for (int p = 0; p < values.length; p++) {
                    values[p] = encoded[0][p % period / CipherStrips.LENGTH][tap][p % CipherStrips.LENGTH];
                }
                ring.ntt(0).inverse(values, values);
                plan.parameters().encoder().decode(values, Math.scalb(1.0, plan.weightBits()), values);
                for (int slice = 0; slice < plan.slices(); slice++) {
                    for (int tile = 0; tile < plan.slots().tilesOfSlice(); tile++) {
                        assertEquals(weight(plan, axis, u, v, tap, tile), values[plan.slots().firstSlot(slice) + tile], 0.01,
                                "axis " + axis + ", tap " + tap + ", slice " + slice + ", tile " + tile);
                    }
                }
            }
        }
    }

    /** Of the linear map above: a hat about the place it leads to, of which no part lies beyond the scan's edge. */
    private static double weight(PrivatePlan plan, int axis, int u, int v, int tap, int tile) {
        PrivateAxis along = plan.axis(axis);
        int tileX = tile % plan.axis(0).tiles();
        int tileY = tile / plan.axis(0).tiles();
        int x = tileX * plan.axis(0).tileSize() + u;
        int y = tileY * plan.axis(1).tileSize() + v;
        if (x >= 40 || y >= 30 || !map().inside(plan, x, y)) {
            return 0;
        }
        int place = along.base(axis == 0 ? tileX : tileY) + along.first(axis == 0 ? u : v) + tap;
        double position = Math.max(0, Math.min(along.inputs() - 1, map().position(axis, x, y)));
        return place < 0 || place >= along.inputs() ? 0 : Math.max(0, 1 - Math.abs(position - place));
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 256", "7, 5, 512"})
    void stripsAreSumsOfProductsOfIntegers(int tileX, int tileY, int period) throws Exception {
        PrivatePlan plan = plan(tileX, tileY, period);
        PrivateAxis x = plan.axis(0);
        PrivateAxis y = plan.axis(1);
        Ring ring = plan.parameters().ring();
        Random random = new Random(5);
        double[][][][] a = new double[y.window()][x.window()][ring.limbs()][];
        CipherStrips[] held = new CipherStrips[y.window()];
        for (int row = 0; row < held.length; row++) {
            held[row] = new CipherStrips(x.window(), ring.limbs(), ring.dimension());
            for (int column = 0; column < x.window(); column++) {
                for (int limb = 0; limb < ring.limbs(); limb++) {
                    a[row][column][limb] = Schoolbook.residues(random, ring.dimension(), ring.modulus(limb).value());
                }
                held[row].put(1, column, a[row][column]);
            }
        }
        int u = 1;
        int v = tileY - 1;
        PrivateAnswer answer = new PrivateAnswer(plan);
        answer.begin(u, v, new PrivateWeights(plan, map()));
        double[][][][] byX = encoded(plan, 0, u, v);
        double[][][][] byY = encoded(plan, 1, u, v);
        for (int limb = 0; limb < ring.limbs(); limb++) {
            Modulus q = ring.modulus(limb);
            BigInteger prime = BigInteger.valueOf(q.value());
            for (int strip : new int[] {0, 1, 6, ring.dimension() / CipherStrips.LENGTH - 1}) {
                answer.sum(held, 1, limb, strip, new PrivateAnswer.Scratch(plan));
                for (int i = 0; i < CipherStrips.LENGTH; i++) {
                    int position = strip * CipherStrips.LENGTH + i;
                    int inPeriod = strip % (period / CipherStrips.LENGTH);
                    BigInteger sum = BigInteger.ZERO;
                    for (int j = 0; j < y.taps(v); j++) {
                        BigInteger row = BigInteger.ZERO;
                        for (int k = 0; k < x.taps(u); k++) {
                            row = row.add(integer(a[y.first(v) + j][x.first(u) + k][limb][position])
                                    .multiply(integer(byX[limb][inPeriod][k][i])));
                        }
                        sum = sum.add(row.multiply(integer(byY[limb][inPeriod][j][i])));
                    }
                    assertEquals(Schoolbook.centred(sum, prime), integer(answer.a()[limb][position]));
                    assertTrue(answer.b()[limb][position] == 0, "b was not asked for");
                }
            }
        }
    }

    private static BigInteger integer(double number) {
        return BigInteger.valueOf((long) number);
    }
}
