package io.github.veilgrid.regrid.owner;

/** A key that cannot be used: missing, wrong, damaged or of another job. The message is a sentence. */
public final class KeyException extends Exception {

    private static final long serialVersionUID = 1L;

    public KeyException(String sentence) {
        super(sentence);
    }
}
