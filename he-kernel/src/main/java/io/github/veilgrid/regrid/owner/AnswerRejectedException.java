package io.github.veilgrid.regrid.owner;

/**
 * Decrypted voxels differ from the owner's own computation by more than the bound. What went wrong must never be told to
 * the remote party, and the job's key must not be used again: "accepted or rejected" is an oracle.
 */
public final class AnswerRejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    public AnswerRejectedException(String sentence) {
        super(sentence);
    }
}
