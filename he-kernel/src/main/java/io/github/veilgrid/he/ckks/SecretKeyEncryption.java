package io.github.veilgrid.he.ckks;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Encrypts real vectors under a secret key. The public seed is drawn here and the index counts up: no caller can use one
 * twice. For streams of planes with seeds of one's own there is {@link Encryptor}. Thread safe.
 */
public final class SecretKeyEncryption {

    private final CkksParameters parameters;
    private final byte[] seed = new byte[KeyStream.KEY_BYTES];
    private final Encryptor encryptor;
    private final AtomicInteger next = new AtomicInteger();

    public SecretKeyEncryption(SecretKey key, SecureRandom random) {
        this.parameters = key.parameters();
        random.nextBytes(seed);
        this.encryptor = new Encryptor(key, SeededCiphertext.expanderSeed(seed), random);
    }

    /**
     * Encrypts a vector.
     *
     * @param values N slots
     * @param magnitude a declared bound of the values, which becomes public: never their measured maximum
     * @param scale positive
     * @throws OperandException if a value is larger than declared, or the modulus has no room for such values
     */
    public SeededCiphertext encrypt(double[] values, double magnitude, double scale) {
        WideEncoding encoding = WideEncoding.of(parameters, values, magnitude, scale);
        double[][] b = parameters.ring().allocate();
        int index = next.getAndIncrement();
        encryptor.encrypt(encoding, 0, index, b);
        return new SeededCiphertext(parameters, seed, index, b, scale, magnitude, false);
    }
}
