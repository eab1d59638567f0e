package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.remote.HttpRemoteParty;
import io.github.veilgrid.remote.Problem;
import io.github.veilgrid.remote.RemoteAddress;
import io.github.veilgrid.remote.ServiceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may come in, and what each may see. */
class AccessTest {

    private static final byte[] NOTHING = new byte[0];

    @TempDir
    private Path temp;

    private ServiceSettings settings(Optional<KeyStore> key, Optional<KeyStore> authorities, Optional<Tokens> tokens) {
        return new ServiceSettings(temp.resolve("storage"), InetAddress.getLoopbackAddress(), 0, key, authorities, tokens,
                false, "", Running.LIMITS, Running.stream(new ByteArrayOutputStream()), List.of());
    }

    private Path tokenFile(String owner) throws IOException {
        return Files.writeString(temp.resolve(owner), Tokens.add(temp.resolve("tokens"), owner) + "\n");
    }

    private static String bearer(Path file) throws IOException {
        return "Bearer " + Files.readString(file).strip();
    }

    @Test
    void withoutAValidTokenNothingIsServed() throws Exception {
        Path token = tokenFile("anna");
        TestJob job = TestJob.small(40);
        try (Running service = Running.with(settings(Optional.empty(), Optional.empty(),
                Optional.of(new Tokens(temp.resolve("tokens")))))) {
            for (String path : new String[] {"/v1/service", "/v1/jobs/" + job.id(), "/v1/jobs/" + job.id() + "/answers/0"}) {
                assertEquals(401, service.request("GET", path, NOTHING).statusCode());
                assertEquals(401, service.request("GET", path, NOTHING, "Authorization", "Bearer guess").statusCode());
            }
            assertEquals(200, service.request("GET", "/v1/service", NOTHING, "Authorization", bearer(token)).statusCode());
            ServiceException refused = assertThrows(ServiceException.class, () -> HttpRemoteParty.offer(service.address()));
            assertEquals(Optional.of(Problem.NO_ACCESS), refused.problem());
            job.assertAnswered(job.through(
                    new HttpRemoteParty(service.address().withToken(token), temp.resolve("spool"), () -> { })));
            assertTrue(Files.readString(temp.resolve("storage/audit.log")).contains("\"no-access\""));
            assertTrue(Files.readString(temp.resolve("storage/audit.log")).contains("\"owner\":\"anna\""));
        }
    }

