package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.SecretKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.AEADBadTagException;

/**
 * The keys of one job, derived from the master key and the job's public id. A job key made by {@link #create} encrypts
 * once; one that was reopened never does. Thread safe.
 */
public final class JobKey {

    private static final String RING_LABEL = "veilgrid/1 ring secret N=";
    private static final String PLANE_LABEL = "veilgrid/2 ring secret of plane ";
    private static final String KEEP_LABEL = "veilgrid/1 keep";

    private final MasterKey master;
    private final byte[] jobId;
    private final AtomicBoolean mayEncrypt;

    private JobKey(MasterKey master, byte[] jobId, boolean mayEncrypt) {
        this.master = master;
        this.jobId = jobId;
        this.mayEncrypt = new AtomicBoolean(mayEncrypt);
    }

    /** The key of a new job, with a fresh random id. */
    public static JobKey create(MasterKey master) {
        byte[] jobId = new byte[Hkdf.BYTES];
        new SecureRandom().nextBytes(jobId);
        return new JobKey(master, jobId, true);
    }

    /** The key of a job that was encrypted before. */
    public static JobKey reopen(MasterKey master, byte[] jobId) throws KeyException {
        if (jobId.length != Hkdf.BYTES) {
            throw new KeyException("the job's id is damaged");
        }
        return new JobKey(master, jobId.clone(), false);
    }

    /** The job's public id, 32 bytes; also the seed of every ciphertext's uniform polynomial. */
    public byte[] jobId() {
        return jobId.clone();
    }

    /**
     * Says that the one encryption of this job begins.
     *
     * @throws IllegalStateException if it was encrypted before
     */
    void takeForEncryption() {
        if (!mayEncrypt.compareAndSet(true, false)) {
            throw new IllegalStateException("a job is encrypted once; encrypt again under a new job");
        }
    }

    /** The ring secret of a job that has one. */
    SecretKey ringSecret(CkksParameters parameters) {
        return derive(parameters, RING_LABEL + parameters.ringDimension());
    }

    /** The ring secret of a plane sent, for jobs that have one for each. */
    SecretKey planeSecret(CkksParameters parameters, int plane) {
        return derive(parameters, PLANE_LABEL + plane + " N=" + parameters.ringDimension());
    }

    private SecretKey derive(CkksParameters parameters, String label) {
        byte[] seed = master.derive(jobId, label);
        try {
            return SecretKey.derive(parameters, seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /**
     * Encrypts and authenticates something that the owner keeps beside the job.
     *
     * @param role what it is; only the same role opens it again
     */
    public byte[] seal(String role, byte[] kept) {
        byte[] key = master.derive(jobId, KEEP_LABEL);
        try {
            return Sealing.seal(key, kept, header(role));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws KeyException if the master key, the job or the role is another one, or a byte was altered
     */
    public byte[] unseal(String role, byte[] sealed) throws KeyException {
        byte[] key = master.derive(jobId, KEEP_LABEL);
        byte[] header = header(role);
        byte[] bytes = Arrays.copyOf(header, header.length + sealed.length);
        System.arraycopy(sealed, 0, bytes, header.length, sealed.length);
        try {
            return Sealing.open(key, bytes, header.length);
        } catch (AEADBadTagException e) {
            throw new KeyException("the key does not belong to this job, or what was kept of it was altered");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] header(String role) {
        return (KEEP_LABEL + " " + role).getBytes(StandardCharsets.UTF_8);
    }
}
