package io.github.veilgrid.bridge;

/** Why a command that came over the bridge failed, and in which line of the macro that ran it. */
public final class BridgeFailure {

    private final String sentence;
    private final int line;

    BridgeFailure(String sentence, int line) {
        this.sentence = sentence;
        this.line = line;
    }

    /** What the command said; null if it was stopped without a word. */
    public String sentence() {
        return sentence;
    }

    /** Line of the macro, from 1; 0 if no macro ran. */
    public int line() {
        return line;
    }
}
