package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.plan.AxisGeometry;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.JobPlanCodec;
import io.github.veilgrid.regrid.wire.WireAxis;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the owner must keep between encryption and decryption, besides the key. It tells of the scan (padding, sampled
 * voxels): keep it sealed ({@link JobKey#seal}). Its bytes have a version; they are read only after authentication.
 */
public final class OwnerState {

    private static final int VERSION = 2;

    private final JobPlan wire;
    private final byte[] planDigest;
    private final AxisGeometry[] geometry;
    private final double messageScale;
    private final double centre;
    private final double slope;
    private final double fill;
    private final Outside outside;
    private final double predictedBound;
    private final PaddingMask padding;
    private final CheckSamples samples;

    private OwnerState(JobPlan wire, byte[] planDigest, AxisGeometry[] geometry, double[] numbers, Outside outside,
            PaddingMask padding, CheckSamples samples) {
        this.wire = wire;
        this.planDigest = planDigest;
        this.geometry = geometry;
        this.messageScale = numbers[0];
        this.centre = numbers[1];
        this.slope = numbers[2];
        this.fill = numbers[3];
        this.predictedBound = numbers[4];
        this.outside = outside;
        this.padding = padding;
        this.samples = samples;
    }

    static OwnerState of(RegridPlan plan, byte[] planDigest, PaddingMask padding, CheckSamples samples) {
        double[] numbers = {plan.messageScale(), plan.task().centre(), plan.task().values().slope(), plan.task().fill(),
            plan.predictedBound()};
        return new OwnerState(plan.wire(), planDigest, plan.geometry(), numbers, plan.task().outside(), padding, samples);
    }

    public JobPlan wire() {
        return wire;
    }

    byte[] planDigest() {
        return planDigest;
    }

    AxisGeometry[] geometry() {
        return geometry;
    }

    double messageScale() {
        return messageScale;
    }

    double centre() {
        return centre;
    }

    double slope() {
        return slope;
    }

    double fill() {
        return fill;
    }

    Outside outside() {
        return outside;
    }

    /** The plan's bound, in real-world units. */
    public double predictedBound() {
        return predictedBound;
    }

    PaddingMask padding() {
        return padding;
    }

    CheckSamples samples() {
        return samples;
    }

    /** Bytes that {@link #fromBytes} reads back. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            byte[] plan = JobPlanCodec.toBytes(wire);
            out.writeInt(plan.length);
            out.write(plan);
            out.write(planDigest);
            for (AxisGeometry axis : geometry) {
                out.writeInt(axis.inputs());
                out.writeInt(axis.outputs());
                out.writeDouble(axis.step());
                out.writeDouble(axis.offset());
            }
            for (double number : new double[] {messageScale, centre, slope, fill, predictedBound}) {
                out.writeDouble(number);
            }
            out.writeByte(outside.code());
            padding.write(out);
            samples.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a state back.
     *
     * @throws WireFormatException if the bytes are of another version or damaged
     */
    public static OwnerState fromBytes(byte[] bytes) throws WireFormatException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new WireFormatException("the job was kept by another version of this program (" + version + ")");
            }
            JobPlan wire = JobPlanCodec.fromBytes(in.readNBytes(in.readInt()));
            byte[] digest = in.readNBytes(32);
            AxisGeometry[] geometry = new AxisGeometry[wire instanceof WirePlan ? 3 : 0];
            for (int axis = 0; axis < geometry.length; axis++) {
                geometry[axis] = new AxisGeometry(size(in), size(in), in.readDouble(), in.readDouble());
            }
            double[] numbers = new double[5];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = in.readDouble();
            }
            Outside outside = Outside.ofCode(in.readByte()).orElseThrow();
            PaddingMask padding = PaddingMask.read(in, wire.inputs(0) * wire.inputs(1), wire.inputs(2));
            return new OwnerState(wire, digest, geometry, numbers, outside, padding, CheckSamples.read(in));
        } catch (WireFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new WireFormatException("what was kept of the job is damaged");
        }
    }

    /** Memory is taken by these, so they are checked first. */
    private static int size(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 1 || size > WireAxis.MAX_SAMPLES) {
            throw new IOException("impossible size of an axis");
        }
        return size;
    }
}
