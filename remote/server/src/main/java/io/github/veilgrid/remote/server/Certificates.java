package io.github.veilgrid.remote.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys from PEM or PKCS12 files, and one made here for trials on one machine. */
public final class Certificates {

    /** Of key stores that exist in memory only, or in a file that only its owner can read. */
    static final String NO_PASSWORD = "changeit";

    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final int KEYTOOL_SECONDS = 60;

    private Certificates() {
    }

    /**
     * Reads a certificate chain and its key.
     *
     * @param certificate PEM, the service's own certificate first
     * @param key PEM, PKCS8 without a password; may be the same file
     */
    public static KeyStore pem(Path certificate, Path key) throws IOException {
        Matcher matcher = KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new IOException(key + " holds no private key in PKCS8 form (BEGIN PRIVATE KEY): convert it with "
                    + "'openssl pkcs8 -topk8 -nodes'");
        }
        byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
        try {
            KeyStore store = empty();
            store.setKeyEntry("service", privateKey(der), NO_PASSWORD.toCharArray(),
                    chain(certificate).toArray(new Certificate[0]));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(certificate + " and " + key + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static PrivateKey privateKey(byte[] der) throws GeneralSecurityException {
        for (String algorithm : List.of("EC", "RSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException other) {
                continue;
            }
        }
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static Collection<? extends Certificate> chain(Path pem) throws GeneralSecurityException, IOException {
        String text = Files.readString(pem, StandardCharsets.US_ASCII);
        StringBuilder certificates = new StringBuilder();
        Matcher matcher = Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----").matcher(text);
        while (matcher.find()) {
            certificates.append(matcher.group()).append('\n');
        }
        if (certificates.isEmpty()) {
            throw new IOException(pem + " holds no certificate in PEM form");
        }
        return CertificateFactory.getInstance("X.509").generateCertificates(
                new ByteArrayInputStream(certificates.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    /** Reads a PKCS12 file; the store's keys then have the password {@link #NO_PASSWORD}. */
    public static KeyStore pkcs12(Path file, char[] password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore given = KeyStore.getInstance("PKCS12");
            given.load(in, password);
            KeyStore store = empty();
            for (String alias : Collections.list(given.aliases())) {
                if (given.isKeyEntry(alias)) {
                    store.setKeyEntry(alias, given.getKey(alias, password), NO_PASSWORD.toCharArray(),
                            given.getCertificateChain(alias));
                }
            }
            if (store.size() == 0) {
                throw new IOException(file + " holds no key");
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Authorities that owners' certificates are checked against. */
    public static KeyStore authorities(Path pem) throws IOException {
        try {
            KeyStore store = empty();
            int number = 0;
            for (Certificate certificate : chain(pem)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(pem + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** A key and a certificate for this machine's loopback, made once and kept in {@code folder}, mode 600. */
    public static KeyStore selfMade(Path folder) throws IOException {
        Path file = folder.resolve("self-made.p12");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            make(file);
        }
        return pkcs12(file, NO_PASSWORD.toCharArray());
    }

    private static void make(Path file) throws IOException {
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "service", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost",
                "-ext", "san=dns:localhost,ip:127.0.0.1,ip:::1", "-validity", "825", "-storetype", "PKCS12",
                "-keystore", file.toString(), "-storepass", NO_PASSWORD).redirectErrorStream(true).start();
        try {
            keytool.getOutputStream().close();
            String words = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!keytool.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IOException("keytool could not make a certificate: " + words.strip());
            }
        } catch (InterruptedException e) {
            keytool.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** SHA-256 of the service's certificate, which owners may pin. */
    public static String fingerprint(KeyStore store) {
        try {
            Certificate certificate = store.getCertificate(store.aliases().nextElement());
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
