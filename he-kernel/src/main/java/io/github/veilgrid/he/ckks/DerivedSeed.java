package io.github.veilgrid.he.ckks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Public seeds for different purposes from one: {@code SHA-256(label | seed)}, so that no two purposes share a stream. */
final class DerivedSeed {

    static final String EVALUATION_KEYS = "veilgrid evaluation keys 1";
    static final String PUBLIC_KEY = "veilgrid public key 1";
    static final String CIPHERTEXTS = "veilgrid ciphertexts 1";

    private DerivedSeed() {
    }

    static byte[] of(String label, byte[] seed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(label.getBytes(StandardCharsets.US_ASCII));
            return digest.digest(seed);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
