package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.wire.WireFormatException;
import java.nio.ByteBuffer;

/**
 * Bytes of a {@link PrivatePlan}, version 1, big endian: the byte 125, interpolation, weightBits, bodyBits, maskBits (one
 * byte each), shift and floodBits (2 bytes each), for x and y: inputs, outputs, tileSize, reach (4 bytes each), slices and
 * slices in a block (4 bytes each), then the voxel's size along x, y, z and the magnitude (8 bytes each, IEEE 754), then
 * the length (4 bytes) and canonical bytes of the ring parameters. Parsing is strict: every field is checked before
 * anything is built from it, and no byte may be left over.
 */
public final class PrivatePlanCodec {

    /** First byte; no interpolation and no other plan has this code. */
    static final byte MARK = 125;

    private static final int HEAD_BYTES = 5 + 2 * Short.BYTES + 10 * Integer.BYTES + 4 * Double.BYTES + Integer.BYTES;

    private PrivatePlanCodec() {
    }

    /** The one encoding of a plan. */
    public static byte[] toBytes(PrivatePlan plan) {
        byte[] parameters = plan.parameters().toBytes();
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + parameters.length);
        out.put(MARK).put((byte) plan.interpolation().code()).put((byte) plan.weightBits());
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

    /**
     * Reads a plan back.
     *
     * @throws WireFormatException if the bytes are not exactly one sound plan
     */
    public static PrivatePlan fromBytes(byte[] bytes) throws WireFormatException {
        if (bytes.length < HEAD_BYTES) {
            throw new WireFormatException("the plan is cut short");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.get() != MARK) {
            throw new WireFormatException("this is not a plan for a private map");
        }
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
            return new PrivatePlan(interpolation, x, y, slices, slicesInBlock, spacing, magnitude, shift,
                    weightBits, floodBits, answerForm, PlanBytes.parameters(in));
        });
    }

    private static PrivateAxis axis(ByteBuffer in, Interpolation interpolation) {
        return new PrivateAxis(in.getInt(), in.getInt(), in.getInt(), in.getInt(), interpolation);
    }
}
