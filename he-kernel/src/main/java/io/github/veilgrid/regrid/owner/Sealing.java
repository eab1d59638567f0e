package io.github.veilgrid.regrid.owner;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM (NIST SP 800-38D) with a random 12-byte nonce before the ciphertext and a 16-byte tag behind it. */
final class Sealing {

    static final int KEY_BYTES = 32;
    static final int OVERHEAD_BYTES = 12 + 16;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private Sealing() {
    }

    /**
     * Encrypts and authenticates.
     *
     * @param header authenticated as well, not contained in the result
     */
    static byte[] seal(byte[] key, byte[] secret, byte[] header) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, header);
            byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(secret.length));
            cipher.doFinal(secret, 0, secret.length, out, NONCE_BYTES);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @param bytes header and sealed bytes
     * @param headerBytes length of the header
     * @throws AEADBadTagException if the key is another one or a byte was altered
     */
    static byte[] open(byte[] key, byte[] bytes, int headerBytes) throws AEADBadTagException {
        if (bytes.length < headerBytes + OVERHEAD_BYTES) {
            throw new AEADBadTagException("too short");
        }
        byte[] header = Arrays.copyOf(bytes, headerBytes);
        byte[] nonce = Arrays.copyOfRange(bytes, headerBytes, headerBytes + NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, header);
            int start = headerBytes + NONCE_BYTES;
            return cipher.doFinal(bytes, start, bytes.length - start);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] header) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        return cipher;
    }
}
