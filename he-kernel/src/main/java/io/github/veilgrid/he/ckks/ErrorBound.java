package io.github.veilgrid.he.ckks;

/**
 * Bounds of a ciphertext's error in each slot, in units of values.
 *
 * @param noise what encryption, key switching and rescaling added: it depends on the key, and is what must be drowned
 *     before a decryption is shared
 * @param encoding what rounding plaintexts added: it does not
 * @param claimed whether they rest on the word of whoever sent a ciphertext
 */
record ErrorBound(double noise, double encoding, boolean claimed) {

    /** Relative error of a transform in {@code double}: a few roundings for each of at most 15 levels. */
    static final double TRANSFORM = 0x1p-47;
    static final ErrorBound NONE = new ErrorBound(0, 0);

    ErrorBound(double noise, double encoding) {
        this(noise, encoding, false);
    }

    ErrorBound plus(ErrorBound other) {
        return new ErrorBound(noise + other.noise, encoding + other.encoding, claimed || other.claimed);
    }

    ErrorBound plusNoise(double more) {
        return new ErrorBound(noise + more, encoding, claimed);
    }

    ErrorBound plusEncoding(double more) {
        return new ErrorBound(noise, encoding + more, claimed);
    }

    ErrorBound times(double factor) {
        return new ErrorBound(noise * factor, encoding * factor, claimed);
    }

    /** The error of {@code x y} for values bounded by the magnitudes. */
    static ErrorBound ofProduct(ErrorBound x, double xMagnitude, ErrorBound y, double yMagnitude) {
        double noise = x.noise * (yMagnitude + y.encoding) + y.noise * (xMagnitude + x.encoding) + x.noise * y.noise;
        double encoding = x.encoding * yMagnitude + y.encoding * xMagnitude + x.encoding * y.encoding;
        return new ErrorBound(noise, encoding, x.claimed || y.claimed);
    }
}
