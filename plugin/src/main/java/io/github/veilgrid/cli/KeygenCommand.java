package io.github.veilgrid.cli;

import io.github.veilgrid.app.KeyAccess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code veilgrid keygen}. */
@Command(name = "keygen", sortOptions = false,
        description = "Make the owner's key: 32 random bytes in a file of mode 600, protected by a passphrase. Every "
                + "job derives a key of its own from it.",
        footerHeading = "%nExample:%n",
        footer = {"  veilgrid keygen --key owner.key"})
final class KeygenCommand implements Callable<Integer> {

    @Mixin
    private KeyOptions key;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws Exception {
        try (KeyAccess access = key.access(true)) {
            access.generate();
            console.result(access.file() + ": keep this file and its passphrase apart and safe; without both, "
                    + "encrypted jobs cannot be decrypted");
        }
        return 0;
    }
}
