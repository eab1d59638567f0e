package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.AnswerHiding;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.ModulusSwitch;
import io.github.veilgrid.he.ckks.ProductSum;
import io.github.veilgrid.he.ckks.UniformExpander;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.PrivateAxis;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Resampling by the remote party's own map: for each output a sum over all places it might come from, along x within each
 * row of the window and then along y, hidden before it leaves. Which ciphertexts are summed, and by how many weights, depends
 * on the plan alone; the answers do not come out the same twice, as hiding draws fresh noise.
 */
final class PrivateResampling implements Resampling {

    private final PrivatePlan plan;
    private final PrivateAxis rows;
    private final PlaneLayout layout;
    private final UniformExpander expander;
    private final Workers workers;
    private final PrivateWeights weights;
    private final ModulusSwitch modulusSwitch;
    private final Map<Integer, CipherPlane> held = new HashMap<>();
    private final Deque<CipherPlane> free = new ArrayDeque<>();
    private final PerThread<Workspace> workspaces;
    private AnswerHiding hiding;
    private int next;

    /** What one answer is computed in: the map's weights are in it, so that it goes with the job. */
    private static final class Workspace {

        final PrivateWeights.Room alongX;
        final PrivateWeights.Room alongY;
        final double[][] b;
        final double[][] a;
        final double[][] inner;

        Workspace(PrivatePlan plan, PrivateWeights weights) {
            alongX = weights.new Room(0);
            alongY = weights.new Room(1);
            b = plan.parameters().ring().allocate();
            a = plan.parameters().ring().allocate();
            inner = new double[plan.axis(1).mostTaps()][plan.parameters().ringDimension()];
        }
    }

    PrivateResampling(PrivatePlan plan, PrivateMap map, UniformExpander expander, Workers workers) {
        this.plan = plan;
        this.rows = plan.axis(1);
        this.layout = new PlaneLayout(plan);
        this.expander = expander;
        this.workers = workers;
        this.weights = new PrivateWeights(plan, map);
        this.modulusSwitch = new ModulusSwitch(plan.parameters().ring());
        this.workspaces = new PerThread<>(() -> new Workspace(plan, weights));
    }

    @Override
    public double[][][] incoming(int plane) {
        CkksParameters parameters = plan.parameters();
        CipherPlane incoming = plane == 0 || free.isEmpty()
                ? new CipherPlane(plan.ciphertextsUp(plane), parameters.limbs(), parameters.ringDimension()) : free.pop();
        held.put(plane % rows.window(), incoming);
        return incoming.b;
    }

    @Override
    public void received(int plane, Answers answers) throws IOException {
        CipherPlane received = held.get(plane % rows.window());
        workers.each(plan.ciphertextsUp(plane), i -> expander.expand(plane, i, received.a[i]));
        if (plane == 0) {
            CipherPlane first = held.get(0);
            int zero = plan.ciphertextsUp(0) - 1;
            hiding = new AnswerHiding(plan.parameters(), first.b[zero], first.a[zero], plan.floodBits(), new SecureRandom());
        }
        int row = plane % rows.window();
        while (next < rows.tileSize() && rows.first(next) + rows.taps(next) - 1 <= row) {
            int v = next++;
            byte[] frame = answers.frame(plane / rows.window() * rows.tileSize() + v);
            workers.each(plan.ciphertextsDown(v), u -> answer(u, v, frame));
            answers.send(frame);
        }
        release(row);
    }

    /** Frees the rows that no later output draws on; after the last row of a block none does. */
    private void release(int row) {
        int needed = rows.window();
        for (int v = next; v < rows.tileSize(); v++) {
            needed = Math.min(needed, rows.first(v));
        }
        int first = needed;
        held.entrySet().removeIf(entry -> {
            if (entry.getKey() < first) {
                free.push(entry.getValue());
                return true;
            }
            return false;
        });
        if (row == rows.window() - 1) {
            next = 0;
        }
    }

    private void answer(int u, int v, byte[] frame) {
        Workspace workspace = workspaces.get();
        double[][][] alongX = weights.of(0, u, v, workspace.alongX);
        double[][][] alongY = weights.of(1, u, v, workspace.alongY);
        double[][] b = workspace.b;
        double[][] a = workspace.a;
        int tapsX = plan.axis(0).taps(u);
        int tapsY = rows.taps(v);
        int column = plan.axis(0).first(u);
        int row = rows.first(v);
        for (int limb = 0; limb < b.length; limb++) {
            for (int j = 0; j < tapsY; j++) {
                sum(held.get(row + j).b, column, alongX, tapsX, limb, workspace.inner[j]);
            }
            sum(workspace.inner, alongY, tapsY, limb, b[limb]);
            for (int j = 0; j < tapsY; j++) {
                sum(held.get(row + j).a, column, alongX, tapsX, limb, workspace.inner[j]);
            }
            sum(workspace.inner, alongY, tapsY, limb, a[limb]);
        }
        hiding.hide(b, a);
        int offset = Chunk.HEADER_BYTES + u * layout.answerBytesEach(v);
        write(b, plan.answerForm().bodyBits(), frame, offset);
        write(a, plan.answerForm().maskBits(), frame, offset + layout.bodyBytes());
    }

    private void sum(double[][][] polynomials, int first, double[][][] by, int taps, int limb, double[] out) {
        double[][] operands = new double[taps][];
        for (int i = 0; i < taps; i++) {
            operands[i] = polynomials[first + i][limb];
        }
        sum(operands, by, taps, limb, out);
    }

    private void sum(double[][] operands, double[][][] by, int taps, int limb, double[] out) {
        Arrays.fill(out, 0);
        ProductSum products = new ProductSum();
        products.begin(out, plan.parameters().ring().modulus(limb));
        for (int i = 0; i < taps; i++) {
            products.add(operands[i], by[i][limb]);
        }
        products.end();
    }

    private void write(double[][] polynomial, int bits, byte[] frame, int offset) {
        modulusSwitch.fractions(polynomial, polynomial[0]);
        ModulusSwitch.round(polynomial[0], bits, polynomial[0]);
        IntegerPacking.pack(polynomial[0], bits, frame, offset);
    }
}
