package io.github.veilgrid.app;

import io.github.veilgrid.regrid.owner.KeyException;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.MasterKeyFile;
import java.nio.file.Path;
import java.util.Arrays;

/** A key file and the passphrase that opens it. Closing wipes the passphrase. */
public final class KeyAccess implements AutoCloseable {

    private final Path file;
    private final char[] passphrase;

    /**
     * @param file the key file
     * @param passphrase taken over: wiped when this is closed
     */
    public KeyAccess(Path file, char[] passphrase) {
        this.file = file;
        this.passphrase = passphrase;
    }

    /** Makes a new key file, mode 600; never overwrites. */
    public void generate() throws JobFailure {
        JobFailures.guard(JobFailure.Kind.KEY, () -> {
            try (MasterKey key = MasterKey.random()) {
                MasterKeyFile.save(key, file, passphrase);
            }
            return null;
        });
    }

    MasterKey open() throws KeyException {
        return MasterKeyFile.load(file, passphrase);
    }

    /** The key file. */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        Arrays.fill(passphrase, '\0');
    }

    @Override
    public String toString() {
        return "KeyAccess[" + file + "]";
    }
}
