package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.regrid.measure.MeasuredPrices;
import io.github.veilgrid.regrid.plan.Operation;
import io.github.veilgrid.regrid.plan.Prices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceFileTest {

    @TempDir
    private Path temp;

    private final AtomicInteger measured = new AtomicInteger();
    private boolean steady = true;

    private MeasuredPrices measure() {
        Map<Operation, Double> prices = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            prices.put(operation, measured.incrementAndGet() / 3.0);
        }
        return new MeasuredPrices(Prices.of(prices), steady);
    }

    private PriceFile file(String machine) {
        return new PriceFile(temp.resolve("cache/prices.txt"), machine, this::measure);
    }

    @Test
    void aMachineIsMeasuredOnceAndTheFileGivesTheSamePrices() {
        Prices first = file("here").prices();
        int once = measured.get();
        assertEquals(first.toMap(), file("here").prices().toMap());
        assertEquals(once, measured.get());
    }

    @Test
    void anotherMachineIsMeasuredAnew() {
        Prices here = file("here").prices();
        assertTrue(file("there").prices().of(Operation.PACK) > here.of(Operation.PACK));
    }

    @Test
    void pricesOfLastMonthAndDamagedFilesAreMeasuredAnew() throws Exception {
        file("here").prices();
        Path path = temp.resolve("cache/prices.txt");
        String text = Files.readString(path);
        String old = aged(text, Duration.ofDays(31));
        for (String damaged : new String[] {old, "", text.substring(0, text.length() / 2), text.replace("PACK", "SACK"),
            text.replaceFirst("CHECKSUM .*", "CHECKSUM -1")}) {
            Files.writeString(path, damaged);
            int before = measured.get();
            file("here").prices();
            assertTrue(measured.get() > before, damaged);
        }
    }

    private static String aged(String text, Duration age) {
        return text.replaceFirst("\n\\d{4}-[^\n]*Z\n", "\n" + Instant.now().minus(age) + "\n");
    }

    @Test
    void pricesOfABusyMachineAreMeasuredAgainAfterAnHourAndTheLesserHold() throws Exception {
        steady = false;
        Prices first = file("here").prices();
        int once = measured.get();
        Path path = temp.resolve("cache/prices.txt");
        Files.writeString(path, aged(Files.readString(path), Duration.ofMinutes(50)));
        file("here").prices();
        assertEquals(once, measured.get(), "kept for an hour");
        Files.writeString(path, aged(Files.readString(path), Duration.ofMinutes(70)));
        assertEquals(first.toMap(), file("here").prices().toMap(), "the second measurement was dearer");
        assertTrue(measured.get() > once);
        steady = true;
        Files.writeString(path, aged(Files.readString(path), Duration.ofMinutes(70)));
        file("here").prices();
        once = measured.get();
        Files.writeString(path, aged(Files.readString(path), Duration.ofDays(20)));
        assertEquals(first.toMap(), file("here").prices().toMap());
        assertEquals(once, measured.get(), "steady prices are kept for a month");
    }

    @Test
    void aCacheThatCannotBeWrittenIsDoneWithout() throws Exception {
        Path occupied = Files.writeString(temp.resolve("file"), "not a folder");
        Prices prices = new PriceFile(occupied.resolve("prices.txt"), "here", this::measure).prices();
        assertTrue(prices.of(Operation.CHECKSUM) > 0);
    }
}
