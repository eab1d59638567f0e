package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Places are given by owner, not by arrival. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingLineTest {

    private TestJob shape;

    @BeforeAll
    void makeAShape() throws Exception {
        shape = TestJob.small(70);
    }

    private Job job(String owner) throws Exception {
        return new Job(owner, shape.shape(), Optional.empty(), Duration.ZERO, new BitSet(), 0);
    }

    private static List<String> owners(WaitingLine line, int most) {
        List<String> owners = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            line.next().ifPresent(job -> owners.add(job.owner()));
        }
        return owners;
    }

    @Test
    void whoBringsOneJobDoesNotWaitForAllOfWhoBroughtMany() throws Exception {
        WaitingLine line = new WaitingLine(1);
        for (int i = 0; i < 5; i++) {
            line.add(job("many"));
        }
        line.add(job("one"));
        line.add(job("two"));
        List<String> served = new ArrayList<>();
        for (Optional<Job> next = line.next(); next.isPresent(); next = line.next()) {
            served.add(next.get().owner());
            line.leave(next.get());
        }
        assertEquals(List.of("many", "one", "two", "many", "many", "many", "many"), served);
    }

    @Test
    void theLastFreePlaceIsKeptForSomebodyElse() throws Exception {
        WaitingLine line = new WaitingLine(3);
        for (int i = 0; i < 5; i++) {
            line.add(job("many"));
        }
        assertEquals(List.of("many", "many"), owners(line, 5));
        line.add(job("late"));
        assertEquals(List.of("late"), owners(line, 5), "and who comes late is at work at once");
    }

    @Test
    void oneOwnerAloneIsServedOneJobAfterTheOther() throws Exception {
        WaitingLine line = new WaitingLine(2);
        line.add(job("alone"));
        line.add(job("alone"));
        Job first = line.next().orElseThrow();
        assertTrue(line.next().isEmpty());
        line.leave(first);
        assertTrue(line.next().isPresent());
    }

    @Test
    void jobsThatWereDeletedDoNotMakeTheLineLonger() throws Exception {
        WaitingLine line = new WaitingLine(1);
        for (int i = 0; i < 1000; i++) {
            Job deleted = job("nobody");
            line.add(deleted);
            deleted.end();
        }
        line.add(job("nobody"));
        assertEquals(1, owners(line, 1).size());
        assertTrue(line.next().isEmpty());
    }
}
