package io.github.veilgrid.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The heap that each side needs for a scan of 512 x 512 voxels and many slices. Owner and remote party run in a process
 * each, with a heap of 1 GB, and this process carries the chunks between them.
 *
 * @param owner bytes
 * @param remote bytes
 */
record PeakHeap(long owner, long remote) {

    /** The largest scan that a gigabyte must do for. */
    static final int SLICES = 2000;

    private static final String HEAP = "-Xmx1g";

    /**
     * @param degrees by which the target is turned about the patient's axes: none, or three angles
     * @throws IOException if a side did not come to its end, as it does when the heap is too small
     */
    static PeakHeap measure(int slices, double... degrees) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("veilgrid-bench-");
        Path ownerPeak = folder.resolve("owner");
        Path remotePeak = folder.resolve("remote");
        Process owner = null;
        Process remote = null;
        try {
            owner = side("owner", slices, ownerPeak, degrees);
            remote = side("remote", slices, remotePeak, degrees);
            CompletableFuture<Void> up = carry(owner.getInputStream(), remote.getOutputStream());
            CompletableFuture<Void> down = carry(remote.getInputStream(), owner.getOutputStream());
            if (remote.waitFor() != 0 || owner.waitFor() != 0) {
                throw new IOException("a job of " + slices + " slices does not fit into " + HEAP);
            }
            CompletableFuture.allOf(up, down).join();
            return new PeakHeap(Long.parseLong(Files.readString(ownerPeak)), Long.parseLong(Files.readString(remotePeak)));
        } finally {
            end(owner);
            end(remote);
            Files.deleteIfExists(ownerPeak);
            Files.deleteIfExists(remotePeak);
            Files.deleteIfExists(folder);
        }
    }

    private static Process side(String name, int slices, Path peak, double... degrees) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP, "-cp", System.getProperty("java.class.path"),
                LargeJob.class.getName(), name, String.valueOf(slices), peak.toString()));
        for (double angle : degrees) {
            command.add(String.valueOf(angle));
        }
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static CompletableFuture<Void> carry(InputStream from, OutputStream to) {
        return CompletableFuture.runAsync(() -> {
            try (from; to) {
                byte[] buffer = new byte[1 << 16];
                for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                    to.write(buffer, 0, read);
                    to.flush();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, work -> new Thread(work, "veilgrid-carry").start());
    }

    private static void end(Process process) {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
