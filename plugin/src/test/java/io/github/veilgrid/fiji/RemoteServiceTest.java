package io.github.veilgrid.fiji;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import io.github.veilgrid.remote.server.Certificates;
import io.github.veilgrid.remote.server.Limits;
import io.github.veilgrid.remote.server.RemoteService;
import io.github.veilgrid.remote.server.ServiceSettings;
import io.github.veilgrid.remote.server.Tokens;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.DynamicCommand;

/** A remote service, chosen and used from Fiji. */
class RemoteServiceTest {

    private final Commands commands = new Commands();

    @TempDir
    private Path temp;

    @AfterEach
    void dispose() {
        ServicePreference.forget();
        commands.close();
    }

    private File file(String name) {
        return temp.resolve(name).toFile();
    }

    private static String said(DynamicCommand module) {
        assertFalse(module.isCanceled(), module.getCancelReason());
        return String.valueOf(module.getOutput("service"));
    }

    @Test
    void aServiceIsTestedRememberedUsedAndForgotten() throws Exception {
        KeyStore key = Certificates.selfMade(temp.resolve("tls"));
        Files.writeString(temp.resolve("token"), Tokens.add(temp.resolve("tokens"), "clinic-a"));
        ServiceSettings settings = new ServiceSettings(temp.resolve("storage"), InetAddress.getLoopbackAddress(), 0,
                Optional.of(key), Optional.empty(), Optional.of(new Tokens(temp.resolve("tokens"))), false, "Ask for Kim.",
                Limits.standard(), new PrintStream(OutputStream.nullOutputStream()));
        try (RemoteService service = RemoteService.start(settings)) {
            Object[] way = {"action", "test", "url", service.uri().toString(), "fingerprint", Certificates.fingerprint(key),
                "token", file("token"), "authority", null};
            String tested = said(commands.run(RemoteVeilgridService.class, way));
            assertTrue(tested.contains("reached by TLS") && tested.contains("Ask for Kim."), tested);
            assertTrue(ServicePreference.saved().isEmpty(), "a test is not remembered");
            way[1] = "use";
            said(commands.run(RemoteVeilgridService.class, way));
            assertTrue(said(commands.run(RemoteVeilgridService.class, "action", "status")).contains("Ask for Kim."));
            DynamicCommand run = commands.run(RegridSeries.class, "input", TestData.sample("ct-skull").toFile(), "spacing",
                    "3", "output", file("out"), "party", "service");
            assertFalse(run.isCanceled(), run.getCancelReason());
            assertEquals(3, PlainVolume.read(temp.resolve("out")).spacing()[2], 1e-9);
            assertTrue(Files.readString(temp.resolve("storage/audit.log")).contains("\"job-done\""));
        }
        said(commands.run(RemoteVeilgridService.class, "action", "forget"));
        DynamicCommand without = commands.run(RegridSeries.class, "input", TestData.sample("ct-skull").toFile(), "spacing",
                "3", "output", file("other"), "party", "service");
        assertTrue(without.isCanceled() && without.getCancelReason().contains("Remote Veilgrid Service"), without.getCancelReason());
    }

    @Test
    void plainHttpIsWarnedAboutAndNonsenseRefused() throws Exception {
        try (RemoteService service = RemoteService.start(ServiceSettings.local(temp.resolve("storage"), 0, Limits.standard(),
                new PrintStream(OutputStream.nullOutputStream())))) {
            String tested = said(commands.run(RemoteVeilgridService.class, "action", "test", "url", service.uri().toString()));
            assertTrue(tested.contains("Warning") && tested.contains("without TLS"), tested);
        }
        DynamicCommand nonsense = commands.run(RemoteVeilgridService.class, "action", "use", "url", "somewhere");
        assertTrue(nonsense.isCanceled() && nonsense.getCancelReason().contains("no address"), nonsense.getCancelReason());
    }
}
