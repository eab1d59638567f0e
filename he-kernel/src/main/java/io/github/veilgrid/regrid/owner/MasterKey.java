package io.github.veilgrid.regrid.owner;

import java.security.SecureRandom;
import java.util.Arrays;

/** The owner's long-lived secret: 32 random bytes from which every job's key derives. Closing it wipes the bytes. */
public final class MasterKey implements AutoCloseable {

    static final int BYTES = 32;

    private final byte[] secret;

    MasterKey(byte[] secret) {
        this.secret = secret;
    }

    /** A fresh key. Unless it is saved it is gone with the process. */
    public static MasterKey random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new MasterKey(secret);
    }

    /** Derives 32 bytes for one job and one use. */
    byte[] derive(byte[] jobId, String label) {
        return Hkdf.derive(secret, jobId, label);
    }

    /** The secret itself, for {@link MasterKeyFile} only. */
    byte[] secret() {
        return secret;
    }

    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public String toString() {
        return "MasterKey";
    }
}
