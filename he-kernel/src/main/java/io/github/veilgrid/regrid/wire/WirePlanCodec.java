package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of a {@link WirePlan}, big endian: kernel (the interpolation's code
 * in the low six bits, the antialiasing filter's in the high two), packing, planeBits, droppedBits, bodyBits (one byte each),
 * then for x, y, z: inputs, outputs, tileSize (4 bytes each), step, offset (8 bytes each, IEEE 754), numerator,
 * denominator, scale (4 bytes each), then the length (4 bytes) and canonical bytes of the ring parameters. Parsing is
 * strict: every field is checked before anything is built from it, and no byte may be left over.
 */
public final class WirePlanCodec {

    private static final int FIRST_BYTES = 5;
    private static final int AXIS_BYTES = 6 * Integer.BYTES + 2 * Double.BYTES;

    private WirePlanCodec() {
    }

    /** The one encoding of a plan. */
    public static byte[] toBytes(WirePlan plan) {
        byte[] parameters = plan.parameters().toBytes();
        ByteBuffer out = ByteBuffer.allocate(FIRST_BYTES + 3 * AXIS_BYTES + Integer.BYTES + parameters.length);
        out.put(plan.kernel().code()).put((byte) plan.packing().code());
        out.put((byte) plan.planeBits()).put((byte) plan.droppedBits()).put((byte) plan.bodyBits());
        for (int i = 0; i < 3; i++) {
            WireAxis axis = plan.axis(i);
            out.putInt(axis.inputs()).putInt(axis.outputs()).putInt(axis.tileSize());
            out.putDouble(axis.step()).putDouble(axis.offset());
            out.putInt(axis.numerator()).putInt(axis.denominator()).putInt(axis.scale());
        }
        out.putInt(parameters.length).put(parameters);
        return out.array();
    }

    /**
     * Reads a plan back.
     *
     * @throws WireFormatException if the bytes are not exactly one sound plan
     */
    public static WirePlan fromBytes(byte[] bytes) throws WireFormatException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int head = FIRST_BYTES + 3 * AXIS_BYTES + Integer.BYTES;
        if (bytes.length < head) {
            throw new WireFormatException("the plan is cut short");
        }
        Kernel kernel = Kernel.ofCode(in.get());
        Packing packing = Packing.ofCode(in.get());
        if (kernel == null || packing == null) {
            throw new WireFormatException("the plan names an interpolation, filter or packing this version does not know");
        }
        int planeBits = in.get();
        int droppedBits = in.get();
        int bodyBits = in.get();
        return PlanBytes.sound(() -> {
            List<WireAxis> axes = new ArrayList<>(3);
            for (int i = 0; i < 3; i++) {
                axes.add(new WireAxis(in.getInt(), in.getInt(), in.getInt(), in.getDouble(), in.getDouble(),
                        in.getInt(), in.getInt(), in.getInt()));
            }
            return new WirePlan(kernel, axes, packing, planeBits, droppedBits, bodyBits,
                    PlanBytes.parameters(in));
        });
    }
}