    @Test
    void tokensAreHashedAtRestAndReadableByTheirOwnerOnly() throws Exception {
        String token = Tokens.add(temp.resolve("tokens"), "anna");
        String file = Files.readString(temp.resolve("tokens"));
        assertFalse(file.contains(token));
        assertTrue(file.matches("anna [0-9a-f]{64}\n"), file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("tokens"))));
        assertThrows(IllegalArgumentException.class, () -> Tokens.add(temp.resolve("tokens"), "../anna"));
    }

    @Test
    void aTokenThatIsTakenBackNoLongerCounts() throws Exception {
        Path anna = tokenFile("anna");
        Path ben = tokenFile("ben");
        try (Running service = Running.with(settings(Optional.empty(), Optional.empty(),
                Optional.of(new Tokens(temp.resolve("tokens")))))) {
            assertEquals(200, service.request("GET", "/v1/service", NOTHING, "Authorization", bearer(anna)).statusCode());
            Files.write(temp.resolve("tokens"), Files.readAllLines(temp.resolve("tokens")).subList(1, 2));
            assertEquals(401, service.request("GET", "/v1/service", NOTHING, "Authorization", bearer(anna)).statusCode());
            assertEquals(200, service.request("GET", "/v1/service", NOTHING, "Authorization", bearer(ben)).statusCode());
        }
    }

    @Test
    void ownersSeeOnlyTheirOwnJobs() throws Exception {
        String anna = bearer(tokenFile("anna"));
        String ben = bearer(tokenFile("ben"));
        TestJob job = TestJob.small(41);
        String path = "/v1/jobs/" + job.id();
        try (Running service = Running.with(settings(Optional.empty(), Optional.empty(),
                Optional.of(new Tokens(temp.resolve("tokens")))))) {
            assertEquals(200, service.request("PUT", path, job.plan(), "Authorization", anna).statusCode());
            assertEquals(200, service.request("PUT", path + "/planes/0", job.planes().get(0), "Authorization", anna).statusCode());
            assertEquals(404, service.request("GET", path, NOTHING, "Authorization", ben).statusCode());
            assertEquals(404, service.request("GET", path + "/answers/0", NOTHING, "Authorization", ben).statusCode());
            assertEquals(404, service.request("PUT", path + "/planes/0", job.planes().get(0), "Authorization", ben).statusCode());
            assertEquals(204, service.request("DELETE", path, NOTHING, "Authorization", ben).statusCode());
            assertEquals(200, service.request("GET", path, NOTHING, "Authorization", anna).statusCode(),
                    "what is not Ben's stays where it is");
            assertEquals(200, service.request("PUT", path, job.plan(), "Authorization", ben).statusCode());
            assertEquals(200, service.request("GET", path, NOTHING, "Authorization", anna).statusCode(),
                    "the same id twice is two jobs");
        }
    }

    @Test
    void aCertificateIsTrustedByItsFingerprintOrItsAuthorityOrNotAtAll() throws Exception {
        KeyStore key = Certificates.selfMade(temp.resolve("tls"));
        Path pem = temp.resolve("authority.pem");
        Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(
                key.getCertificate("service").getEncoded()) + "\n-----END CERTIFICATE-----\n");
        TestJob job = TestJob.small(42);
        try (Running service = Running.with(settings(Optional.of(key), Optional.empty(), Optional.empty()))) {
            RemoteAddress address = RemoteAddress.of(service.uri().toString()).withPatience(Duration.ofSeconds(10));
            assertTrue(address.warning().isEmpty());
            String fingerprint = Certificates.fingerprint(key);
            job.assertAnswered(job.through(
                    new HttpRemoteParty(address.withFingerprint(fingerprint), temp.resolve("spool"), () -> { })));
            HttpRemoteParty.offer(address.withAuthority(pem));
            for (RemoteAddress wrong : new RemoteAddress[] {address, address.withFingerprint("00".repeat(32))}) {
                long start = System.nanoTime();
                ServiceException refused = assertThrows(ServiceException.class, () ->
                        new HttpRemoteParty(wrong, temp.resolve("spool"), () -> { }).open(job.plan(), (n, c) -> { }));
                assertTrue(refused.getMessage().contains("do not trust each other"), refused.getMessage());
                assertTrue(System.nanoTime() - start < 8e9, "a stranger is not tried again");
            }
        }
    }

    @Test
    void ownersCanBeAskedForCertificates() throws Exception {
        KeyStore key = Certificates.selfMade(temp.resolve("tls"));
        KeyStore owner = Certificates.selfMade(temp.resolve("owner"));
        Path pem = Files.writeString(temp.resolve("owners.pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(owner.getCertificate("service").getEncoded())
                + "\n-----END CERTIFICATE-----\n");
        Path identity = temp.resolve("identity.p12");
        try (var out = Files.newOutputStream(identity)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("owner", owner.getKey("service", "changeit".toCharArray()), new char[0],
                    owner.getCertificateChain("service"));
            store.store(out, new char[0]);
        }
        TestJob job = TestJob.small(43);
        try (Running service = Running.with(settings(
                Optional.of(key), Optional.of(Certificates.authorities(pem)), Optional.empty()))) {
            RemoteAddress address = RemoteAddress.of(service.uri().toString()).withPatience(Duration.ofSeconds(10))
                    .withFingerprint(Certificates.fingerprint(key));
            assertThrows(ServiceException.class, () -> HttpRemoteParty.offer(address));
            job.assertAnswered(job.through(
                    new HttpRemoteParty(address.withIdentity(identity), temp.resolve("spool"), () -> { })));
            assertTrue(Files.readString(temp.resolve("storage/audit.log")).contains("\"owner\":\"cert-"));
        }
    }

    @Test
    void beyondThisMachineTlsAndOwnersAreDemanded() throws Exception {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        KeyStore key = Certificates.selfMade(temp.resolve("tls"));
        tokenFile("anna");
        Optional<Tokens> tokens = Optional.of(new Tokens(temp.resolve("tokens")));
        for (boolean tls : new boolean[] {false, true}) {
            for (boolean known : new boolean[] {false, true}) {
                Optional<KeyStore> store = tls ? Optional.of(key) : Optional.empty();
                Optional<Tokens> owners = known ? tokens : Optional.empty();
                if (tls && known) {
                    new ServiceSettings(temp, everywhere, 0, store, Optional.empty(), owners, false, "", Running.LIMITS, System.err, List.of());
                } else {
                    assertThrows(IllegalArgumentException.class, () -> new ServiceSettings(temp, everywhere, 0, store,
                            Optional.empty(), owners, false, "", Running.LIMITS, System.err, List.of()));
                }
            }
        }
    }

    @Test
    void behindAProxyOwnersMustBeKnownToo() {
        assertThrows(IllegalArgumentException.class, () -> new ServiceSettings(temp, InetAddress.getLoopbackAddress(), 0,
                Optional.empty(), Optional.empty(), Optional.empty(), true, "", Running.LIMITS, System.err, List.of()));
    }

    @Test
    void aPemCertificateServesLikeAPkcs12One() throws Exception {
        KeyStore made = Certificates.selfMade(temp.resolve("tls"));
        Base64.Encoder base64 = Base64.getMimeEncoder();
        Path certificate = Files.writeString(temp.resolve("site.pem"), "-----BEGIN CERTIFICATE-----\n"
                + base64.encodeToString(made.getCertificate("service").getEncoded()) + "\n-----END CERTIFICATE-----\n");
        Path key = Files.writeString(temp.resolve("site.key"), "-----BEGIN PRIVATE KEY-----\n"
                + base64.encodeToString(made.getKey("service", "changeit".toCharArray()).getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
        KeyStore read = Certificates.pem(certificate, key);
        try (Running service = Running.with(settings(Optional.of(read), Optional.empty(), Optional.empty()))) {
            HttpRemoteParty.offer(RemoteAddress.of(service.uri().toString())
                    .withFingerprint(Certificates.fingerprint(made)));
        }
        assertThrows(IOException.class, () -> Certificates.pem(certificate, certificate));
    }

    @Test
    void plainHttpIsWarnedAbout() {
        assertTrue(RemoteAddress.of("http://127.0.0.1:8710").warning().orElse("").contains("without TLS"));
        assertTrue(RemoteAddress.of("https://example.org").warning().isEmpty());
        for (String wrong : new String[] {"ftp://example.org", "example.org", "https://", "https://a:b@example.org", "https://x?y"}) {
            assertThrows(IllegalArgumentException.class, () -> RemoteAddress.of(wrong), wrong);
        }
    }
}
