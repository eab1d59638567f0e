package io.github.veilgrid.regrid.blind;

import java.io.IOException;

/** One way to resample: planes of ciphertexts come in ascending order, frames of answers leave. For one caller at a time. */
interface Resampling {

    /** Frames and sends answers. */
    interface Answers {

        /** An empty frame for an answer plane. */
        byte[] frame(int plane);

        /** Seals and sends a frame; ascending by plane. */
        void send(byte[] frame) throws IOException;
    }

    /** Where the polynomials b of the next plane are to be put: by ciphertext and limb. */
    double[][][] incoming(int plane);

    /** Works on a plane that was put there; answers what is complete with it. */
    void received(int plane, Answers answers) throws IOException;
}
