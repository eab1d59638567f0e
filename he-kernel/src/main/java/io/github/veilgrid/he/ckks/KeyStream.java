package io.github.veilgrid.he.ckks;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Bytes of AES-256 in counter mode (NIST SP 800-38A): the keystream itself, nothing is encrypted. The counter is the
 * whole 16-byte block, big endian. Used by one thread at a time.
 */
final class KeyStream {

    static final int KEY_BYTES = 32;
    static final int IV_BYTES = 16;
    /** Small: the JDK's AES instructions are used only once its methods were called some thousand times. */
    private static final int CHUNK = 1 << 9;
    private static final byte[] ZEROS = new byte[CHUNK];

    private final Cipher cipher;
    private final SecretKeySpec key;

    /** @param key 32 bytes, copied */
    KeyStream(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a seed has " + KEY_BYTES + " bytes, not " + key.length);
        }
        try {
            this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
            this.key = new SecretKeySpec(key, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in counter mode", e);
        }
    }

    /** Starts over at that counter block. */
    void seek(byte[] iv) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256 in counter mode was refused by this Java platform", e);
        }
    }

    /** The next {@code length} bytes of the stream. */
    void read(byte[] out, int length) {
        try {
            for (int at = 0; at < length; at += CHUNK) {
                int n = Math.min(CHUNK, length - at);
                int written = cipher.update(ZEROS, 0, n, out, at);
                if (written != n) {
                    throw new IllegalStateException("the cipher buffers its output");
                }
            }
        } catch (ShortBufferException e) {
            throw new IllegalArgumentException("the buffer is shorter than " + length + " bytes", e);
        }
    }
}
