package io.github.veilgrid.regrid.wire;

/** A plan under one secret, whose answers are both polynomials of each ciphertext, switched to powers of two. */
public sealed interface SwitchedPlan extends JobPlan permits AffinePlan, PrivatePlan {

    /** How answers travel. */
    AnswerForm answerForm();
}
