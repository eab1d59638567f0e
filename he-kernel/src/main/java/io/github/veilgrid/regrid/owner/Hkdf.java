package io.github.veilgrid.regrid.owner;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with HMAC-SHA-256 (RFC 5869), for outputs of up to 32 bytes; the JDK has one of its own from version 25 on. */
final class Hkdf {

    static final int BYTES = 32;

    private Hkdf() {
    }

    /**
     * Derives 32 bytes.
     *
     * @param secret input keying material
     * @param salt public and random
     * @param label what the bytes are for
     */
    static byte[] derive(byte[] secret, byte[] salt, String label) {
        return expand(hmac(salt, secret), label.getBytes(StandardCharsets.US_ASCII));
    }

    /** The first block of HKDF-Expand; wipes the pseudorandom key. */
    static byte[] expand(byte[] pseudorandomKey, byte[] info) {
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        byte[] out = hmac(pseudorandomKey, block);
        Arrays.fill(pseudorandomKey, (byte) 0);
        return out;
    }

    /** HKDF-Extract is HMAC keyed by the salt. */
    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
