package io.github.veilgrid.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A command line run in this process, with what it printed.
 *
 * @param exitCode what it returned
 * @param out standard output
 * @param err standard error
 */
record InProcess(int exitCode, String out, String err) {

    /** Words of a command line, arrays among them spread out. */
    static Stream<String> words(Object... arguments) {
        return Stream.of(arguments).flatMap(word -> word instanceof Object[] many ? words(many) : Stream.of(word.toString()));
    }

    static InProcess veilgrid(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode = command.execute(words(arguments).toArray(String[]::new));
        return new InProcess(exitCode, out.toString(), err.toString());
    }
}
