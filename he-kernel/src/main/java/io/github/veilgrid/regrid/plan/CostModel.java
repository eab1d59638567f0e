package io.github.veilgrid.regrid.plan;

/** What a tiling costs in time and memory, roughly: enough to compare ways of doing the same job. Stateless. */
final class CostModel {

    /** Working memory of the remote party, and of its weights alone, above which a tiling is dropped. */
    private static final double MAX_WORKING_BYTES = 800L << 20;
    private static final double MAX_WEIGHT_BYTES = 256L << 20;

    /** Source and target slices that the owner holds at a time. */
    private static final double MAX_SLICE_BYTES = 400L << 20;

    // Prices in nanoseconds, medians of one core of a current server; the network's is that of 200 Mbit/s between sites.
    private static final double PER_BYTE = 40;
    private static final double PER_RESIDUE_MOVED = 3;
    private static final double PER_PRODUCT = 0.7;
    private static final double PER_RESIDUE_TRANSFORMED = 4;
    private static final double PER_RESIDUE_ENCRYPTED = 20;
    private static final double PER_RESIDUE_DECRYPTED = 18;
    private static final double PER_WEIGHT = 60;

    private CostModel() {
    }

    /**
     * Price of a job, owner, network and remote party together.
     *
     * @param tilings x, y, z
     * @param limbs primes of the modulus
     * @param upBits bits of a coefficient sent
     * @param downBits bits of both coefficients answered
     */
    static double nanoseconds(AxisTiling[] tilings, int ringDimension, int limbs, int upBits, int downBits) {
        double up = (double) tilings[0].window() * tilings[1].window() * tilings[2].window() * ringDimension;
        double plane = (double) tilings[0].tileSize() * tilings[1].tileSize() * ringDimension;
        double down = plane * tilings[2].tileSize();
        double planeTaps = (double) tilings[0].taps() * tilings[1].taps();
        double products = 2 * (planeTaps * ringDimension * tilings[2].window() + plane * tilings[2].taps());
        double transforms = 2 * (tilings[2].uniform() ? plane * tilings[2].window() : down);
        double network = (up * upBits + down * downBits) / 8 * PER_BYTE;
        double remote = (2 * up + 2 * down) * PER_RESIDUE_MOVED + products * PER_PRODUCT
                + transforms * PER_RESIDUE_TRANSFORMED + plaintexts(tilings) * ringDimension * PER_WEIGHT;
        double owner = up * PER_RESIDUE_ENCRYPTED + down * PER_RESIDUE_DECRYPTED;
        return network + limbs * (remote + owner);
    }

    /** Whether a tiling needs more memory, on either side, than a plan may. */
    static boolean tooLarge(AxisTiling[] tilings, int ringDimension, int limbs) {
        double polynomial = (double) ringDimension * limbs * Double.BYTES;
        double weights = plaintexts(tilings) * polynomial;
        double ciphertexts = (double) tilings[0].window() * tilings[1].window()
                + 5.0 * tilings[0].tileSize() * tilings[1].tileSize();
        double slices = (double) tilings[2].tiles() * Double.BYTES
                * ((double) tilings[0].axis().inputs() * tilings[1].axis().inputs()
                + (double) tilings[0].axis().outputs() * tilings[1].axis().outputs());
        return weights > MAX_WEIGHT_BYTES || slices > MAX_SLICE_BYTES
                || weights + 2 * ciphertexts * polynomial > MAX_WORKING_BYTES;
    }

    private static double plaintexts(AxisTiling[] tilings) {
        boolean planeUniform = tilings[0].uniform() && tilings[1].uniform();
        return (planeUniform ? 0 : (double) tilings[0].taps() * tilings[1].taps())
                + (tilings[2].uniform() ? 0 : tilings[2].taps());
    }
}
