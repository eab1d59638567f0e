package io.github.veilgrid.regrid.blind;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.he.ckks.AnswerHiding;
import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Schoolbook;
import io.github.veilgrid.regrid.PrivateJobs;
import io.github.veilgrid.regrid.plan.PrivateTilings;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.WeightHiding;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How deep flooding drowns what depends on a map: noise goes through the sums by itself, in place of ciphertexts. The sum of
 * what comes out, over the width of flooding, is the statistical distance between answers, which no sample would be large
 * enough to show.
 */
class PrivateNoiseTest {

    private static final Size SIZE = new Size(40, 30, 3);
    private static final long SEED = 23;

    private static PrivatePlan plan(Interpolation interpolation, int period) throws Exception {
        return (PrivatePlan) PrivateTilings.of(PrivateJobs.plan(SIZE, 40, 30, 2, interpolation), 4, 3, 3, period).wire();
    }

    private static PrivateMap map(double degrees, double moveX, double moveY) {
        return PrivateJobs.of(PrivateJobs.map(SIZE, 40, 30, degrees, 1, moveX, moveY));
    }

    /** Errors of fresh encryptions: centred binomial, as many bits as give them variance 21/2. */
    private static double[] fresh(int n, Random random) {
        double[] e = new double[n];
        Arrays.setAll(e, k -> Long.bitCount(random.nextLong() >>> 22) - 21);
        return e;
    }

    /** As large in every slot as noise is said to be at most, with any sign: nothing has a larger sum of coefficients. */
    private static double[] worst(PrivatePlan plan, Random random) {
        double[] slots = new double[plan.parameters().ringDimension()];
        Arrays.setAll(slots, j -> random.nextBoolean() ? 1 : -1);
        double[] e = new double[slots.length];
        plan.parameters().encoder().encode(slots, AnswerHiding.freshNoise(slots.length), e);
        return e;
    }

    /** The noise of an answer before it is hidden, in whole numbers. */
    private static double[] noise(PrivatePlan plan, PrivateMap map, int u, int v, boolean atWorst) {
        Ring ring = plan.parameters().ring();
        Random random = new Random(SEED);
        CipherStrips[] held = new CipherStrips[plan.axis(1).window()];
        double[][] rows = ring.allocate();
        for (int row = 0; row < held.length; row++) {
            held[row] = new CipherStrips(plan.axis(0).window(), ring.limbs(), ring.dimension());
            for (int column = 0; column < plan.axis(0).window(); column++) {
                double[] e = atWorst ? worst(plan, random) : fresh(ring.dimension(), random);
                for (int limb = 0; limb < rows.length; limb++) {
                    ModularLoops.reduce(rows[limb], e, ring.modulus(limb));
                    ring.ntt(limb).forward(rows[limb], rows[limb]);
                }
                held[row].put(0, column, rows);
            }
        }
        PrivateAnswer answer = new PrivateAnswer(plan);
        answer.begin(u, v, new PrivateWeights(plan, map));
        PrivateAnswer.Scratch scratch = new PrivateAnswer.Scratch(plan);
        for (int limb = 0; limb < ring.limbs(); limb++) {
            for (int strip = 0; strip < ring.dimension() / CipherStrips.LENGTH; strip++) {
                answer.sum(held, 0, limb, strip, scratch);
            }
        }
        return integers(answer.b(), ring);
    }

    /** By the Chinese remainder theorem for the first two primes, of which the product is far above any noise. */
    private static double[] integers(double[][] rows, Ring ring) {
        Modulus p = ring.modulus(0);
        Modulus q = ring.modulus(1);
        BigInteger modulus = BigInteger.valueOf(p.value()).multiply(BigInteger.valueOf(q.value()));
        BigInteger inverse = BigInteger.valueOf(p.value()).modInverse(BigInteger.valueOf(q.value()));
        double[] byP = new double[ring.dimension()];
        double[] byQ = new double[ring.dimension()];
        ring.ntt(0).inverse(rows[0], byP);
        ring.ntt(1).inverse(rows[1], byQ);
        double[] integers = new double[byP.length];
        Arrays.setAll(integers, k -> {
            BigInteger x = BigInteger.valueOf((long) byP[k]);
            BigInteger step = BigInteger.valueOf((long) byQ[k]).subtract(x).multiply(inverse);
            return Schoolbook.centred(x.add(step.mod(BigInteger.valueOf(q.value())).multiply(BigInteger.valueOf(p.value()))), modulus)
                    .doubleValue();
        });
        return integers;
    }

    /** log2 of the distance of all answers of a job together, at the least flooding a plan of that size may have. */
    private static double distance(PrivatePlan plan, double[] noise) {
        long answers = (long) plan.blocks() * plan.axis(0).tileSize() * plan.axis(1).tileSize();
        int bits = WeightHiding.floodBits(plan.interpolation(), noise.length, plan.weightBits(), answers);
        assertTrue(plan.floodBits() >= bits, plan.floodBits() + " below " + bits);
        return Math.log(Arrays.stream(noise).map(Math::abs).sum() * answers) / Math.log(2) - bits - 1;
    }

    @ParameterizedTest
    @CsvSource({"LINEAR, 128", "LINEAR, 8192", "CUBIC, 128", "CUBIC, 1024", "NEAREST, 256"})
    void noiseIsDrownedWhateverTheMap(Interpolation interpolation, int period) throws Exception {
        PrivatePlan plan = plan(interpolation, period);
        for (PrivateMap map : new PrivateMap[] {map(0, 0, 0), map(0, 0.5, 0.5), map(2, -0.7, 0.3)}) {
            double usual = distance(plan, noise(plan, map, 1, 1, false));
            double most = distance(plan, noise(plan, map, 1, 1, true));
            assertTrue(most <= -41, "2^" + most + ", seed " + SEED);
            assertTrue(usual < most && most > -46, "no more flooding than it takes: 2^" + usual + " and 2^" + most);
        }
    }

    /** Were it not drowned, it would tell one map from the other at a glance. */
    @Test
    void noiseDependsOnTheMap() throws Exception {
        PrivatePlan plan = plan(Interpolation.LINEAR, 128);
        double still = squares(noise(plan, map(0, 0, 0), 1, 1, false));
        double moved = squares(noise(plan, map(0, 0.5, 0.5), 1, 1, false));
        assertTrue(moved < 0.3 * still, moved + " and " + still);
    }

    private static double squares(double[] noise) {
        return Arrays.stream(noise).map(e -> e * e).sum();
    }
}
