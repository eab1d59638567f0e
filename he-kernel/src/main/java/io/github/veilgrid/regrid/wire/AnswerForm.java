package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.SwitchedDecryptor;

/**
 * How answers travel: either with the residues they were computed in, or switched to powers of two. Rounding the
 * uniform polynomial a is multiplied by the secret, rounding b is not, so b takes fewer bits.
 *
 * @param bodyBits bits of a coefficient of b; 0 for residues
 * @param maskBits bits of a coefficient of a; 0 for residues
 */
public record AnswerForm(int bodyBits, int maskBits) {

    /** Answers as residues of the job's primes. */
    public static final AnswerForm RESIDUES = new AnswerForm(0, 0);

    /** Fewer bits carry nothing. */
    public static final int MIN_BITS = 4;

    public AnswerForm {
        boolean residues = bodyBits == 0 && maskBits == 0;
        if (!residues && (bodyBits < MIN_BITS || bodyBits > maskBits)) {
            throw new IllegalArgumentException("the plan has an impossible form of answers");
        }
    }

    /** Whether answers are switched to powers of two. */
    public boolean switched() {
        return maskBits > 0;
    }

    /** Whether a ring of that dimension can carry answers of this form. */
    boolean fits(int ringDimension) {
        return maskBits <= SwitchedDecryptor.maxMaskBits(ringDimension);
    }
}
