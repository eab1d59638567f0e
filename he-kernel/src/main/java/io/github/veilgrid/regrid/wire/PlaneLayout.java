package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.wire.IntegerPacking;

/**
 * Byte counts of a job's chunks. A plane sent is, for each ciphertext, polynomial b limb by limb (a follows from the
 * job id); each limb is packed to the exact bits of its prime, or leaves out some of the lowest. An answer along the scan's
 * axes is, in the first plane, polynomials a packed to the exact bits, and in all others polynomials b as integers modulo
 * a power of two. Any other answer is,
 * for each ciphertext, b and then a, as integers modulo powers of two.
 */
public final class PlaneLayout {

    private final JobPlan plan;
    private final RowPacking sent;
    private final RowPacking residues;
    private final int bodyBytes;
    private final int maskBytes;

    public PlaneLayout(JobPlan plan) {
        this.plan = plan;
        CkksParameters parameters = plan.parameters();
        int dimension = parameters.ringDimension();
        sent = new RowPacking(parameters, plan instanceof WirePlan wire ? wire.droppedBits() : 0);
        residues = new RowPacking(parameters, 0);
        if (plan instanceof SwitchedPlan switched) {
            bodyBytes = IntegerPacking.bytes(dimension, switched.answerForm().bodyBits());
            maskBytes = IntegerPacking.bytes(dimension, switched.answerForm().maskBits());
        } else {
            bodyBytes = IntegerPacking.bytes(dimension, ((WirePlan) plan).bodyBits());
            maskBytes = 0;
        }
    }

    /** Of polynomials b sent. */
    public RowPacking sent() {
        return sent;
    }

    /** Of polynomials a answered as residues. */
    public RowPacking residues() {
        return residues;
    }

    /** Bytes of polynomial b of an answer. */
    public int bodyBytes() {
        return bodyBytes;
    }

    /** Bytes of what an answer holds for each ciphertext of a plane. */
    public int answerBytesEach(int plane) {
        return plan instanceof WirePlan && plane == 0 ? residues.bytes() : bodyBytes + maskBytes;
    }

    /**
     * Payload bytes of a plane sent.
     *
     * @throws ArithmeticException if they exceed what one chunk can hold
     */
    public int planeBytes(int plane) {
        return Math.multiplyExact(plan.ciphertextsUp(plane), sent.bytes());
    }

    /**
     * Payload bytes of a plane answered.
     *
     * @throws ArithmeticException if they exceed what one chunk can hold
     */
    public int answerBytes(int plane) {
        return Math.multiplyExact(plan.ciphertextsDown(plane), answerBytesEach(plane));
    }

    /** All bytes sent: the plan chunk and the planes, framed. */
    public long bytesUp() {
        long bytes = (long) Chunk.FRAME_BYTES + JobPlanCodec.toBytes(plan).length;
        for (int plane = 0; plane < plan.planesUp(); plane++) {
            bytes += Chunk.FRAME_BYTES + planeBytes(plane);
        }
        return bytes;
    }

    /** All bytes answered, framed. */
    public long bytesDown() {
        long bytes = 0;
        for (int plane = 0; plane < plan.planesDown(); plane++) {
            bytes += Chunk.FRAME_BYTES + answerBytes(plane);
        }
        return bytes;
    }

    /** Bytes that the remote party works in: what the plan makes it hold, one plane coming in and the answers going out. */
    public long workingBytes() {
        long up = 0;
        for (int plane = 0; plane < plan.planesUp(); plane++) {
            up = Math.max(up, planeBytes(plane));
        }
        long down = 0;
        for (int plane = 0; plane < plan.planesDown(); plane++) {
            down = Math.max(down, answerBytes(plane));
        }
        return plan.heldBytes() + up + 5 * down;
    }
}
