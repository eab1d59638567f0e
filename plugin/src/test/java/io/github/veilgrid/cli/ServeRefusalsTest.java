package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a service does not start is told in a sentence that says what to do. */
class ServeRefusalsTest {

    @TempDir
    private Path temp;

    private void refused(int exitCode, String sentence, Object... words) {
        InProcess serve = InProcess.veilgrid("serve", "--storage", temp.resolve("storage"), words);
        assertEquals(exitCode, serve.exitCode(), serve.err());
        assertTrue(serve.err().contains(sentence), serve.err());
        assertEquals(1, serve.err().lines().filter(line -> line.startsWith("veilgrid:")).count(), serve.err());
    }

    @Test
    void aPortInUseIsNamedWithWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(3, "port " + taken.getLocalPort() + " of 127.0.0.1 is in use by another program: stop that one, or choose another port",
                    "--port", taken.getLocalPort());
        }
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() throws Exception {
        Path tokens = Files.writeString(temp.resolve("tokens"), "");
        refused(3, "192.0.2.1 is no address of this machine", "--address", "192.0.2.1", "--port", "0", "--behind-proxy", "--tokens", tokens);
    }

    @Test
    void whatIsNoAddressAndNoPortIsRefused() {
        refused(3, "'no such.host' is no address", "--address", "no such.host");
        refused(2, "a port is a number of 1 to 65535", "--port", "70000");
    }

    @Test
    void filesThatAreNotThereAreNamed() throws Exception {
        refused(3, "nothing.pem does not exist", "--certificate", temp.resolve("nothing.pem"));
        refused(3, "holds no private key in PKCS8 form", "--certificate", Files.writeString(temp.resolve("empty.pem"), ""));
        refused(3, "nothing.p12 does not exist", "--certificate", temp.resolve("nothing.p12"));
        refused(3, "no-authority.pem does not exist", "--self-made-certificate", "--owner-authority", temp.resolve("no-authority.pem"));
        refused(3, "no-tokens does not exist", "--port", "0", "--tokens", temp.resolve("no-tokens"));
    }

    @Test
    void aStorageThatIsAFileIsNamed() throws Exception {
        Files.writeString(temp.resolve("storage"), "");
        refused(3, "storage is a file: name a folder");
    }

    @Test
    void aStorageInUseIsNamed() throws Exception {
        try (ServedProcess running = ServedProcess.start(temp, 0)) {
            refused(3, "is in use by another service", "--port", "0");
            assertTrue(running.process().isAlive());
        }
    }
}
