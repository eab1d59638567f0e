package io.github.veilgrid.bench;

import io.github.veilgrid.remote.RemoteAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** {@code veilgrid serve} in a process of its own, and what the operating system knows of that process. */
public final class ServiceProcess implements AutoCloseable {

    private static final String MAIN = "io.github.veilgrid.cli.Main";
    private static final String LISTENING = "listening on ";
    private static final String CERTIFICATE = "certificate SHA-256 ";

    private final Process process;
    private final RemoteAddress address;

    private ServiceProcess(Process process, RemoteAddress address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts a service on a free port of loopback.
     *
     * @param java options of its JVM
     * @param serve options of the command, beside storage and port
     */
    public static ServiceProcess start(Path storage, List<String> java, List<String> serve) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(java);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "serve", "--port", "0", "--storage",
                storage.toString()));
        command.addAll(serve);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return new ServiceProcess(process, address(process));
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static RemoteAddress address(Process process) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String fingerprint = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(CERTIFICATE)) {
                fingerprint = line.substring(CERTIFICATE.length());
            } else if (line.startsWith(LISTENING)) {
                return RemoteAddress.of(line.substring(LISTENING.length())).withFingerprint(fingerprint);
            }
        }
        throw new IOException("the service did not start");
    }

    public RemoteAddress address() {
        return address;
    }

    /** Processor time so far, in seconds; 0 where the system does not tell. */
    public double cpuSeconds() {
        return process.info().totalCpuDuration().map(time -> time.toNanos() * 1e-9).orElse(0.0);
    }

    /** Most memory that the process has held, heap and all, in bytes; empty where the system does not tell. */
    public OptionalLong peakBytes() throws IOException {
        OptionalLong kilobytes = status("VmHWM");
        return kilobytes.isPresent() ? OptionalLong.of(kilobytes.getAsLong() << 10) : kilobytes;
    }

    public OptionalLong threads() throws IOException {
        return status("Threads");
    }

    /** Open files and sockets. */
    public OptionalLong descriptors() throws IOException {
        Path folder = Path.of("/proc", Long.toString(process.pid()), "fd");
        if (!Files.isDirectory(folder)) {
            return OptionalLong.empty();
        }
        try (Stream<Path> open = Files.list(folder)) {
            return OptionalLong.of(open.count());
        }
    }

    /** A number of Linux's {@code /proc/PID/status}. */
    private OptionalLong status(String name) throws IOException {
        Path file = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isRegularFile(file)) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(file).stream().filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).findFirst();
    }

    /** SIGTERM, and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
