package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.he.ckks.SecretKey;
import io.github.veilgrid.he.ckks.SharedMaskDecryptor;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.AxisTaps;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers along the scan's axes: first the polynomials a that all planes share, then planes of b, each under the sum of
 * secrets that its weights along z make.
 */
final class SharedMaskAnswers extends AnswerReader {

    private final WirePlan plan;
    private final Ring ring;
    private final JobKey key;
    private final PlaneLayout layout;
    private final SharedMaskDecryptor decryptor;
    private final int keysKept;
    private final Map<Integer, SecretKey> keys = new LinkedHashMap<>(16, 0.75f, true);
    private final PerThread<double[]> bodies;
    private double[][][] masks;
    private SharedMaskDecryptor.Secret secret;

    SharedMaskAnswers(OwnerState state, WirePlan plan, JobKey key) {
        super(state);
        this.plan = plan;
        this.ring = plan.parameters().ring();
        this.key = key;
        this.layout = new PlaneLayout(plan);
        this.bodies = new PerThread<>(() -> new double[ring.dimension()]);
        this.decryptor = new SharedMaskDecryptor(plan.parameters());
        this.keysKept = plan.taps(2).kernel().support() + 2;
    }

    @Override
    boolean plane(Chunk chunk, Workers workers) throws IOException {
        if (chunk.index() == 0) {
            double[][][] read = new double[plan.ciphertextsDown()][][];
            workers.each(read.length, i -> read[i] = mask(chunk, i));
            masks = read;
            return false;
        }
        if (masks == null) {
            throw new WireFormatException("answer plane " + chunk.index() + " came before plane 0, which it needs");
        }
        AxisTaps z = plan.taps(2);
        int w = chunk.index() - 1;
        SecretKey[] secrets = new SecretKey[z.taps(w)];
        for (int tap = 0; tap < secrets.length; tap++) {
            secrets[tap] = planeKey(z.input(w, tap));
        }
        wipe();
        secret = decryptor.combine(secrets, z.integerWeights(w));
        return true;
    }

    private double[][] mask(Chunk chunk, int index) throws WireFormatException {
        double[][] mask = ring.allocate();
        layout.residues().unpack(chunk.bytes(), Chunk.HEADER_BYTES + index * layout.residues().bytes(), mask);
        return mask;
    }

    /** A key that neighbouring answers use too; the one that was used longest ago makes room. */
    private SecretKey planeKey(int plane) {
        SecretKey kept = keys.computeIfAbsent(plane, p -> key.planeSecret(plan.parameters(), p));
        for (Iterator<SecretKey> eldest = keys.values().iterator(); keys.size() > keysKept; ) {
            eldest.next().close();
            eldest.remove();
        }
        return kept;
    }

    @Override
    void decrypt(Chunk chunk, int index, double[] fractions) throws WireFormatException {
        double[] b = bodies.get();
        IntegerPacking.unpack(chunk.bytes(), Chunk.HEADER_BYTES + index * layout.bodyBytes(), plan.bodyBits(), b);
        decryptor.decrypt(b, plan.bodyBits(), masks[index], secret, fractions);
    }

    private void wipe() {
        if (secret != null) {
            secret.close();
        }
    }

    @Override
    public void close() {
        wipe();
        keys.values().forEach(SecretKey::close);
    }
}
