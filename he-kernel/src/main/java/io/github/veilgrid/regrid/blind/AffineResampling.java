package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.ModulusSwitch;
import io.github.veilgrid.he.ckks.UniformExpander;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.regrid.wire.AffineBlocks;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.AffineWeights;
import io.github.veilgrid.regrid.wire.AffineWindow;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Oblique resampling: each answer is one sum ({@link AffineSum}) over the ciphertexts of a few neighbouring planes. */
final class AffineResampling implements Resampling {

    private final AffinePlan plan;
    private final AffineBlocks blocks;
    private final PlaneLayout layout;
    private final UniformExpander expander;
    private final Workers workers;
    private final ModulusSwitch modulusSwitch;
    /** Planes of the block that is being carried out, by their number in it. */
    private final Map<Integer, CipherPlane> held = new HashMap<>();
    private final PerThread<AffineSum> sums;
    private int nextAnswer;

    AffineResampling(AffinePlan plan, UniformExpander expander, Workers workers) {
        this.plan = plan;
        this.blocks = plan.blocks();
        this.layout = new PlaneLayout(plan);
        this.expander = expander;
        this.workers = workers;
        this.sums = new PerThread<>(() -> new AffineSum(plan));
        this.modulusSwitch = new ModulusSwitch(plan.parameters().ring());
    }

    @Override
    public double[][][] incoming(int plane) {
        CkksParameters parameters = plan.parameters();
        CipherPlane incoming = new CipherPlane(plan.ciphertextsUp(plane), parameters.limbs(), parameters.ringDimension());
        held.put(plane - blocks.firstPlane(blocks.ofPlane(plane)), incoming);
        return incoming.b;
    }

    @Override
    public void received(int plane, Answers answers) throws IOException {
        int block = blocks.ofPlane(plane);
        AffineWindow window = blocks.window(block);
        int local = plane - blocks.firstPlane(block);
        CipherPlane received = held.get(local);
        workers.each(received.a.length, i -> expander.expand(plane, i, received.a[i]));
        int group = nextAnswer - blocks.firstAnswer(block);
        if (group < window.groups() && window.completedBy(group) == local) {
            byte[] frame = answers.frame(nextAnswer);
            int[] outputs = window.outputs(group);
            workers.each(outputs.length, i -> answer(block, outputs[i], frame,
                    Chunk.HEADER_BYTES + i * layout.answerBytesEach(nextAnswer)));
            answers.send(frame);
            nextAnswer++;
        }
        held.keySet().removeIf(earlier -> window.neededUntil(earlier) <= local);
    }

    private void answer(int block, int output, byte[] frame, int offset) {
        int[][] taps = blocks.window(block).taps(output);
        AffineWeights weights = new AffineWeights(plan, block, output);
        double[][][] sum = sums.get().of(weights, (p, tap) -> {
            int[] from = taps[p * weights.inPlane() + tap];
            CipherPlane ciphertexts = held.get(from[0]);
            return new double[][][] {ciphertexts.b[from[1]], ciphertexts.a[from[1]]};
        });
        write(sum[0], plan.answerForm().bodyBits(), frame, offset);
        write(sum[1], plan.answerForm().maskBits(), frame, offset + layout.bodyBytes());
    }

    private void write(double[][] polynomial, int bits, byte[] frame, int offset) {
        Ring ring = plan.parameters().ring();
        for (int limb = 0; limb < polynomial.length; limb++) {
            ring.ntt(limb).inverse(polynomial[limb], polynomial[limb]);
        }
        modulusSwitch.fractions(polynomial, polynomial[0]);
        ModulusSwitch.round(polynomial[0], bits, polynomial[0]);
        IntegerPacking.pack(polynomial[0], bits, frame, offset);
    }
}
