package io.github.veilgrid.remote.server;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.remote.Json;
import io.github.veilgrid.remote.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened, one JSON object a line. Who did what with which job, and when, goes to the audit log; the same and all
 * troubles go to the service's log. Neither holds a byte that an owner has chosen freely: owners' names are the operator's,
 * job ids are random. Thread safe.
 */
final class Events {

    private static final int JOB_DIGITS = 16;
    private static final long AUDIT_BYTES = 64L << 20;

    private final Path audit;
    private final PrintStream log;

    /**
     * @param audit file to append to; a full one is kept as {@code NAME.1} and begun anew
     * @param log where the service's own log goes
     */
    Events(Path audit, PrintStream log) {
        this.audit = audit;
        this.log = log;
    }

    /** Something an owner did, or that became of a job. */
    void of(String event, Job job) {
        write(fields(event, job), true);
    }

    /** Somebody without access. */
    void stranger(String address) {
        Map<String, Object> fields = fields("no-access", null);
        fields.put("from", address);
        write(fields, true);
    }

    /** Something of the service itself. */
    void service(String event, String detail) {
        Map<String, Object> fields = fields(event, null);
        fields.put("detail", detail);
        write(fields, true);
    }

    /** A request that was refused, or failed for the service's own fault. */
    void refused(String owner, Problem problem, Throwable cause) {
        Map<String, Object> fields = fields("refused", null);
        fields.put("owner", owner);
        fields.put("problem", problem.code());
        addCause(fields, cause);
        write(fields, false);
    }

    /** Something that went wrong with a job. */
    void trouble(String event, Job job, Throwable cause) {
        Map<String, Object> fields = fields(event, job);
        addCause(fields, cause);
        write(fields, false);
    }

    private static Map<String, Object> fields(String event, Job job) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        fields.put("event", event);
        if (job != null) {
            fields.put("owner", job.owner());
            fields.put("job", job.shape().job().substring(0, JOB_DIGITS));
            fields.put("bytes", job.shape().bytesUp() + job.shape().bytesDown());
        }
        return fields;
    }

    /** Messages of our own checks hold numbers and sentences; those of the platform may hold more, so only their kind. */
    private static void addCause(Map<String, Object> fields, Throwable cause) {
        if (cause instanceof WireFormatException) {
            fields.put("cause", String.valueOf(cause.getMessage()));
        } else if (cause != null) {
            fields.put("cause", cause.getClass().getSimpleName());
        }
    }

    private synchronized void write(Map<String, Object> fields, boolean isForAudit) {
        String line = Json.text(fields);
        log.println(line);
        if (isForAudit) {
            try {
                if (Files.exists(audit) && Files.size(audit) > AUDIT_BYTES) {
                    Files.move(audit, audit.resolveSibling(audit.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                }
                Files.writeString(audit, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                log.println(Json.text(Map.of("event", "audit-failed", "cause", e.getClass().getSimpleName())));
            }
        }
    }
}
