package io.github.veilgrid.fiji;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import io.github.veilgrid.remote.RemoteAddress;
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
import java.util.List;
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
                Limits.standard(), new PrintStream(OutputStream.nullOutputStream()), List.of());
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

    private static String way(DynamicCommand command) {
        command.preview();
        return String.valueOf(command.getInput("way"));
    }

    /** What an open dialog shows, as SciJava asks for it when the dialog opens and after every change. */
    @Test
    void everyDialogThatSendsSomethingSaysWhetherTheWayIsProtected() throws Exception {
        for (Class<? extends DynamicCommand> kind : List.of(RegridSeries.class, RegridActiveImage.class, RegridEncrypted.class)) {
            DynamicCommand dialog = commands.open(kind);
            assertTrue(way(dialog).contains("inside this program"), way(dialog));
            dialog.setInput("party", "service");
            assertTrue(way(dialog).contains("No remote service is set"), way(dialog));
            ServicePreference.save(RemoteAddress.of("http://10.0.0.7:8710"));
            assertTrue(way(dialog).startsWith("Warning: ") && way(dialog).contains("without TLS"), way(dialog));
            ServicePreference.save(RemoteAddress.of("https://10.0.0.7:8710"));
            assertTrue(way(dialog).contains("reached by TLS"), way(dialog));
            ServicePreference.forget();
        }
        DynamicCommand dialog = commands.open(RemoteVeilgridService.class);
        dialog.setInput("url", "http://10.0.0.7");
        assertTrue(way(dialog).startsWith("Warning: "), way(dialog));
        dialog.setInput("url", "http");
        assertEquals("", way(dialog), "an address that is still being typed is no error");
    }

    @Test
    void theActiveImageIsRegriddedByTheServiceToo() throws Exception {
        try (RemoteService service = RemoteService.start(ServiceSettings.local(temp.resolve("storage"), 0, Limits.standard(),
                new PrintStream(OutputStream.nullOutputStream())))) {
            ServicePreference.save(RemoteAddress.of(service.uri().toString()));
            ImagePlus image = IJ.createImage("ramp", "16-bit ramp", 24, 20, 6);
            Object[] inputs = {"image", image, "spacing", "1.5,1.5,1", "party", "service"};
            ImagePlus far = (ImagePlus) commands.run(RegridActiveImage.class, inputs).getOutput("result");
            inputs[5] = "embedded";
            ImagePlus near = (ImagePlus) commands.run(RegridActiveImage.class, inputs).getOutput("result");
            assertArrayEquals((short[]) near.getStack().getPixels(3), (short[]) far.getStack().getPixels(3));
        }
        assertTrue(Files.readString(temp.resolve("storage/audit.log")).contains("\"job-done\""));
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
