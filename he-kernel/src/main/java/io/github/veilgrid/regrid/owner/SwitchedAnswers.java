package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.he.ckks.SecretKey;
import io.github.veilgrid.he.ckks.SwitchedDecryptor;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.SwitchedPlan;
import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.Workers;

/** Both polynomials of each ciphertext, switched to powers of two, under one secret. */
final class SwitchedAnswers extends AnswerReader {

    private final AnswerForm form;
    private final PlaneLayout layout;
    private final SwitchedDecryptor decryptor;

    SwitchedAnswers(OwnerState state, SwitchedPlan plan, JobKey key) {
        super(state);
        form = plan.answerForm();
        layout = new PlaneLayout(plan);
        try (SecretKey secret = key.ringSecret(plan.parameters())) {
            decryptor = new SwitchedDecryptor(secret, form.bodyBits(), form.maskBits());
        }
    }

    @Override
    boolean plane(Chunk chunk, Workers workers) {
        return true;
    }

    @Override
    void decrypt(Chunk chunk, int index, double[] fractions) throws WireFormatException {
        int offset = Chunk.HEADER_BYTES + index * layout.answerBytesEach(chunk.index());
        double[] b = new double[fractions.length];
        double[] a = new double[fractions.length];
        IntegerPacking.unpack(chunk.bytes(), offset, form.bodyBits(), b);
        IntegerPacking.unpack(chunk.bytes(), offset + layout.bodyBytes(), form.maskBits(), a);
        decryptor.decrypt(b, a, fractions);
    }

    @Override
    public void close() {
        decryptor.close();
    }
}
