package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.wire.WireFormatException;
import java.nio.ByteBuffer;

/**
 * Bytes of an {@link AffinePlan}, big endian: the byte 124, kernel, weightBits, planeWeightBits, bodyBits, maskBits,
 * 1 if every tile is used and 0 if not (one byte each), batch (4 bytes), then for x, y, z: inputs, outputs, tileSize (4 bytes each), then the nine numbers of the step
 * and the three of the offset (8 bytes each, IEEE 754), then the length (4 bytes) and canonical bytes of the ring parameters.
 * Parsing is strict: every field is checked before anything is built from it, and no byte may be left over.
 */
public final class AffinePlanCodec {

    /** First byte; no kernel has this code. */
    static final byte MARK = 124;

    /** With this one plans began whose blocks all had the same planes. */
    static final byte EARLIER_MARK = 127;

    private static final int HEAD_BYTES = 7 + 10 * Integer.BYTES + 12 * Double.BYTES + Integer.BYTES;

    private AffinePlanCodec() {
    }

    /** The one encoding of a plan. */
    public static byte[] toBytes(AffinePlan plan) {
        byte[] parameters = plan.parameters().toBytes();
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + parameters.length);
        out.put(MARK).put(plan.kernel().code()).put((byte) plan.weightBits());
        out.put((byte) plan.planeWeightBits());
        out.put((byte) plan.answerForm().bodyBits()).put((byte) plan.answerForm().maskBits());
        out.put((byte) (plan.everywhere() ? 1 : 0)).putInt(plan.batch());
        for (int axis = 0; axis < 3; axis++) {
            out.putInt(plan.inputs(axis)).putInt(plan.outputs(axis)).putInt(plan.tileSize(axis));
        }
        for (int axis = 0; axis < 3; axis++) {
            for (int column = 0; column < 3; column++) {
                out.putDouble(plan.step(axis, column));
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            out.putDouble(plan.offset(axis));
        }
        out.putInt(parameters.length).put(parameters);
        return out.array();
    }

    /**
     * Reads a plan back.
     *
     * @throws WireFormatException if the bytes are not exactly one sound plan
     */
    public static AffinePlan fromBytes(byte[] bytes) throws WireFormatException {
        if (bytes.length > 0 && bytes[0] == EARLIER_MARK) {
            throw new WireFormatException("the oblique plan is of an earlier version of this program; plan the job anew with this one");
        }
        if (bytes.length < HEAD_BYTES) {
            throw new WireFormatException("the plan is cut short");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.get() != MARK) {
            throw new WireFormatException("this is not an oblique plan");
        }
        Kernel kernel = Kernel.ofCode(in.get());
        if (kernel == null) {
            throw new WireFormatException("the plan names an interpolation this version does not know");
        }
        return PlanBytes.sound(() -> {
            int weightBits = in.get();
            int planeWeightBits = in.get();
            AnswerForm answerForm = new AnswerForm(in.get(), in.get());
            byte everywhere = in.get();
            if (everywhere != 0 && everywhere != 1) {
                throw new WireFormatException("the plan neither uses every tile nor leaves some out");
            }
            int batch = in.getInt();
            int[][] sizes = new int[3][3];
            for (int axis = 0; axis < 3; axis++) {
                for (int what = 0; what < 3; what++) {
                    sizes[what][axis] = in.getInt();
                }
            }
            double[] step = numbers(in, 9);
            double[] offset = numbers(in, 3);
            return new AffinePlan(kernel, sizes[0], sizes[1], sizes[2], everywhere == 1, step, offset, batch,
                    weightBits, planeWeightBits, answerForm, PlanBytes.parameters(in));
        });
    }

    private static double[] numbers(ByteBuffer in, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.getDouble();
        }
        return numbers;
    }
}
