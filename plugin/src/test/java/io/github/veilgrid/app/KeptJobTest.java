package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other versions kept is refused with what to do about it. */
class KeptJobTest {

    @ParameterizedTest
    @CsvSource({"2, older", "99, newer"})
    void aJobOfAnotherVersionSaysWhoCanDecryptIt(int version, String age) {
        JobFailure refusal = assertThrows(JobFailure.class,
                () -> KeptJob.fromBytes(ByteBuffer.allocate(400).putInt(version).array()));
        assertEquals(JobFailure.Kind.INPUT, refusal.kind());
        assertTrue(refusal.getMessage().contains("by " + (age.equals("older") ? "an older" : "a newer") + " Veilgrid"),
                refusal.getMessage());
        assertTrue(refusal.getMessage().endsWith("or encrypt the scan again."), refusal.getMessage());
    }
}
