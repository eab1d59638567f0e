package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.CkksParameters;

/**
 * The part of a plan that leaves the hospital: everything the remote party needs, in index space. Ciphertexts come and
 * go in planes; a plane sent holds voxels of one local z in every tile. Immutable and thread safe.
 */
public sealed interface JobPlan permits WirePlan, SwitchedPlan {

    /** Kernel along every source axis. */
    Kernel kernel();

    /** Where ciphertexts carry voxels. */
    Packing packing();

    /** Ring dimension and primes. */
    CkksParameters parameters();

    /** Source voxels along an axis. */
    int inputs(int axis);

    /** Target voxels along an axis. */
    int outputs(int axis);

    /** Tiles along a target axis. */
    int tiles(int axis);

    /** Target voxels of a tile along an axis; the last tile may hang over the end. */
    int tileSize(int axis);

    /** Tiles in all, at most the ring dimension. */
    default long slotsUsed() {
        return (long) tiles(0) * tiles(1) * tiles(2);
    }

    /** Planes of ciphertexts sent to the remote party. */
    int planesUp();

    /** Planes answered. */
    int planesDown();

    /** Ciphertexts in a plane sent, each by its polynomial b. */
    int ciphertextsUp(int plane);

    /** Ciphertexts in a plane answered, each by one or both of its polynomials. */
    int ciphertextsDown(int plane);

    /** The factor by which weights raise the scale of a message. */
    double weightScale();

    /** Bytes that the remote party holds besides chunks: plaintext weights and ciphertexts. */
    long heldBytes();

    /** Bytes that the plan itself takes with what both sides list of it: taps, weights, places. Next to nothing of it is sent. */
    long listedBytes();

    /** A few words on how voxels lie in ciphertexts. */
    String layout();
}
