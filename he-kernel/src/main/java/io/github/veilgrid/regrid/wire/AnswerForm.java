package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.SwitchedDecryptor;

/**
 * How answers of an oblique plan travel: both polynomials switched to powers of two. Rounding the uniform polynomial a is
 * multiplied by the secret, rounding b is not, so b takes fewer bits.
 *
 * @param bodyBits bits of a coefficient of b
 * @param maskBits bits of a coefficient of a
 */
public record AnswerForm(int bodyBits, int maskBits) {

    /** Fewer bits carry nothing. */
    public static final int MIN_BITS = 4;

    public AnswerForm {
        if (bodyBits < MIN_BITS || bodyBits > maskBits) {
            throw new IllegalArgumentException("the plan has an impossible form of answers");
        }
    }

    /** Whether a ring of that dimension can carry answers of this form. */
    boolean fits(int ringDimension) {
        return maskBits <= SwitchedDecryptor.maxMaskBits(ringDimension);
    }
}
