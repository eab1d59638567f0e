package io.github.veilgrid.regrid.plan;

/** What a job's time is made of. Prices are nanoseconds of one core, per unit; see {@link Prices}. */
public enum Operation {
    /** A byte of a chunk: room for it, and its checksum. */
    CHECKSUM,
    /** A source voxel read, checked against the declared range and centred. */
    READ,
    /** A voxel put into its slot. */
    GATHER,
    /** A message put back into its place among the target's voxels. */
    SCATTER,
    /** An error of encryption drawn and added. */
    ERROR,
    /** A residue of the uniform polynomial expanded from the public seed. */
    EXPAND,
    /** A slot encoded or decoded, per level (log2 N) of the complex transform. */
    ENCODE,
    /** A residue transformed, per level (log2 N) of the number-theoretic transform. */
    TRANSFORM,
    /** A residue times a residue, added to a sum. */
    PRODUCT,
    /** A residue times an integer, added to a sum. */
    SCALE,
    /** A fraction of the modulus times an integer, added to a sum. */
    WEIGH,
    /** A residue turned into a fraction of the modulus. */
    SWITCH,
    /** A residue packed to its bits. */
    PACK,
    /** A residue unpacked and checked. */
    UNPACK,
    /** A coefficient of an answer rounded and packed to its bits. */
    PACK_ANSWER,
    /** A coefficient of an answer unpacked. */
    UNPACK_ANSWER;

    static final int COUNT = values().length;
}
