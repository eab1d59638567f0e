package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.JobPlanCodec;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Encrypts one volume, plane by plane. A plane reads the source slices that its tiles need; nothing holds the whole scan,
 * but for oblique plans of sorted tiles, whose forecast counts it ({@link HeldMessages}). For one caller at a time; closing
 * it wipes its keys, and what it holds of the scan.
 */
public final class OwnerEncryption implements AutoCloseable {

    private final RegridPlan plan;
    private final JobPlan wire;
    private final PlaneLayout layout;
    private final byte[] jobId;
    private final byte[] planChunk;
    private final PlaneCipher cipher;
    private final Encoder encoder;
    private final Gather gather;
    private final Workers workers;
    private final PaddingMask padding;
    private final CheckSamples samples;
    private final PerThread<Workspace> workspaces;

    /** Arrays of a thread: fresh ones for each ciphertext would pass through memory, these stay in its cache. */
    private static final class Workspace {
        final double[][] slots;
        final double[][] coefficients;
        final double[][] b;

        Workspace(CkksParameters parameters) {
            slots = new double[2][parameters.ringDimension()];
            coefficients = new double[2][parameters.ringDimension()];
            b = parameters.ring().allocate();
        }
    }

    /**
     * @param key a job key that has not encrypted yet
     * @param volume voxels on the plan's source grid
     * @param threads threads to work with, at least 1
     * @throws IllegalStateException if the key was used for encryption before
     */
    public OwnerEncryption(RegridPlan plan, JobKey key, VoxelSource volume, int threads) {
        this.plan = plan;
        this.wire = plan.wire();
        this.layout = new PlaneLayout(wire);
        this.jobId = key.jobId();
        SecureRandom random = new SecureRandom();
        this.cipher = PlaneCipher.of(wire, key, random);
        this.encoder = wire.parameters().encoder();
        this.workspaces = new PerThread<>(() -> new Workspace(wire.parameters()));
        this.gather = Gather.of(plan, volume, threads);
        this.workers = new Workers(threads);
        this.padding = new PaddingMask(volume.size().slice(), volume.size().z());
        this.samples = wire instanceof PrivatePlan ? CheckSamples.none()
                : CheckSamples.draw(ClearGrid.of(wire, plan.geometry(), plan.task().outside()), random.nextLong());
        byte[] bytes = JobPlanCodec.toBytes(wire);
        this.planChunk = Chunk.frame(Chunk.Kind.PLAN, 0, jobId, new byte[Chunk.DIGEST_BYTES], bytes.length);
        System.arraycopy(bytes, 0, planChunk, Chunk.HEADER_BYTES, bytes.length);
        Chunk.seal(planChunk);
    }

    /** The first chunk of the job. */
    public byte[] planChunk() {
        return planChunk.clone();
    }

    /** Planes to encrypt. */
    public int planes() {
        return wire.planesUp();
    }

    /**
     * Encrypts a plane; each plane once.
     *
     * @return the sealed chunk
     * @throws IOException if the scan cannot be read, or holds a value outside its declared range
     */
    public byte[] encryptPlane(int plane) throws IOException {
        double[][] slices = gather.read(plane, workers, (z, values) -> {
            padding.observe(z, values);
            samples.observe(z, values);
        });
        byte[] frame = Chunk.frame(Chunk.Kind.PLANE, plane, jobId, Chunk.digest(planChunk), layout.planeBytes(plane));
        int count = wire.ciphertextsUp(plane);
        cipher.plane(plane);
        workers.each((count + 1) / 2, pair -> encrypt(2 * pair, Math.min(2, count - 2 * pair), slices, frame));
        Chunk.seal(frame);
        return frame;
    }

    private void encrypt(int first, int count, double[][] slices, byte[] frame) {
        Workspace workspace = workspaces.get();
        double[][] slots = count == 2 ? workspace.slots : new double[][] {workspace.slots[0]};
        for (int i = 0; i < count; i++) {
            Arrays.fill(slots[i], 0);
            gather.slots(first + i, slices, slots[i]);
        }
        encode(slots, workspace.coefficients);
        for (int i = 0; i < count; i++) {
            cipher.encrypt(workspace.coefficients[i], first + i, workspace.b);
            layout.sent().pack(workspace.b, frame, Chunk.HEADER_BYTES + (first + i) * layout.sent().bytes());
        }
    }

    private void encode(double[][] messages, double[][] coefficients) {
        double scale = plan.messageScale();
        if (!wire.packing().inSlots()) {
            for (int i = 0; i < messages.length; i++) {
                for (int k = 0; k < messages[i].length; k++) {
                    coefficients[i][k] = Math.rint(messages[i][k] * scale);
                }
            }
        } else if (messages.length == 2) {
            encoder.encodePair(messages[0], messages[1], scale, coefficients[0], coefficients[1]);
        } else {
            encoder.encode(messages[0], scale, coefficients[0]);
        }
    }

    /**
     * What decryption will need. It grows with each plane that is encrypted: answers to planes already encrypted may be
     * decrypted with it, but it may be written to bytes only after the last plane.
     */
    public OwnerState state() {
        return OwnerState.of(plan, Chunk.digest(planChunk), padding, samples);
    }

    @Override
    public void close() {
        cipher.close();
        gather.close();
        workers.close();
    }
}
