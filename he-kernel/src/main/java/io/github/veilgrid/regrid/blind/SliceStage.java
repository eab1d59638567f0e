package io.github.veilgrid.regrid.blind;

import java.util.function.IntFunction;

/** The second stage of a job: what is held of a plane, and how answers are summed from held planes along z. Thread safe. */
interface SliceStage {

    /** Rows of N numbers held per polynomial. */
    int rowsHeld();

    /**
     * Takes a polynomial of an in-plane result.
     *
     * @param polynomial centred residues, one row per limb
     * @param scratch as many rows to work in; may be the polynomial itself, which is then overwritten
     * @param held takes {@link #rowsHeld} rows
     */
    void hold(double[][] polynomial, double[][] scratch, double[][] held);

    /**
     * Sums one polynomial of an answer and writes it.
     *
     * @param w answer plane
     * @param held the polynomial in a plane held
     * @param mask whether it is polynomial a, not b
     * @param scratch {@link #rowsHeld} rows to work in
     */
    void answer(int w, IntFunction<double[][]> held, boolean mask, double[][] scratch, byte[] frame, int offset);
}
