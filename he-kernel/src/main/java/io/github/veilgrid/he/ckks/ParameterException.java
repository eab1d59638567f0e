package io.github.veilgrid.he.ckks;

/** Parameters that are not secure or do not exist. The message is a sentence that says which and what would do. */
public class ParameterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ParameterException(String message) {
        super(message);
    }

    public ParameterException(String message, Throwable cause) {
        super(message, cause);
    }
}
