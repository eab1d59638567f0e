package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.Decryptor;
import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.he.ckks.SecretKey;
import io.github.veilgrid.he.ckks.SwitchedDecryptor;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.he.wire.ResiduePacking;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.JobPlan;

/** Bytes of answer ciphertexts to messages: unpacks, decrypts and decodes. Thread safe. */
final class AnswerReader implements AutoCloseable {

    private final JobPlan wire;
    private final AnswerForm form;
    private final PlaneLayout layout;
    private final Encoder encoder;
    private final Decryptor decryptor;
    private final SwitchedDecryptor switchedDecryptor;
    private final double scale;

    AnswerReader(OwnerState state, SecretKey secret) {
        wire = state.wire();
        form = wire.answerForm();
        layout = new PlaneLayout(wire);
        encoder = wire.parameters().encoder();
        decryptor = new Decryptor(secret);
        switchedDecryptor = form.switched() ? new SwitchedDecryptor(secret, form.bodyBits(), form.maskBits()) : null;
        double modulus = Math.pow(2, wire.parameters().log2Modulus());
        double raised = state.messageScale() * wire.weightScale();
        scale = form.switched() ? raised / modulus : raised;
    }

    /**
     * Messages of neighbouring ciphertexts.
     *
     * @param frame an answer chunk of the right length
     * @param first index of the first ciphertext
     * @param count 1 or 2; two share a transform
     * @return one message per tile and ciphertext, in units of the stored quantum, centred
     */
    double[][] messages(byte[] frame, int first, int count) throws WireFormatException {
        int dimension = wire.parameters().ringDimension();
        double[][] coefficients = new double[count][dimension];
        for (int i = 0; i < count; i++) {
            int offset = Chunk.HEADER_BYTES + (first + i) * layout.answerCiphertextBytes();
            if (form.switched()) {
                decryptIntegers(frame, offset, coefficients[i]);
            } else {
                decryptResidues(frame, offset, coefficients[i]);
            }
        }
        return decode(coefficients);
    }

    private void decryptIntegers(byte[] frame, int offset, double[] coefficients) throws WireFormatException {
        double[] b = new double[coefficients.length];
        double[] a = new double[coefficients.length];
        IntegerPacking.unpack(frame, offset, form.bodyBits(), b);
        IntegerPacking.unpack(frame, offset + layout.bodyBytes(), form.maskBits(), a);
        switchedDecryptor.decrypt(b, a, coefficients);
    }

    private void decryptResidues(byte[] frame, int offset, double[] coefficients) throws WireFormatException {
        CkksParameters parameters = wire.parameters();
        double[][] b = new double[parameters.limbs()][parameters.ringDimension()];
        double[][] a = new double[parameters.limbs()][parameters.ringDimension()];
        unpack(frame, offset, b);
        unpack(frame, offset + layout.bodyBytes(), a);
        decryptor.decrypt(b, a, coefficients);
    }

    private void unpack(byte[] frame, int start, double[][] polynomial) throws WireFormatException {
        int offset = start;
        for (int limb = 0; limb < polynomial.length; limb++) {
            ResiduePacking.unpack(frame, offset, wire.parameters().ring().modulus(limb), polynomial[limb]);
            offset += layout.limbBytes(limb);
        }
    }

    private double[][] decode(double[][] coefficients) {
        double[][] messages = new double[coefficients.length][coefficients[0].length];
        if (!wire.packing().inSlots()) {
            for (int i = 0; i < messages.length; i++) {
                for (int k = 0; k < messages[i].length; k++) {
                    messages[i][k] = coefficients[i][k] / scale;
                }
            }
        } else if (messages.length == 2) {
            encoder.decodePair(coefficients[0], coefficients[1], scale, messages[0], messages[1]);
        } else {
            encoder.decode(coefficients[0], scale, messages[0]);
        }
        return messages;
    }

    @Override
    public void close() {
        if (switchedDecryptor != null) {
            switchedDecryptor.close();
        }
    }
}
