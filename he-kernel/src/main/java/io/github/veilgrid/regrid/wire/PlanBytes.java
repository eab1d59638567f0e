package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.wire.WireFormatException;
import java.nio.ByteBuffer;

/** What reading plans of every kind has in common: the ring parameters at the end, and refusing what is no sound plan. */
final class PlanBytes {

    private static final int MAX_PARAMETER_BYTES = 4096;

    private PlanBytes() {
    }

    /** Builds a plan from bytes; may throw what its parts throw where they do not fit together. */
    @FunctionalInterface
    interface Reading<P extends JobPlan> {
        P plan() throws WireFormatException;
    }

    /** The last field of a plan: length (4 bytes) and canonical bytes of the ring parameters, and nothing after them. */
    static CkksParameters parameters(ByteBuffer in) throws WireFormatException {
        int length = in.getInt();
        if (length < 0 || length > MAX_PARAMETER_BYTES || length != in.remaining()) {
            throw new WireFormatException("the plan's ring parameters have an impossible length");
        }
        byte[] parameters = new byte[length];
        in.get(parameters);
        return CkksParameters.fromBytes(parameters);
    }

    /**
     * A plan whose parts fit together and whose planes fit into chunks.
     *
     * @throws WireFormatException if they do not
     */
    static <P extends JobPlan> P sound(Reading<P> reading) throws WireFormatException {
        try {
            P plan = reading.plan();
            new PlaneLayout(plan).workingBytes();
            return plan;
        } catch (ArithmeticException e) {
            throw new WireFormatException("the plan's planes are larger than any chunk");
        } catch (IllegalArgumentException e) {
            throw new WireFormatException(e.getMessage());
        }
    }
}
