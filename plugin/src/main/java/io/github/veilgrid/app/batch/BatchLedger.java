package io.github.veilgrid.app.batch;

import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.report.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which number belongs to which job, kept beside the results, so that going on never takes the result of one series for
 * that of another: a folder may have grown and a table may have been edited since. Jobs are known by a salted digest; the
 * ledger names no path and no series.
 */
final class BatchLedger {

    private static final String FILE = ".veilgrid-batch";
    private static final int SALT_BYTES = 16;

    private final Path file;
    private final String salt;
    private final Map<Integer, String> digests = new TreeMap<>();

    private BatchLedger(Path file, String salt) {
        this.file = file;
        this.salt = salt;
    }

    /** The ledger of an output folder, or a new one. */
    static BatchLedger open(Path output) throws IOException {
        Path file = output.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            byte[] salt = new byte[SALT_BYTES];
            new SecureRandom().nextBytes(salt);
            return new BatchLedger(file, HexFormat.of().formatHex(salt));
        }
        List<String> lines = Files.readAllLines(file);
        BatchLedger ledger = new BatchLedger(file, lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ");
            ledger.digests.put(Integer.parseInt(words[0]), words[1]);
        }
        return ledger;
    }

    /**
     * The rows with the numbers they had before; those of a folder that are new come after all others. Rows of a table
     * keep their place in it.
     */
    List<BatchRow> number(List<BatchRow> rows, Optional<GridTarget> fallback) {
        List<BatchRow> numbered = new ArrayList<>();
        int next = digests.keySet().stream().max(Integer::compare).orElse(0) + 1;
        for (BatchRow row : rows) {
            String digest = digest(row, fallback);
            Optional<Integer> known = digests.entrySet().stream().filter(entry -> entry.getValue().equals(digest))
                    .map(Map.Entry::getKey).findFirst();
            boolean fixed = row.files().isEmpty();
            numbered.add(fixed ? row : row.numbered(known.isPresent() ? known.get() : next++));
        }
        numbered.sort(Comparator.comparingInt(BatchRow::number));
        return numbered;
    }

    /** Whether a number that has a result stands for another job than before. */
    boolean isAnother(BatchRow row, Optional<GridTarget> fallback) {
        String before = digests.get(row.number());
        return before != null && !before.equals(digest(row, fallback));
    }

    /** Writes down that a number stands for a job from now on. */
    synchronized void enter(BatchRow row, Optional<GridTarget> fallback) throws IOException {
        digests.put(row.number(), digest(row, fallback));
        StringBuilder text = new StringBuilder(salt).append('\n');
        digests.forEach((number, digest) -> text.append(number).append(' ').append(digest).append('\n'));
        WholeFile.write(file, text.toString());
    }

    private String digest(BatchRow row, Optional<GridTarget> fallback) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(
                    sha.digest((salt + " " + row.identity(fallback)).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
