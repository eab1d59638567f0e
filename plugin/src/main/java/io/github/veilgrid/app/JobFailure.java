package io.github.veilgrid.app;

import java.util.Objects;

/**
 * Why a job did not finish: one sentence that says what is wrong and what to do, and the kind that decides the exit
 * code. The sentence holds no patient data and no key material.
 */
public final class JobFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** Kinds of failure, and the exit code of each. */
    public enum Kind {
        /** Something that no rule foresees: a full disk, a bug. */
        UNEXPECTED(1),
        /** The request itself makes no sense. */
        USAGE(2),
        /** The scan, the target or the request file is refused. */
        INPUT(3),
        /** The remote party did not answer, or not with what was asked for. */
        REMOTE(4),
        /** The result failed the sampled check against its predicted bound. */
        ERROR_BOUND(5),
        /** The key cannot be read, or is not the one. */
        KEY(6),
        /** The user stopped the job. */
        CANCELLED(130);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        /** What the process returns. */
        public int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;

    public JobFailure(Kind kind, String sentence) {
        this(kind, sentence, null);
    }

    public JobFailure(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = Objects.requireNonNull(kind);
    }

    public Kind kind() {
        return kind;
    }

    public int exitCode() {
        return kind.exitCode();
    }
}
