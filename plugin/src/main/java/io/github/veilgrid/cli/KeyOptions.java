package io.github.veilgrid.cli;

import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.KeyAccess;
import java.io.IOException;
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
        char[] passphrase = passphrase(isNew);
        try {
            return new KeyAccess(key, passphrase);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
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
            return Files.readString(passphraseFile, StandardCharsets.UTF_8).lines().findFirst().orElse("")
                    .toCharArray();
        } catch (IOException e) {
            throw new JobFailure(Kind.KEY, "The passphrase file " + passphraseFile + " cannot be read: check its path "
                    + "and permissions.", e);
        }
    }

    private char[] fromTerminal(boolean isNew) throws JobFailure {
        if (System.console() == null) {
            throw new JobFailure(Kind.KEY, "There is no terminal to ask for the passphrase: give --passphrase-file or "
                    + "set " + VARIABLE + ".");
        }
        char[] first = ask("Passphrase for " + key + ": ");
        if (isNew) {
            char[] second = ask("Again: ");
            boolean same = Arrays.equals(first, second);
            Arrays.fill(second, '\0');
            if (!same) {
                throw new JobFailure(Kind.KEY, "The two passphrases differ: try again.");
            }
        }
        return first;
    }

    private static char[] ask(String prompt) throws JobFailure {
        char[] typed = System.console().readPassword("%s", prompt);
        if (typed == null) {
            throw new JobFailure(Kind.KEY, "No passphrase was given.");
        }
        return typed;
    }
}
