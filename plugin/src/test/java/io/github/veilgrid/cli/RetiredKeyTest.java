package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.TestData;
import io.github.veilgrid.regrid.wire.Chunk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Accepted or rejected" is an oracle: one rejected answer ends a job. */
class RetiredKeyTest {

    @TempDir
    private Path temp;

    private Path passphrase;

    @BeforeEach
    void encryptAndRegrid() throws Exception {
        passphrase = Files.writeString(temp.resolve("passphrase"), "a passphrase\n");
        done(InProcess.veilgrid("keygen", "--key", temp.resolve("key"), "--passphrase-file", passphrase));
        done(InProcess.veilgrid("encrypt", TestData.sample("mr-brain"), "--spacing", "4", "--key", temp.resolve("key"),
                "--passphrase-file", passphrase, "--job", temp.resolve("job")));
        done(InProcess.veilgrid("regrid", temp.resolve("job/send"), "--output", temp.resolve("answers")));
    }

    private static void done(InProcess run) {
        assertEquals(0, run.exitCode(), run.err());
    }

    private InProcess decrypt() {
        return InProcess.veilgrid("decrypt", temp.resolve("answers"), "--job", temp.resolve("job"), "--key",
                temp.resolve("key"), "--passphrase-file", passphrase, "--output", temp.resolve("out"));
    }

    @Test
    void afterOneRejectedAnswerEvenHonestOnesAreRefused() throws Exception {
        Path answer = temp.resolve("answers/answer-00001.veil");
        byte[] honest = Files.readAllBytes(answer);
        byte[] forged = honest.clone();
        byte[] other = Files.readAllBytes(temp.resolve("answers/answer-00002.veil"));
        System.arraycopy(other, Chunk.HEADER_BYTES, forged, Chunk.HEADER_BYTES, other.length - Chunk.FRAME_BYTES);
        Chunk.seal(forged);
        Files.write(answer, forged);
        assertEquals(5, decrypt().exitCode());
        Files.write(answer, honest);
        InProcess again = decrypt();
        assertEquals(6, again.exitCode(), again.err());
        assertTrue(again.err().contains("key is retired"), again.err());
        assertFalse(Files.exists(temp.resolve("out")));
    }

    @Test
    void whatWasKeptOpensInItsOwnPlaceOnly() throws Exception {
        Path job = temp.resolve("job/keep/job");
        Path state = temp.resolve("job/keep/state");
        Path aside = temp.resolve("aside");
        Files.move(job, aside);
        Files.move(state, job, StandardCopyOption.REPLACE_EXISTING);
        Files.move(aside, state);
        assertEquals(6, decrypt().exitCode());
        Files.delete(state);
        InProcess missing = decrypt();
        assertTrue(missing.exitCode() == 6 || missing.exitCode() == 3, missing.err());
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeAnythingIsDone() {
        InProcess run = InProcess.veilgrid("run", TestData.sample("mr-brain"), "--spacing", "4", "--output",
                temp.resolve("out"), "--report", temp.resolve("none/report.json"));
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains("there is no folder"), run.err());
        assertFalse(Files.exists(temp.resolve("out")));
    }
}
