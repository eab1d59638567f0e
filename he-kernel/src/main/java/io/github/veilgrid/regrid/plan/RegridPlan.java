package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.SwitchedPlan;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.util.Locale;

/** The owner's plan of one regridding: what will be sent, and how exact the result will be. Immutable. */
public final class RegridPlan {

    private final RegridTask task;
    private final AxisGeometry[] geometry;
    private final JobPlan wire;
    private final double messageScale;
    private final double bound;

    RegridPlan(RegridTask task, AxisGeometry[] geometry, JobPlan wire, double messageScale, double bound) {
        this.task = task;
        this.geometry = geometry.clone();
        this.wire = wire;
        this.messageScale = messageScale;
        this.bound = bound;
    }

    public RegridTask task() {
        return task;
    }

    /** Exact positions along an axis; not for oblique plans. */
    public AxisGeometry geometry(int axis) {
        return geometry[axis];
    }

    /** Exact positions along x, y, z; none for oblique plans. */
    public AxisGeometry[] geometry() {
        return geometry.clone();
    }

    /** The part that the remote party gets. */
    public JobPlan wire() {
        return wire;
    }

    public CkksParameters parameters() {
        return wire.parameters();
    }

    /** Encoded integers per stored unit of a message. */
    public double messageScale() {
        return messageScale;
    }

    /** Largest error of a decrypted value, in real-world units, except with probability 2^-40 for the whole job. */
    public double predictedBound() {
        return bound * task.values().slope();
    }

    /** Bytes that will be sent, exactly. */
    public long bytesUp() {
        return new PlaneLayout(wire).bytesUp();
    }

    /** Bytes that will come back, exactly. */
    public long bytesDown() {
        return new PlaneLayout(wire).bytesDown();
    }

    /** A few words on how voxels lie in ciphertexts. */
    public String layout() {
        return wire.layout();
    }

    /** Tiles along x, y, z. */
    public int[] tiles() {
        return new int[] {wire.tiles(0), wire.tiles(1), wire.tiles(2)};
    }

    /** Sets of tiles that fill one batch of ciphertexts; one spans the volume, but for oblique plans. */
    public int blocks() {
        return wire instanceof AffinePlan affine ? affine.blocks().count() : 1;
    }

    public int planesUp() {
        return wire.planesUp();
    }

    public int planesDown() {
        return wire.planesDown();
    }

    /** What carrying out the plan costs at some prices. Its bytes are exact. */
    public Forecast forecast(Prices prices) {
        Forecast counted = counted(prices);
        return new Forecast(bytesUp(), bytesDown(), counted.encrypt() + PrefilterCost.seconds(wire, prices), counted.remote(), counted.decrypt(),
                counted.ownerMemory() + PrefilterCost.bytes(wire), counted.remoteMemory());
    }

    private Forecast counted(Prices prices) {
        if (wire instanceof PrivatePlan hidden) {
            return PrivateCost.forecast(hidden, prices);
        }
        return wire instanceof AffinePlan affine
                ? AffineCost.forecast(AffineShape.of(affine, task.halfRange()), prices)
                : CostModel.forecast(Shape.of((WirePlan) wire), prices);
    }

    /** The plan in one line. */
    public String description() {
        String answers = wire instanceof SwitchedPlan switched
                ? switched.answerForm().bodyBits() + " + " + switched.answerForm().maskBits()
                : String.valueOf(((WirePlan) wire).bodyBits());
        String kept = wire instanceof WirePlan along && along.droppedBits() > 0 ? " less " + along.droppedBits() : "";
        return String.format(Locale.ROOT, "N = %d, %d%s bits, %s, tiles %d x %d x %d of %d x %d x %d, answers of %s bits",
                parameters().ringDimension(), Math.round(parameters().log2Modulus()), kept, layout(),
                wire.tiles(0), wire.tiles(1), wire.tiles(2), wire.tileSize(0), wire.tileSize(1), wire.tileSize(2), answers);
    }
}
