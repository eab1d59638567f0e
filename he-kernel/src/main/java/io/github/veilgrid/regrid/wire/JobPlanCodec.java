package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.wire.WireFormatException;

/** Bytes of a plan of either kind: an oblique plan's first byte is one that no other plan starts with. Stateless. */
public final class JobPlanCodec {

    private JobPlanCodec() {
    }

    /** The one encoding of a plan. */
    public static byte[] toBytes(JobPlan plan) {
        return plan instanceof AffinePlan affine ? AffinePlanCodec.toBytes(affine) : WirePlanCodec.toBytes((WirePlan) plan);
    }

    /**
     * Reads a plan back.
     *
     * @throws WireFormatException if the bytes are not exactly one sound plan
     */
    public static JobPlan fromBytes(byte[] bytes) throws WireFormatException {
        return bytes.length > 0 && AffinePlanCodec.marks(bytes[0])
                ? AffinePlanCodec.fromBytes(bytes) : WirePlanCodec.fromBytes(bytes);
    }
}
