package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.UniformExpander;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.regrid.wire.AxisTaps;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Resampling along the scan's own axes: sums within each plane (x and y), then across planes (z). All planes have the same
 * polynomials a, which are summed once and answered first; everything else happens to b alone. Planes of answers leave
 * as soon as their last tap has come, so that only the planes between are held.
 */
final class SeparableResampling implements Resampling {

    /** Answers held at a time; in a usual job a plane completes two or three. */
    private static final int MAX_FRAMES = 4;

    private final WirePlan plan;
    private final Ring ring;
    private final PlaneLayout layout;
    private final Workers workers;
    private final UniformExpander expander;
    private final PlaneSums sums;
    private final SliceSums slices;
    private final List<double[][][]> incoming = new ArrayList<>();
    private final Map<Integer, double[][][]> open = new HashMap<>();
    private final Deque<double[][][]> free = new ArrayDeque<>();
    /** A polynomial for each thread, which stays in its cache. */
    private final PerThread<double[][]> workspaces;
    private int waiting;
    private int nextOutput;

    SeparableResampling(WirePlan plan, UniformExpander expander, Workers workers) throws IOException {
        this.plan = plan;
        this.ring = plan.parameters().ring();
        this.layout = new PlaneLayout(plan);
        this.workers = workers;
        this.expander = expander;
        this.sums = PlaneSums.of(plan, workers);
        this.slices = new SliceSums(plan);
        this.workspaces = new PerThread<>(ring::allocate);
        for (int i = 0; i < WirePlan.PLANES_AT_ONCE; i++) {
            incoming.add(new double[plan.ciphertextsUp()][ring.limbs()][ring.dimension()]);
        }
    }

    @Override
    public double[][][] incoming(int plane) {
        return incoming.get(waiting);
    }

    @Override
    public void received(int plane, Answers answers) throws IOException {
        if (plane == 0) {
            answerMasks(answers);
        }
        waiting++;
        if (waiting < incoming.size() && plane + 1 < plan.planesUp()) {
            return;
        }
        planeStage(plane + 1 - waiting);
        waiting = 0;
        while (nextOutput < plan.axis(2).tileSize() && lastTap(nextOutput) <= plane) {
            answer(plane, answers);
        }
        release();
    }

    /** Sums and answers the polynomials a; the place of a plane that is still to come holds them meanwhile. */
    private void answerMasks(Answers answers) throws IOException {
        double[][][] masks = incoming.get(incoming.size() - 1);
        workers.each(masks.length, i -> expander.expand(0, i, masks[i]));
        byte[] frame = answers.frame(0);
        List<double[][][]> plane = Collections.singletonList(masks);
        workers.each(sums.parts(), part -> sums.apply(part, plane, (only, output, sum) ->
                layout.residues().pack(sum, frame, Chunk.HEADER_BYTES + output * layout.residues().bytes())));
        answers.send(frame);
    }

    /** The in-plane stage of the planes that wait. */
    private void planeStage(int first) throws IOException {
        double[][][][] held = new double[waiting][][][];
        for (int i = 0; i < waiting; i++) {
            held[i] = free.isEmpty()
                    ? new double[plan.ciphertextsDown()][plan.rowsHeld()][ring.dimension()] : free.pop();
            open.put(first + i, held[i]);
        }
        List<double[][][]> planes = incoming.subList(0, waiting);
        workers.each(sums.parts(), part -> sums.apply(part, planes,
                (plane, output, sum) -> slices.hold(sum, held[plane][output])));
    }

    /** Answers the next planes whose last tap has come; ciphertext by ciphertext, so that what they share stays in cache. */
    private void answer(int plane, Answers answers) throws IOException {
        int first = nextOutput;
        int end = first;
        while (end < plan.axis(2).tileSize() && end - first < MAX_FRAMES && lastTap(end) <= plane) {
            end++;
        }
        byte[][] frames = new byte[end - first][];
        for (int w = first; w < end; w++) {
            frames[w - first] = answers.frame(1 + w);
        }
        workers.each(plan.ciphertextsDown(), i -> {
            double[][] scratch = workspaces.get();
            int offset = Chunk.HEADER_BYTES + i * layout.bodyBytes();
            for (int w = first; w < first + frames.length; w++) {
                slices.answer(w, input -> open.get(input)[i], scratch, frames[w - first], offset);
            }
        });
        for (byte[] frame : frames) {
            answers.send(frame);
        }
        nextOutput = end;
    }

    private int lastTap(int w) {
        AxisTaps z = plan.taps(2);
        return z.input(w, z.taps(w) - 1);
    }

    /** Frees the planes that no later answer draws on. An answer on a voxel centre draws on fewer than its neighbours. */
    private void release() {
        int needed = Integer.MAX_VALUE;
        for (int w = nextOutput; w < plan.axis(2).tileSize(); w++) {
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
