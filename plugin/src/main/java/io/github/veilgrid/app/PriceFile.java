package io.github.veilgrid.app;

import io.github.veilgrid.app.report.WholeFile;
import io.github.veilgrid.regrid.measure.MachinePrices;
import io.github.veilgrid.regrid.measure.MeasuredPrices;
import io.github.veilgrid.regrid.plan.Operation;
import io.github.veilgrid.regrid.plan.Prices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What this machine is able to do, kept in the user's cache folder: measured in about a second when first asked for, and
 * again after a month, with another Java or on another processor. Prices of a machine that was busy are kept for an hour,
 * then measured again, and the lesser ones hold. A cache that cannot be read or written is done without.
 *
 * @param path the file
 * @param machine names this program's version, processor and Java; prices of another machine are not used
 * @param measure gives fresh prices
 */
record PriceFile(Path path, String machine, Supplier<MeasuredPrices> measure) {

    private static final Duration STEADY_FOR = Duration.ofDays(30);
    private static final Duration UNSTEADY_FOR = Duration.ofHours(1);
    private static final String FORMAT = "veilgrid prices 4";
    private static final String STEADY = "steady";
    private static final String UNSTEADY = "unsteady";
    private static final int HEAD = 4;

    /** The user's own. */
    static PriceFile ofUser() {
        return new PriceFile(folder().resolve("prices.txt"), thisMachine(), MachinePrices::measure);
    }

    /** The folder for caches: the system property {@code veilgrid.cache}, else where the operating system has it. */
    private static Path folder() {
        String home = System.getProperty("user.home");
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (System.getProperty("veilgrid.cache") != null) {
            return Path.of(System.getProperty("veilgrid.cache"));
        }
        if (system.contains("win") && System.getenv("LOCALAPPDATA") != null) {
            return Path.of(System.getenv("LOCALAPPDATA"), "veilgrid");
        }
        if (system.contains("mac")) {
            return Path.of(home, "Library", "Caches", "veilgrid");
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        return (cache == null || cache.isBlank() ? Path.of(home, ".cache") : Path.of(cache)).resolve("veilgrid");
    }

    private static String thisMachine() {
        return String.join(" / ", String.valueOf(PriceFile.class.getPackage().getImplementationVersion()), processor(), System.getProperty("os.arch"), System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"));
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst().orElse("");
        } catch (IOException | RuntimeException elsewhere) {
            return String.valueOf(System.getenv("PROCESSOR_IDENTIFIER"));
        }
    }

    /** The prices of this machine. */
    Prices prices() {
        Optional<Kept> kept = kept();
        if (kept.isPresent() && kept.get().holds()) {
            return kept.get().measured.prices();
        }
        MeasuredPrices measured = measure.get();
        // What was found before on a busy machine was no less than the truth either.
        Optional<Prices> earlier = kept.filter(old -> !old.measured.steady() && old.age().compareTo(STEADY_FOR) < 0)
                .map(old -> old.measured.prices());
        MeasuredPrices least = earlier.isPresent() ? measured.with(earlier.get()) : measured;
        try {
            WholeFile.write(path, text(least));
        } catch (IOException | RuntimeException readOnly) {
            // Measured again the next time.
        }
        return least.prices();
    }

    /** What the file holds. */
    private record Kept(MeasuredPrices measured, Instant when) {

        Duration age() {
            return Duration.between(when, Instant.now());
        }

        boolean holds() {
            return !age().isNegative() && age().compareTo(measured.steady() ? STEADY_FOR : UNSTEADY_FOR) < 0;
        }
    }

    private Optional<Kept> kept() {
        try {
            List<String> lines = Files.readAllLines(path);
            boolean ours = lines.get(0).equals(FORMAT) && lines.get(1).equals(machine);
            return ours ? Optional.of(new Kept(new MeasuredPrices(parse(lines.subList(HEAD, lines.size())),
                    lines.get(HEAD - 1).equals(STEADY)), Instant.parse(lines.get(2)))) : Optional.empty();
        } catch (IOException | RuntimeException unusable) {
            // Measured anew, as if there were no file.
            return Optional.empty();
        }
    }

    private static Prices parse(List<String> lines) {
        Map<Operation, Double> prices = new EnumMap<>(Operation.class);
        for (String line : lines) {
            String[] words = line.split(" ");
            prices.put(Operation.valueOf(words[0]), Double.valueOf(words[1]));
        }
        return Prices.of(prices);
    }

    private String text(MeasuredPrices measured) {
        StringBuilder text = new StringBuilder(FORMAT + "\n" + machine + "\n" + Instant.now() + "\n"
                + (measured.steady() ? STEADY : UNSTEADY) + "\n");
        measured.prices().toMap().forEach((operation, price) ->
                text.append(operation.name()).append(' ').append(price).append('\n'));
        return text.toString();
    }
}
