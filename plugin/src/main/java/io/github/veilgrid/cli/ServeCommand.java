package io.github.veilgrid.cli;

import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.remote.server.Certificates;
import io.github.veilgrid.remote.server.Limits;
import io.github.veilgrid.remote.server.RemoteService;
import io.github.veilgrid.remote.server.ServiceSettings;
import io.github.veilgrid.remote.server.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code veilgrid serve}: the remote party as a service. */
@Command(name = "serve", sortOptions = false,
        description = {
            "Run the remote party as a service: owners send encrypted jobs and fetch encrypted answers. It holds no key and "
                    + "never sees a voxel. It listens on this machine only, unless told otherwise; then it wants TLS and "
                    + "tokens.",
            "Jobs lie in the storage folder: a service that was stopped, however rudely, goes on with them. Ctrl-C or SIGTERM "
                    + "stops it cleanly."},
        footerHeading = "%nExamples:%n",
        footer = {
            "  veilgrid serve --storage jobs",
            "  veilgrid serve-token --tokens tokens clinic-a",
            "  veilgrid serve --storage jobs --address 0.0.0.0 --certificate site.pem --certificate-key site.key --tokens tokens",
            "  veilgrid serve --storage jobs --private-map atlas=to-mr.tfm --map-grid atlas=atlas.txt --map-reach atlas=12"})
final class ServeCommand implements Callable<Integer> {

    @Option(names = "--storage", required = true, paramLabel = "FOLDER", description = "Folder for jobs and the audit log.")
    private Path storage;

    @Option(names = "--address", paramLabel = "ADDRESS", defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
    private String address;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8710",
            description = "Port to listen on (default: ${DEFAULT-VALUE}; 0 takes a free one).")
    private int port;

    @Option(names = "--certificate", paramLabel = "FILE",
            description = "The service's certificate: PKCS12 (.p12, .pfx; password in VEILGRID_CERTIFICATE_PASSWORD), or "
                    + "PEM with --certificate-key.")
    private Path certificate;

    @Option(names = "--certificate-key", paramLabel = "FILE.pem",
            description = "Private key of a PEM certificate (default: in the same file).")
    private Path certificateKey;

    @Option(names = "--self-made-certificate",
            description = "Speak TLS with a certificate made here, for trials; owners pin its fingerprint.")
    private boolean selfMade;

    @Option(names = "--owner-authority", paramLabel = "FILE.pem",
            description = "Ask owners for a certificate that this authority signed (mutual TLS).")
    private Path ownerAuthority;

    @Option(names = "--tokens", paramLabel = "FILE", description = "Owners' tokens, made with 'veilgrid serve-token'.")
    private Path tokens;

    @Option(names = "--behind-proxy",
            description = "Speak plain HTTP beyond this machine: a proxy in front takes care of TLS.")
    private boolean behindProxy;

    @Mixin
    private ServedMapOptions maps;

    @Option(names = "--text", paramLabel = "TEXT", defaultValue = "",
            description = "What owners should know: who runs this, whom to ask.")
    private String text;

    @Option(names = "--storage-limit", paramLabel = "BYTES", converter = ByteCount.class, defaultValue = "50G",
            description = "Most bytes of all jobs (default: ${DEFAULT-VALUE}).")
    private long storageLimit;

    @Option(names = "--job-limit", paramLabel = "BYTES", converter = ByteCount.class, defaultValue = "20G",
            description = "Most bytes of one job, both ways (default: ${DEFAULT-VALUE}).")
    private long jobLimit;

    @Option(names = "--jobs-per-owner", paramLabel = "N", defaultValue = "8",
            description = "Most jobs of one owner (default: ${DEFAULT-VALUE}).")
    private int jobsPerOwner;

    @Option(names = "--keep-hours", paramLabel = "HOURS", defaultValue = "24",
            description = "Delete jobs that nobody asked for so long (default: ${DEFAULT-VALUE}).")
    private int keepHours;

    @Option(names = "--jobs", paramLabel = "N",
            description = "Jobs regridded at once, the last of them never for an owner who has another at work (default: half "
                    + "the processors, at least 2).")
    private Integer jobs;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of each (default: all processors).")
    private Integer threads;

    @Option(names = "--requests-per-second", paramLabel = "N", defaultValue = "500",
            description = "Most requests of one owner in a second (default: ${DEFAULT-VALUE}).")
    private int requestsPerSecond;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (RemoteService service = start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(asked, stopped), "veilgrid-stop"));
            tell("listening on " + service.uri());
            asked.await();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    /** What does not let a service start is how the machine is, and what the operator can change. */
    private RemoteService start() throws JobFailure {
        try {
            return RemoteService.start(settings());
        } catch (NoSuchFileException missing) {
            throw new JobFailure(JobFailure.Kind.INPUT, missing.getFile() + " does not exist: check the path.", missing);
        } catch (FileAlreadyExistsException file) {
            throw new JobFailure(JobFailure.Kind.INPUT, file.getFile() + " is a file: name a folder.", file);
        } catch (AccessDeniedException denied) {
            throw new JobFailure(JobFailure.Kind.INPUT, denied.getFile() + " cannot be opened: check its permissions.", denied);
        } catch (IOException refused) {
            throw new JobFailure(JobFailure.Kind.INPUT, "The service cannot start: " + refused.getMessage() + ".", refused);
        }
    }

    /** The process ends when this returns. */
    private static void stop(CountDownLatch asked, CountDownLatch stopped) {
        asked.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private ServiceSettings settings() throws IOException, JobFailure {
        Files.createDirectories(storage);
        Optional<KeyStore> key = key();
        key.ifPresent(store -> tell("certificate SHA-256 " + Certificates.fingerprint(store)));
        Optional<KeyStore> authorities =
                ownerAuthority == null ? Optional.empty() : Optional.of(Certificates.authorities(ownerAuthority));
        Optional<Tokens> owners = tokens == null ? Optional.empty() : Optional.of(new Tokens(tokens));
        return new ServiceSettings(storage, address(), port, key, authorities, owners, behindProxy, text,
                limits(), System.err, maps.maps());
    }

    private InetAddress address() throws JobFailure {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new JobFailure(JobFailure.Kind.INPUT, "'" + address + "' is no address and no name of one: give --address as 127.0.0.1 for "
                    + "this machine only, or one of its own addresses.", e);
        }
    }

    private Limits limits() {
        Limits standard = Limits.standard();
        return standard.withJobBytes(jobLimit).withStorageBytes(storageLimit).withJobsPerOwner(jobsPerOwner)
                .withKeep(Duration.ofHours(keepHours)).withRequests(requestsPerSecond, standard.requestsAtOnce())
                .withWork(jobs == null ? standard.jobsAtOnce() : jobs, threads == null ? standard.threads() : threads);
    }

    private Optional<KeyStore> key() throws IOException, JobFailure {
        if (certificate == null) {
            return selfMade ? Optional.of(Certificates.selfMade(storage.resolve("tls"))) : Optional.empty();
        }
        if (selfMade) {
            throw new JobFailure(JobFailure.Kind.USAGE, "Give a certificate or have one made, not both.");
        }
        if (certificate.toString().matches("(?i).*\\.(p12|pfx)")) {
            String password = System.getenv("VEILGRID_CERTIFICATE_PASSWORD");
            return Optional.of(Certificates.pkcs12(certificate, password == null ? new char[0] : password.toCharArray()));
        }
        return Optional.of(Certificates.pem(certificate, certificateKey == null ? certificate : certificateKey));
    }
}
