package io.github.veilgrid.he.ckks;

/**
 * Bounds of a ciphertext's error in each slot, in units of values.
 *
 * @param noise what encryption, key switching and rescaling added: it depends on the key, and is what must be drowned
 *     before a decryption is shared
 * @param encoding what rounding plaintexts added: it does not
 */
record ErrorBound(double noise, double encoding) {

    /** Relative error of a transform in {@code double}: a few roundings for each of at most 15 levels. */
    static final double TRANSFORM = 0x1p-47;

    ErrorBound plus(ErrorBound other) {
        return new ErrorBound(noise + other.noise, encoding + other.encoding);
    }

    ErrorBound plusNoise(double more) {
        return new ErrorBound(noise + more, encoding);
    }

    ErrorBound plusEncoding(double more) {
        return new ErrorBound(noise, encoding + more);
    }

    ErrorBound times(double factor) {
        return new ErrorBound(noise * factor, encoding * factor);
    }

    /** The error of {@code x y} for values bounded by the magnitudes. */
    static ErrorBound ofProduct(ErrorBound x, double xMagnitude, ErrorBound y, double yMagnitude) {
        double noise = x.noise * (yMagnitude + y.encoding) + y.noise * (xMagnitude + x.encoding) + x.noise * y.noise;
        double encoding = x.encoding * yMagnitude + y.encoding * xMagnitude + x.encoding * y.encoding;
        return new ErrorBound(noise, encoding);
    }
}
