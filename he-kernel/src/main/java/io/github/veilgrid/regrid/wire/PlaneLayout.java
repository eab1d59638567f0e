package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.he.wire.ResiduePacking;

/**
 * Byte counts of a job's chunks. A plane sent is, for each ciphertext, polynomial b limb by limb (a follows from the
 * job id); each limb is packed to the exact bits of its prime. A plane answered is, for each ciphertext, b and then a:
 * residues packed likewise, or integers modulo powers of two.
 */
public final class PlaneLayout {

    private final WirePlan plan;
    private final int[] limbBytes;
    private final int polynomialBytes;
    private final int bodyBytes;
    private final int maskBytes;

    public PlaneLayout(WirePlan plan) {
        this.plan = plan;
        CkksParameters parameters = plan.parameters();
        limbBytes = new int[parameters.limbs()];
        int sum = 0;
        for (int limb = 0; limb < limbBytes.length; limb++) {
            limbBytes[limb] = ResiduePacking.bytes(parameters.ringDimension(), parameters.ring().modulus(limb).bits());
            sum += limbBytes[limb];
        }
        polynomialBytes = sum;
        AnswerForm form = plan.answerForm();
        bodyBytes = form.switched() ? IntegerPacking.bytes(parameters.ringDimension(), form.bodyBits()) : sum;
        maskBytes = form.switched() ? IntegerPacking.bytes(parameters.ringDimension(), form.maskBits()) : sum;
    }

    /** Bytes of one limb of one polynomial. */
    public int limbBytes(int limb) {
        return limbBytes[limb];
    }

    /** Bytes of polynomial b of an answer. */
    public int bodyBytes() {
        return bodyBytes;
    }

    /** Bytes of both polynomials of an answer. */
    public int answerCiphertextBytes() {
        return bodyBytes + maskBytes;
    }

    /** Bytes of one polynomial sent, all limbs. */
    public int polynomialBytes() {
        return polynomialBytes;
    }

    /**
     * Payload bytes of a plane sent.
     *
     * @throws ArithmeticException if they exceed what one chunk can hold
     */
    public int planeBytes() {
        return Math.multiplyExact(plan.ciphertextsUp(), polynomialBytes);
    }

    /**
     * Payload bytes of a plane answered.
     *
     * @throws ArithmeticException if they exceed what one chunk can hold
     */
    public int answerBytes() {
        return Math.multiplyExact(plan.ciphertextsDown(), answerCiphertextBytes());
    }

    /** All bytes sent: the plan chunk and the planes, framed. */
    public long bytesUp() {
        return Chunk.FRAME_BYTES + WirePlanCodec.toBytes(plan).length
                + (long) plan.planesUp() * (planeBytes() + Chunk.FRAME_BYTES);
    }

    /** All bytes answered, framed. */
    public long bytesDown() {
        return (long) plan.planesDown() * (answerBytes() + Chunk.FRAME_BYTES);
    }

    /** Bytes that the remote party works in: plaintext weights, one plane coming in, and the planes held for z. */
    public long workingBytes() {
        long polynomial = (long) plan.parameters().ringDimension() * plan.parameters().limbs() * Double.BYTES;
        long weights = 0;
        if (!plan.planeUniform()) {
            weights += (long) plan.taps(0).tapsInAll() * plan.taps(1).tapsInAll();
        }
        if (!plan.sliceUniform()) {
            weights += plan.taps(2).tapsInAll();
        }
        long held = plan.taps(2).kernel().support() + 2L;
        long ciphertexts = 2 * (plan.ciphertextsUp() + held * plan.ciphertextsDown());
        return polynomial * (weights + ciphertexts) + planeBytes() + 5L * answerBytes();
    }
}
