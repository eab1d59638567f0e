package io.github.veilgrid.cli;

import java.io.Console;
import java.util.Optional;

/** The terminal that somebody sits at. */
final class Terminal {

    private Terminal() {
    }

    /** Empty where input or output is a file or a pipe. */
    static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Terminal::isTerminal);
    }

    /** Until Java 21 there is a console at a terminal only; from 22 on there may always be one, which knows where it is. */
    private static boolean isTerminal(Console console) {
        if (Runtime.version().feature() < 22) {
            return true;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java 22 and later have Console.isTerminal", e);
        }
    }
}
