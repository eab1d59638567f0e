package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Resampling along the scan's own axes: sums within each plane (x and y), then across planes (z). Planes of answers leave
 * as soon as their last tap has come, so that only the planes between are held.
 */
final class SeparableResampling implements Resampling {

    /** Answers held at a time; in a usual job a plane completes two or three. */
    private static final int MAX_FRAMES = 4;

    private final WirePlan plan;
    private final PlaneLayout layout;
    private final Workers workers;
    private final Stages stages;
    private final SliceStage sliceStage;
    private final CipherPlane incoming;
    private final Map<Integer, CipherPlane> open = new HashMap<>();
    private final Deque<CipherPlane> free = new ArrayDeque<>();
    private int nextOutput;

    SeparableResampling(WirePlan plan, Workers workers) throws IOException {
        this.plan = plan;
        this.layout = new PlaneLayout(plan);
        this.workers = workers;
        this.stages = new Stages(plan, workers);
        this.sliceStage = RealSlices.fits(plan) ? new RealSlices(plan) : new ModularSlices(plan, stages);
        this.incoming = new CipherPlane(plan.ciphertextsUp(), plan.parameters().limbs(), plan.parameters().ringDimension());
    }

    @Override
    public CipherPlane incoming(int plane) {
        return incoming;
    }

    @Override
    public void received(int plane, Answers answers) throws IOException {
        open.put(plane, planeStage());
        while (nextOutput < plan.planesDown() && lastTap(nextOutput) <= plane) {
            answer(plane, answers);
        }
        release();
    }

    private CipherPlane planeStage() throws IOException {
        int dimension = plan.parameters().ringDimension();
        CipherPlane out = free.isEmpty()
                ? new CipherPlane(plan.ciphertextsDown(), sliceStage.rowsHeld(), dimension) : free.pop();
        workers.each(plan.ciphertextsDown(), i -> {
            WeightedSum sum = stages.plane(i);
            double[][] b = plan.parameters().ring().allocate();
            double[][] a = plan.parameters().ring().allocate();
            int same = sum.equalTo();
            if (same < 0) {
                sum.apply(incoming, b, a);
            }
            sliceStage.hold(same < 0 ? b : incoming.b[same], b, out.b[i]);
            sliceStage.hold(same < 0 ? a : incoming.a[same], a, out.a[i]);
        });
        return out;
    }

    /** Answers the next planes whose last tap has come; ciphertext by ciphertext, so that what they share stays in cache. */
    private void answer(int plane, Answers answers) throws IOException {
        int first = nextOutput;
        int end = first;
        while (end < plan.planesDown() && end - first < MAX_FRAMES && lastTap(end) <= plane) {
            end++;
        }
        byte[][] frames = new byte[end - first][];
        for (int w = first; w < end; w++) {
            frames[w - first] = answers.frame(w);
        }
        workers.each(plan.ciphertextsDown(), i -> {
            double[][] scratch = new double[sliceStage.rowsHeld()][plan.parameters().ringDimension()];
            int offset = Chunk.HEADER_BYTES + i * layout.answerCiphertextBytes();
            for (int w = first; w < first + frames.length; w++) {
                byte[] frame = frames[w - first];
                sliceStage.answer(w, input -> open.get(input).b[i], false, scratch, frame, offset);
                sliceStage.answer(w, input -> open.get(input).a[i], true, scratch, frame, offset + layout.bodyBytes());
            }
        });
        for (byte[] frame : frames) {
            answers.send(frame);
        }
        nextOutput = end;
    }

    private int lastTap(int w) {
        return plan.taps(2).input(w, plan.taps(2).taps(w) - 1);
    }

    /** Frees the planes that no later answer draws on. An answer on a voxel centre draws on fewer than its neighbours. */
    private void release() {
        int needed = Integer.MAX_VALUE;
        for (int w = nextOutput; w < plan.planesDown(); w++) {
            needed = Math.min(needed, plan.taps(2).input(w, 0));
        }
        int first = needed;
        open.entrySet().removeIf(entry -> {
            if (entry.getKey() < first) {
                free.push(entry.getValue());
                return true;
            }
            return false;
        });
    }
}
