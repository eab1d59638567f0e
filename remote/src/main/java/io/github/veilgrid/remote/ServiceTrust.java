package io.github.veilgrid.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom an owner takes for the remote service: what Java trusts, one authority, or one certificate known by fingerprint. */
final class ServiceTrust {

    /** Where the password of an identity file comes from; an identity without password is opened without. */
    static final String IDENTITY_PASSWORD = "VEILGRID_IDENTITY_PASSWORD";

    private ServiceTrust() {
    }

    static SSLContext context(RemoteAddress address) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity(address), trust(address), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ServiceException("The certificates given for " + address.uri() + " cannot be used: " + e.getMessage()
                    + ".", e);
        }
    }

    private static TrustManager[] trust(RemoteAddress address) throws GeneralSecurityException, IOException {
        if (address.fingerprint().isPresent()) {
            return new TrustManager[] {new Pinned(HexFormat.of().parseHex(address.fingerprint().get()))};
        }
        if (address.authority().isEmpty()) {
            return null;
        }
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        try (InputStream in = Files.newInputStream(address.authority().get())) {
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                authorities.setCertificateEntry("authority-" + number++, certificate);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory.getTrustManagers();
    }

    private static KeyManager[] identity(RemoteAddress address) throws GeneralSecurityException, IOException {
        if (address.identity().isEmpty()) {
            return null;
        }
        String variable = System.getenv(IDENTITY_PASSWORD);
        char[] password = variable == null ? new char[0] : variable.toCharArray();
        Path file = address.identity().get();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory.getKeyManagers();
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** Trusts one certificate, whatever name or date it carries: the user has compared its fingerprint. */
    private static final class Pinned extends X509ExtendedTrustManager {
        private final byte[] fingerprint;

        Pinned(byte[] fingerprint) {
            this.fingerprint = fingerprint;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            try {
                byte[] actual = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
                if (!MessageDigest.isEqual(actual, fingerprint)) {
                    throw new CertificateException("the service's certificate is not the one whose fingerprint was given");
                }
            } catch (NoSuchAlgorithmException e) {
                throw new CertificateException(e);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("this is not a service");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
