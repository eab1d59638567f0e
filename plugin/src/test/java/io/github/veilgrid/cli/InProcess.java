package io.github.veilgrid.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command line run in this process, with what it printed.
 *
 * @param exitCode what it returned
 * @param out standard output
 * @param err standard error
 */
record InProcess(int exitCode, String out, String err) {

    static InProcess veilgrid(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exitCode = command.execute(words);
        return new InProcess(exitCode, out.toString(), err.toString());
    }
}
