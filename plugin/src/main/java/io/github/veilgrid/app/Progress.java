package io.github.veilgrid.app;

import java.util.List;

/** Hears how far a job is. Called from the job's thread, seldom enough to draw on every call. */
@FunctionalInterface
public interface Progress {

    /** Hears and says nothing. */
    Progress SILENT = (stage, done) -> { };

    /** What a job does, in the order of a whole run. */
    enum Stage {
        READ("reading the series"),
        ENCRYPT("encrypting"),
        REGRID("encrypting, regridding, decrypting"),
        BLIND("regridding encrypted planes"),
        DECRYPT("decrypting"),
        CHECK("checking a sample of voxels"),
        WRITE("writing");

        private final String words;

        Stage(String words) {
            this.words = words;
        }

        /** The stage in words, lower case, present participle. */
        public String words() {
            return words;
        }
    }

    /**
     * @param stage what is being done
     * @param done part of the stage that is done, 0 to 1
     */
    void at(Stage stage, double done);

    /** One of several like things to be done one after the other: its progress is a part of the whole's. */
    default Progress part(int index, int count) {
        return (stage, done) -> at(stage, (index + done) / count);
    }

    /**
     * Hears once what is about to be done, before anything is encrypted.
     *
     * @param plan what will be sent, how long it takes, how exact it will be
     * @param remarks what is worth knowing about the input
     */
    default void planned(PlanFigures plan, List<String> remarks) {
    }
}
