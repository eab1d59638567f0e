package io.github.veilgrid.app;

import io.github.veilgrid.app.report.WholeFile;
import io.github.veilgrid.regrid.measure.MachinePrices;
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
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What this machine is able to do, kept in the user's cache folder: measured in half a second when first asked for, and
 * again after a month, with another Java or on another processor. A cache that cannot be read or written is done without.
 *
 * @param path the file
 * @param machine names this program's version, processor and Java; prices of another machine are not used
 * @param measure gives fresh prices
 */
record PriceFile(Path path, String machine, Supplier<Prices> measure) {

    private static final Duration GOOD_FOR = Duration.ofDays(30);
    private static final String FORMAT = "veilgrid prices 1";

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
        try {
            List<String> lines = Files.readAllLines(path);
            if (lines.get(0).equals(FORMAT) && lines.get(1).equals(machine) && fresh(Instant.parse(lines.get(2)))) {
                return parse(lines.subList(3, lines.size()));
            }
        } catch (IOException | RuntimeException unusable) {
            // Measured anew below, as if there were no file.
        }
        Prices prices = measure.get();
        try {
            WholeFile.write(path, text(prices));
        } catch (IOException | RuntimeException readOnly) {
            // Measured again the next time.
        }
        return prices;
    }

    private static boolean fresh(Instant measured) {
        Duration age = Duration.between(measured, Instant.now());
        return !age.isNegative() && age.compareTo(GOOD_FOR) < 0;
    }

    private static Prices parse(List<String> lines) {
        Map<Operation, Double> prices = new EnumMap<>(Operation.class);
        for (String line : lines) {
            String[] words = line.split(" ");
            prices.put(Operation.valueOf(words[0]), Double.valueOf(words[1]));
        }
        return Prices.of(prices);
    }

    private String text(Prices prices) {
        StringBuilder text = new StringBuilder(FORMAT + "\n" + machine + "\n" + Instant.now() + "\n");
        prices.toMap().forEach((operation, price) -> text.append(operation.name()).append(' ').append(price).append('\n'));
        return text.toString();
    }
}
