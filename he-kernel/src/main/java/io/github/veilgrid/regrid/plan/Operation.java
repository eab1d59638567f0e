package io.github.veilgrid.regrid.plan;

/** What a job's time is made of. Prices are nanoseconds of one core, per unit; see {@link Prices}. */
public enum Operation {
    /** A byte of a chunk: room for it, and its checksum. */
    CHECKSUM,
    /**
     * A number that comes from memory because it lies too far from the last one for any cache, or goes there: what it costs
     * besides the other operations, which are priced with what they work on at hand. See {@code Traffic}.
     */
    FETCH,
    /** A source voxel read, checked against the declared range and centred. */
    READ,
    /** A voxel through the recursive filter that gives spline coefficients, along one axis. */
    FILTER,
    /** A voxel put into its slot. */
    GATHER,
    /** A message put back into its place among the target's voxels. */
    SCATTER,
    /** A coefficient of a ring's tables, one limb: the remote party sets a ring up for each job. */
    RING,
    /** A coefficient of a plane's secret derived, one limb. */
    SECRET,
    /** An error of encryption drawn and added. */
    ERROR,
    /** A residue of the uniform polynomial expanded from the public seed. */
    EXPAND,
    /**
     * A slot encoded: half of a complex transform of two. Passes over memory cost more than what is computed in them, and
     * there are as many of them at N = 1024 as at 8192: the price is the same within a tenth.
     */
    ENCODE,
    /** A slot decoded. */
    DECODE,
    /** A residue through the number-theoretic transform, either way; see {@link #ENCODE} on its size. */
    TRANSFORM,
    /** A residue times a residue, added to a sum over all of a row. */
    PRODUCT,
    /** The same in a sum of many products over a short strip, in which beginning and ending a loop counts. */
    NEAR_PRODUCT,
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
