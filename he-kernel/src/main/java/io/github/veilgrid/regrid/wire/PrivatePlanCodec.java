package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.wire.WireFormatException;
import java.nio.ByteBuffer;

/**
 * Bytes of a {@link PrivatePlan}, big endian: the byte 123, log2 of the period, interpolation, weightBits, bodyBits, maskBits
 * (one byte each), shift and floodBits (2 bytes each), for x and y: inputs, outputs, tileSize, reach (4 bytes each), slices and
 * slices in a block (4 bytes each), then the voxel's size along x, y, z and the magnitude (8 bytes each, IEEE 754), then
 * the length (4 bytes) and canonical bytes of the ring parameters. A plan whose weights do not repeat begins with the byte 125
 * and has no period: as all plans did at first. Parsing is strict: every field is checked before anything is built from it,
 * and no byte may be left over.
 */
public final class PrivatePlanCodec {

    /** First byte; no interpolation and no other plan has this code. */
    static final byte MARK = 123;

    /** The same of a plan whose weights do not repeat in the slots. */
    static final byte WHOLE_MARK = 125;

    /** Without mark and period. */
    private static final int HEAD_BYTES = 4 + 2 * Short.BYTES + 10 * Integer.BYTES + 4 * Double.BYTES + Integer.BYTES;

    private PrivatePlanCodec() {
    }

    /** The one encoding of a plan. */
    public static byte[] toBytes(PrivatePlan plan) {
        byte[] parameters = plan.parameters().toBytes();
        boolean whole = plan.slots().period() == plan.parameters().ringDimension();
        ByteBuffer out = ByteBuffer.allocate((whole ? 1 : 2) + HEAD_BYTES + parameters.length);
        if (whole) {
            out.put(WHOLE_MARK);
        } else {
            out.put(MARK).put((byte) Integer.numberOfTrailingZeros(plan.slots().period()));
        }
        out.put((byte) plan.interpolation().code()).put((byte) plan.weightBits());
        out.put((byte) plan.answerForm().bodyBits()).put((byte) plan.answerForm().maskBits());
        out.putShort((short) plan.shift()).putShort((short) plan.floodBits());
        for (int axis = 0; axis < 2; axis++) {
            PrivateAxis along = plan.axis(axis);
            out.putInt(along.inputs()).putInt(along.outputs()).putInt(along.tileSize()).putInt(along.reach());
        }
        out.putInt(plan.slices()).putInt(plan.slicesInBlock());
        for (int axis = 0; axis < 3; axis++) {
            out.putDouble(plan.spacing(axis));
        }
        out.putDouble(plan.magnitude()).putInt(parameters.length).put(parameters);
        return out.array();
    }

    /** Whether bytes begin as those of such plans do. */
    static boolean begins(byte[] bytes) {
        return bytes.length > 0 && (bytes[0] == MARK || bytes[0] == WHOLE_MARK);
    }

    /**
     * Reads a plan back.
     *
     * @throws WireFormatException if the bytes are not exactly one sound plan
     */
    public static PrivatePlan fromBytes(byte[] bytes) throws WireFormatException {
        if (bytes.length < 2 + HEAD_BYTES) {
            throw new WireFormatException("the plan is cut short");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (!begins(bytes)) {
            throw new WireFormatException("this is not a plan for a private map");
        }
        boolean whole = in.get() == WHOLE_MARK;
        int logPeriod = whole ? 0 : in.get();
        Interpolation interpolation = Interpolation.ofCode(in.get());
        if (interpolation == null) {
            throw new WireFormatException("the plan names an interpolation this version does not know");
        }
        return PlanBytes.sound(() -> {
            int weightBits = in.get();
            AnswerForm answerForm = new AnswerForm(in.get(), in.get());
            int shift = in.getShort();
            int floodBits = in.getShort();
            PrivateAxis x = axis(in, interpolation);
            PrivateAxis y = axis(in, interpolation);
            int slices = in.getInt();
            int slicesInBlock = in.getInt();
            double[] spacing = {in.getDouble(), in.getDouble(), in.getDouble()};
            double magnitude = in.getDouble();
            CkksParameters parameters = PlanBytes.parameters(in);
            return new PrivatePlan(interpolation, x, y, slices, slicesInBlock, period(whole, logPeriod, parameters), spacing,
                    magnitude, shift, weightBits, floodBits, answerForm, parameters);
        });
    }

    private static int period(boolean whole, int logPeriod, CkksParameters parameters) throws WireFormatException {
        int most = Integer.numberOfTrailingZeros(parameters.ringDimension());
        if (!whole && (logPeriod < 0 || logPeriod >= most)) {
            throw new WireFormatException("the plan has an impossible period of weights");
        }
        return 1 << (whole ? most : logPeriod);
    }

    private static PrivateAxis axis(ByteBuffer in, Interpolation interpolation) {
        return new PrivateAxis(in.getInt(), in.getInt(), in.getInt(), in.getInt(), interpolation);
    }
}
