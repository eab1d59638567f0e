package io.github.veilgrid.he.wire;

import java.io.IOException;

/** Bytes that are not what they claim to be: truncated, altered, or of another version. The message is a sentence. */
public class WireFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public WireFormatException(String message) {
        super(message);
    }

    public WireFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
