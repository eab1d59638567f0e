package io.github.veilgrid.cli;

import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.KeyAccess;
import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Option;

/** The key file and where its passphrase comes from: a file, the environment, or the terminal. */
class KeyOptions {

    private static final String VARIABLE = "VEILGRID_PASSPHRASE";

    @Option(names = {"-k", "--key"}, required = true, paramLabel = "KEY", description = "The owner's key file.")
    private Path key;

    @Option(names = "--passphrase-file", paramLabel = "FILE",
            description = "File whose first line is the key's passphrase (default: the environment variable "
                    + VARIABLE + ", else you are asked).")
    private Path passphraseFile;

    /** @param isNew whether a passphrase is being chosen, which is asked for twice */
    KeyAccess access(boolean isNew) throws JobFailure {
        return new KeyAccess(key, passphrase(isNew));
    }

    private char[] passphrase(boolean isNew) throws JobFailure {
        if (passphraseFile != null) {
            return fromFile();
        }
        String variable = System.getenv(VARIABLE);
        if (variable != null) {
            return variable.toCharArray();
        }
        return fromTerminal(isNew);
    }

    private char[] fromFile() throws JobFailure {
        try {
            return firstLine(Files.readAllBytes(passphraseFile));
        } catch (IOException e) {
            throw new JobFailure(Kind.KEY, "The passphrase file " + passphraseFile + " cannot be read: check its path "
                    + "and permissions.", e);
        }
    }

    /** Wipes what it is given, and all else that it reads there. */
    private static char[] firstLine(byte[] utf8) throws CharacterCodingException {
        char[] text = new char[utf8.length];
        try {
            CharBuffer decoded = CharBuffer.wrap(text);
            CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
            CoderResult result = decoder.decode(ByteBuffer.wrap(utf8), decoded, true);
            if (result.isError()) {
                result.throwException();
            }
            int end = 0;
            while (end < decoded.position() && text[end] != '\n' && text[end] != '\r') {
                end++;
            }
            return Arrays.copyOf(text, end);
        } finally {
            Arrays.fill(utf8, (byte) 0);
            Arrays.fill(text, '\0');
        }
    }

    private char[] fromTerminal(boolean isNew) throws JobFailure {
        Console terminal = Terminal.console().orElseThrow(() -> new JobFailure(Kind.KEY,
                "There is no terminal to ask for the passphrase: give --passphrase-file or set " + VARIABLE + "."));
        char[] first = ask(terminal, "Passphrase for " + key + ": ");
        if (isNew) {
            char[] second = ask(terminal, "Again: ");
            boolean same = Arrays.equals(first, second);
            Arrays.fill(second, '\0');
            if (!same) {
                Arrays.fill(first, '\0');
                throw new JobFailure(Kind.KEY, "The two passphrases differ: try again.");
            }
        }
        return first;
    }

    private static char[] ask(Console terminal, String prompt) throws JobFailure {
        char[] typed = terminal.readPassword("%s", prompt);
        if (typed == null) {
            throw new JobFailure(Kind.KEY, "No passphrase was given.");
        }
        return typed;
    }
}
