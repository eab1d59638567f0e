package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.AnswerHiding;
import io.github.veilgrid.he.ckks.ModulusSwitch;
import io.github.veilgrid.he.ckks.UniformExpander;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.PrivateAxis;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Resampling by the remote party's own map: for each output a sum over all places it might come from, along x within each
 * row of the window and then along y, hidden before it leaves. Which ciphertexts are summed, and by how many weights, depends
 * on the plan alone; the answers do not come out the same twice, as hiding draws fresh noise.
 *
 * <p>Answers are worked on a few rows at a time, strip by strip: what they draw on is far more than any cache holds, and
 * neighbours draw on nearly the same.
 */
final class PrivateResampling implements Resampling {

    private final PrivatePlan plan;
    private final PrivateAxis columns;
    private final PrivateAxis rows;
    private final Ring ring;
    private final PlaneLayout layout;
    private final UniformExpander expander;
    private final Workers workers;
    private final PrivateWeights weights;
    private final ModulusSwitch modulusSwitch;
    /** Polynomials b of the plane that is coming in. */
    private double[][][] incoming;
    /** By row of the window; null where there is none, or none any more. */
    private final CipherStrips[] held;
    private final Deque<CipherStrips> free = new ArrayDeque<>();
    private final PerThread<double[][]> expanded;
    private final PerThread<PrivateAnswer.Scratch> scratches;
    private final PrivateAnswer[] together;
    /** By row of the tile: answers that are not complete yet. */
    private final byte[][] frames;
    private AnswerHiding hiding;
    /** The next answer of the block, counted row by row. */
    private int next;

    PrivateResampling(PrivatePlan plan, PrivateMap map, UniformExpander expander, Workers workers) {
        this.plan = plan;
        this.columns = plan.axis(0);
        this.rows = plan.axis(1);
        this.ring = plan.parameters().ring();
        this.layout = new PlaneLayout(plan);
        this.expander = expander;
        this.workers = workers;
        this.weights = new PrivateWeights(plan, map);
        this.modulusSwitch = new ModulusSwitch(ring);
        this.held = new CipherStrips[rows.window()];
        this.expanded = new PerThread<>(ring::allocate);
        this.scratches = new PerThread<>(() -> new PrivateAnswer.Scratch(plan));
        this.together = new PrivateAnswer[plan.answersTogether()];
        this.frames = new byte[rows.tileSize()][];
    }

    @Override
    public double[][][] incoming(int plane) {
        if (incoming == null) {
            incoming = new double[plan.ciphertextsUp(0)][ring.limbs()][ring.dimension()];
        }
        return incoming;
    }

    @Override
    public void received(int plane, Answers answers) throws IOException {
        if (plane == 0) {
            int zero = plan.ciphertextsUp(0) - 1;
            double[][] a = ring.allocate();
            expander.expand(0, zero, a);
            hiding = new AnswerHiding(plan.parameters(), incoming[zero], a, plan.floodBits(), new SecureRandom());
        }
        int row = plane % rows.window();
        hold(plane, row);
        int all = rows.tileSize() * columns.tileSize();
        while (next < all && needed(end()) <= row) {
            answer(plane / rows.window() * rows.tileSize(), end(), answers);
        }
        if (row == rows.window() - 1) {
            next = 0;
        }
        release(row == rows.window() - 1 ? rows.window() : firstNeeded());
    }

    private void hold(int plane, int row) throws IOException {
        CipherStrips strips = free.isEmpty() ? new CipherStrips(columns.window(), ring.limbs(), ring.dimension()) : free.pop();
        held[row] = strips;
        workers.each(columns.window(), i -> {
            double[][] a = expanded.get();
            expander.expand(plane, i, a);
            strips.put(0, i, incoming[i]);
            strips.put(1, i, a);
        });
    }

    /** Where the answers end that are worked on together: whole rows, or a part of one. */
    private int end() {
        int width = columns.tileSize();
        return Math.min(next + together.length, together.length < width ? (next / width + 1) * width : rows.tileSize() * width);
    }

    /** The last row that answers from the next one to that draw on. */
    private int needed(int end) {
        int last = 0;
        for (int v = next / columns.tileSize(); v * columns.tileSize() < end; v++) {
            last = Math.max(last, rows.first(v) + rows.taps(v) - 1);
        }
        return last;
    }

    private int firstNeeded() {
        int first = rows.window();
        for (int v = next / columns.tileSize(); v < rows.tileSize(); v++) {
            first = Math.min(first, rows.first(v));
        }
        return first;
    }

    private void release(int firstNeeded) {
        for (int row = 0; row < firstNeeded; row++) {
            if (held[row] != null) {
                free.push(held[row]);
                held[row] = null;
            }
        }
    }

    private void answer(int firstPlane, int end, Answers answers) throws IOException {
        int start = next;
        int width = columns.tileSize();
        workers.each(end - start, i -> {
            if (together[i] == null) {
                together[i] = new PrivateAnswer(plan);
            }
            together[i].begin((start + i) % width, (start + i) / width, weights);
        });
        int strips = ring.dimension() / CipherStrips.LENGTH;
        workers.each(ring.limbs() * strips, i -> sum(end - start, i / strips, i % strips));
        for (int v = start / width; v * width < end; v++) {
            frames[v] = frames[v] == null ? answers.frame(firstPlane + v) : frames[v];
        }
        workers.each(end - start, i -> finish(together[i]));
        next = end;
        for (int v = start / width; (v + 1) * width <= end; v++) {
            answers.send(frames[v]);
            frames[v] = null;
        }
    }

    /** A strip of all answers, b and a apart: one of them is as much as fits into a cache. */
    private void sum(int count, int limb, int strip) {
        PrivateAnswer.Scratch scratch = scratches.get();
        for (int polynomial = 0; polynomial < 2; polynomial++) {
            for (int i = 0; i < count; i++) {
                together[i].sum(held, polynomial, limb, strip, scratch);
            }
        }
    }

    private void finish(PrivateAnswer answer) {
        hiding.hide(answer.b(), answer.a());
        byte[] frame = frames[answer.v()];
        int offset = Chunk.HEADER_BYTES + answer.u() * layout.answerBytesEach(answer.v());
        write(answer.b(), plan.answerForm().bodyBits(), frame, offset);
        write(answer.a(), plan.answerForm().maskBits(), frame, offset + layout.bodyBytes());
    }

    private void write(double[][] polynomial, int bits, byte[] frame, int offset) {
        modulusSwitch.fractions(polynomial, polynomial[0]);
        ModulusSwitch.round(polynomial[0], bits, polynomial[0]);
        IntegerPacking.pack(polynomial[0], bits, frame, offset);
    }
}
