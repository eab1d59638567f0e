package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes that version 1 wrote must be read for ever, and mean what they meant. */
class GoldenFilesTest {

    private static final double SCALE = 0x1p19;
    /** 3^20. */
    private static final long SWITCHED = 3486784401L;
    private static final double TOLERANCE = 0.002;

    private static byte[] secret() {
        byte[] secret = new byte[32];
        secret[0] = 42;
        return secret;
    }

    private static double[] values(int n) {
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            x[j] = Math.floorMod(j * 37, 201) / 100.0 - 1;
        }
        return x;
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = GoldenFilesTest.class.getResourceAsStream("v1/" + name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void ciphertextsOfVersion1AreReadAndDecrypted() throws IOException {
        CkksParameters p = CkksParameters.fromBytes(golden("parameters"));
        assertEquals(CkksParameters.of(2048, 24, 24), p);
        try (SecretKey key = SecretKey.derive(p, secret())) {
            Decryptor decryptor = new Decryptor(key);
            double[] x = values(p.ringDimension());
            byte[] seeded = golden("seeded-ciphertext");
            SeededCiphertext fresh = CkksWire.seededCiphertext(p, seeded);
            assertArrayEquals(x, decryptor.decrypt(fresh.expand()), TOLERANCE);
            assertArrayEquals(seeded, CkksWire.toBytes(fresh));
            byte[] bytes = golden("ciphertext");
            Ciphertext c = CkksWire.ciphertext(p, bytes);
            assertEquals(1, c.limbs());
            assertArrayEquals(x, decryptor.decrypt(c), TOLERANCE);
            assertArrayEquals(bytes, CkksWire.toBytes(c));
        }
    }

    @Test
    void switchedCiphertextsOfVersion1AreReadAndDecrypted() throws IOException {
        CkksParameters p = CkksParameters.fromBytes(golden("parameters"));
        byte[] bytes = golden("switched-ciphertext");
        SwitchedCiphertext c = CkksWire.switchedCiphertext(p, bytes);
        assertEquals(SWITCHED, c.modulus());
        assertArrayEquals(bytes, CkksWire.toBytes(c));
        try (SecretKey key = SecretKey.derive(p, secret()); SwitchedDecryptor decryptor = new SwitchedDecryptor(key, SWITCHED)) {
            assertArrayEquals(values(p.ringDimension()), decryptor.decrypt(c), TOLERANCE);
        }
    }

    @Test
    void publicKeysOfVersion1StillEncrypt() throws IOException {
        CkksParameters p = CkksParameters.fromBytes(golden("parameters"));
        byte[] bytes = golden("public-key");
        PublicKey publicKey = CkksWire.publicKey(p, bytes);
        assertArrayEquals(bytes, CkksWire.toBytes(publicKey));
        try (SecretKey key = SecretKey.derive(p, secret())) {
            double[] x = values(p.ringDimension());
            Ciphertext c = new PublicKeyEncryption(publicKey, new SecureRandom()).encrypt(x, 1, 0x1p40);
            assertArrayEquals(x, new Decryptor(key).decrypt(c), TOLERANCE);
        }
    }

    @Test
    void evaluationKeysOfVersion1StillRotateAndMultiply() throws IOException {
        CkksParameters p = CkksParameters.fromBytes(golden("key-switching-parameters"));
        byte[] bytes = golden("evaluation-keys");
        EvaluationKeys keys = CkksWire.evaluationKeys(p, bytes);
        assertArrayEquals(bytes, CkksWire.toBytes(keys));
        try (SecretKey key = SecretKey.derive(p, secret())) {
            double[] x = values(p.ringDimension());
            SecretKeyEncryption encryption = new SecretKeyEncryption(key, new SecureRandom());
            Evaluator evaluator = new Evaluator(keys);
            Decryptor decryptor = new Decryptor(key);
            Ciphertext rotated = evaluator.rotate(encryption.encrypt(x, 1, 0x1p34).expand(), 3);
            assertArrayEquals(Vault.rotated(x, 3), decryptor.decrypt(rotated), TOLERANCE);
            Ciphertext c = encryption.encrypt(x, 1, SCALE).expand();
            assertArrayEquals(Vault.zip(x, x, (a, b) -> a * b), decryptor.decrypt(evaluator.multiply(c, c)), 0.02);
        }
    }

    /** Writes the files of the current version into the given folder: to be run once for each new version. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        SecureRandom random = new SecureRandom();
        CkksParameters p = CkksParameters.of(2048, 24, 24);
        SecretKey key = SecretKey.derive(p, secret());
        double[] x = values(2048);
        Files.write(folder.resolve("parameters"), p.toBytes());
        SeededCiphertext seeded = new SecretKeyEncryption(key, random).encrypt(x, 1, SCALE * 2);
        Files.write(folder.resolve("seeded-ciphertext"), CkksWire.toBytes(seeded));
        Files.write(folder.resolve("ciphertext"), CkksWire.toBytes(new Evaluator(p).dropTo(seeded.expand(), 1)));
        SeededCiphertext wide = new SecretKeyEncryption(key, random).encrypt(x, 1, 0x1p45);
        Files.write(folder.resolve("switched-ciphertext"), CkksWire.toBytes(SwitchedCiphertext.of(wide.expand(), SWITCHED)));
        Files.write(folder.resolve("public-key"), CkksWire.toBytes(PublicKey.generate(key, random)));
        CkksParameters switching = CkksParameters.of(new CkksLiteral(4096, List.of(40), List.of(40)));
        Files.write(folder.resolve("key-switching-parameters"), switching.toBytes());
        EvaluationKeys keys = EvaluationKeys.generate(SecretKey.derive(switching, secret()), random, 3);
        Files.write(folder.resolve("evaluation-keys"), CkksWire.toBytes(keys));
    }
}
