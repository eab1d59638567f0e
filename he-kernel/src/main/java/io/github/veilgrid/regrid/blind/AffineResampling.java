package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.he.ckks.ModulusSwitch;
import io.github.veilgrid.he.ckks.UniformExpander;
import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.AffineWeights;
import io.github.veilgrid.regrid.wire.AffineWindow;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Oblique resampling: each answer is one sum over the ciphertexts of a few neighbouring planes, with weights encoded for
 * it alone and used once. Encoding them is most of the work, so two share a transform, and both polynomials use them.
 */
final class AffineResampling implements Resampling {

    private static final int LAZY_TERMS = 12;

    private final AffinePlan plan;
    private final AffineWindow window;
    private final PlaneLayout layout;
    private final UniformExpander expander;
    private final Workers workers;
    private final ModulusSwitch modulusSwitch;
    /** Planes of the block that is being carried out, by their number in it. */
    private final Map<Integer, CipherPlane> held = new HashMap<>();
    private int nextGroup;

    AffineResampling(AffinePlan plan, UniformExpander expander, Workers workers) {
        this.plan = plan;
        this.window = plan.window();
        this.layout = new PlaneLayout(plan);
        this.expander = expander;
        this.workers = workers;
        this.modulusSwitch = new ModulusSwitch(plan.parameters().ring());
    }

    @Override
    public double[][][] incoming(int plane) {
        CkksParameters parameters = plan.parameters();
        CipherPlane incoming = new CipherPlane(plan.ciphertextsUp(plane), parameters.limbs(), parameters.ringDimension());
        held.put(plane % window.planes(), incoming);
        return incoming.b;
    }

    @Override
    public void received(int plane, Answers answers) throws IOException {
        int block = plane / window.planes();
        int local = plane % window.planes();
        CipherPlane received = held.get(local);
        workers.each(received.a.length, i -> expander.expand(plane, i, received.a[i]));
        int group = nextGroup % window.groups();
        if (nextGroup / window.groups() == block && window.completedBy(group) == local) {
            byte[] frame = answers.frame(nextGroup);
            int[] outputs = window.outputs(group);
            workers.each(outputs.length, i -> answer(block, outputs[i], frame,
                    Chunk.HEADER_BYTES + i * layout.answerBytesEach(nextGroup)));
            answers.send(frame);
            nextGroup++;
        }
        held.keySet().removeIf(earlier -> window.neededUntil(earlier) <= local);
    }

    private void answer(int block, int output, byte[] frame, int offset) {
        Ring ring = plan.parameters().ring();
        Encoder encoder = plan.parameters().encoder();
        int dimension = ring.dimension();
        double[][] b = ring.allocate();
        double[][] a = ring.allocate();
        double[] weight = new double[dimension];
        double[][] slots = new double[2][dimension];
        double[][] rounded = new double[2][dimension];
        int[][] taps = window.taps(output);
        AffineWeights weights = new AffineWeights(plan, block, output);
        double scale = plan.weightScale();
        for (int tap = 0; tap < taps.length; tap += 2) {
            int count = Math.min(2, taps.length - tap);
            for (int i = 0; i < count; i++) {
                weights.tap(tap + i, slots[i]);
            }
            if (count == 2) {
                encoder.encodePair(slots[0], slots[1], scale, rounded[0], rounded[1]);
            } else {
                encoder.encode(slots[0], scale, rounded[0]);
            }
            for (int i = 0; i < count; i++) {
                CipherPlane from = held.get(taps[tap + i][0]);
                int input = taps[tap + i][1];
                for (int limb = 0; limb < ring.limbs(); limb++) {
                    Modulus q = ring.modulus(limb);
                    ModularLoops.reduce(weight, rounded[i], q);
                    ring.ntt(limb).forward(weight, weight);
                    ModularLoops.multiplyAdd(b[limb], from.b[input][limb], weight, q);
                    ModularLoops.multiplyAdd(a[limb], from.a[input][limb], weight, q);
                    if ((tap + i) % LAZY_TERMS == LAZY_TERMS - 1) {
                        ModularLoops.reduce(b[limb], q);
                        ModularLoops.reduce(a[limb], q);
                    }
                }
            }
        }
        write(b, plan.answerForm().bodyBits(), frame, offset);
        write(a, plan.answerForm().maskBits(), frame, offset + layout.bodyBytes());
    }

    private void write(double[][] polynomial, int bits, byte[] frame, int offset) {
        Ring ring = plan.parameters().ring();
        for (int limb = 0; limb < polynomial.length; limb++) {
            ModularLoops.reduce(polynomial[limb], ring.modulus(limb));
            ring.ntt(limb).inverse(polynomial[limb], polynomial[limb]);
        }
        modulusSwitch.fractions(polynomial, polynomial[0]);
        ModulusSwitch.round(polynomial[0], bits, polynomial[0]);
        IntegerPacking.pack(polynomial[0], bits, frame, offset);
    }
}
