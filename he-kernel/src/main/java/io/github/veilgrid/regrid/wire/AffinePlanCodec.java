package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.wire.WireFormatException;
import java.nio.ByteBuffer;

/**
 * Bytes of an {@link AffinePlan}, big endian: the byte 127, kernel, weightBits, bodyBits, maskBits (one byte each), then for
 * x, y, z: inputs, outputs, tileSize (4 bytes each), then the nine numbers of the step and the three of the offset (8 bytes
 * each, IEEE 754), then the length (4 bytes) and canonical bytes of the ring parameters. A plan that does not use every tile,
 * or has more than one block, starts with the byte 126 and ends with one more byte: 1 if every tile is used, else 0. Parsing
 * is strict: every field is checked before anything is built from it, no byte may be left over, and a plan has one encoding.
 */
public final class AffinePlanCodec {

    /** First byte; no kernel has these codes. */
    private static final byte PLAIN = 127;
    private static final byte BLOCKS = 126;

    private static final int HEAD_BYTES = 5 + 9 * Integer.BYTES + 12 * Double.BYTES + Integer.BYTES;
    private static final int MAX_PARAMETER_BYTES = 4096;

    private AffinePlanCodec() {
    }

    /** Whether the bytes of a plan are those of an oblique one. */
    static boolean marks(byte first) {
        return first == PLAIN || first == BLOCKS;
    }

    /** The one encoding of a plan. */
    public static byte[] toBytes(AffinePlan plan) {
        byte[] parameters = plan.parameters().toBytes();
        boolean plain = plan.everywhere() && plan.blocks().count() == 1;
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + parameters.length + (plain ? 0 : 1));
        out.put(plain ? PLAIN : BLOCKS).put(plan.kernel().code()).put((byte) plan.weightBits());
        out.put((byte) plan.answerForm().bodyBits()).put((byte) plan.answerForm().maskBits());
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
        if (!plain) {
            out.put((byte) (plan.everywhere() ? 1 : 0));
        }
        return out.array();
    }

    /**
     * Reads a plan back.
     *
     * @throws WireFormatException if the bytes are not exactly one sound plan
     */
    public static AffinePlan fromBytes(byte[] bytes) throws WireFormatException {
        if (bytes.length < HEAD_BYTES) {
            throw new WireFormatException("the plan is cut short");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte mark = in.get();
        if (!marks(mark)) {
            throw new WireFormatException("this is not an oblique plan");
        }
        Kernel kernel = Kernel.ofCode(in.get());
        if (kernel == null) {
            throw new WireFormatException("the plan names an interpolation this version does not know");
        }
        try {
            int weightBits = in.get();
            AnswerForm answerForm = new AnswerForm(in.get(), in.get());
            int[][] sizes = new int[3][3];
            for (int axis = 0; axis < 3; axis++) {
                for (int what = 0; what < 3; what++) {
                    sizes[what][axis] = in.getInt();
                }
            }
            double[] step = numbers(in, 9);
            double[] offset = numbers(in, 3);
            int length = in.getInt();
            int after = mark == BLOCKS ? 1 : 0;
            if (length < 0 || length > MAX_PARAMETER_BYTES || length != in.remaining() - after) {
                throw new WireFormatException("the plan's ring parameters have an impossible length");
            }
            byte[] parameters = new byte[length];
            in.get(parameters);
            byte used = mark == BLOCKS ? in.get() : 1;
            AffinePlan plan = new AffinePlan(kernel, sizes[0], sizes[1], sizes[2], used == 1, step, offset, weightBits,
                    answerForm, CkksParameters.fromBytes(parameters));
            if (used < 0 || used > 1 || (mark == PLAIN) != (plan.everywhere() && plan.blocks().count() == 1)) {
                throw new WireFormatException("the plan has an impossible number of blocks");
            }
            new PlaneLayout(plan).workingBytes();
            return plan;
        } catch (ArithmeticException e) {
            throw new WireFormatException("the plan's planes are larger than any chunk");
        } catch (IllegalArgumentException e) {
            throw new WireFormatException(e.getMessage());
        }
    }

    private static double[] numbers(ByteBuffer in, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.getDouble();
        }
        return numbers;
    }
}
