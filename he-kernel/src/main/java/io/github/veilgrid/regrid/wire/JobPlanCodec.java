package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.wire.WireFormatException;

/** Bytes of a plan of any kind: plans of the later kinds start with a byte that no other plan starts with. Stateless. */
public final class JobPlanCodec {

    private JobPlanCodec() {
    }

    /** The one encoding of a plan. */
    public static byte[] toBytes(JobPlan plan) {
        if (plan instanceof PrivatePlan hidden) {
            return PrivatePlanCodec.toBytes(hidden);
        }
        return plan instanceof AffinePlan affine ? AffinePlanCodec.toBytes(affine) : WirePlanCodec.toBytes((WirePlan) plan);
    }

    /**
     * Reads a plan back.
     *
     * @throws WireFormatException if the bytes are not exactly one sound plan
     */
    public static JobPlan fromBytes(byte[] bytes) throws WireFormatException {
        if (PrivatePlanCodec.begins(bytes)) {
            return PrivatePlanCodec.fromBytes(bytes);
        }
        boolean oblique = bytes.length > 0
                && (bytes[0] == AffinePlanCodec.MARK || bytes[0] == AffinePlanCodec.EARLIER_MARK);
        return oblique ? AffinePlanCodec.fromBytes(bytes) : WirePlanCodec.fromBytes(bytes);
    }
}
