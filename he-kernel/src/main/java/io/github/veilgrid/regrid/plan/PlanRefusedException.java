package io.github.veilgrid.regrid.plan;

/** A regridding that cannot be planned; the message is a sentence that says why and what to do. */
public final class PlanRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public PlanRefusedException(String sentence) {
        super(sentence);
    }
}
