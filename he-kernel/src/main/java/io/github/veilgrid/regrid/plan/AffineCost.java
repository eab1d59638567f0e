package io.github.veilgrid.regrid.plan;

/** What an oblique plan costs: most of it is encoding the weights of every tap of every answer. Stateless. */
final class AffineCost {

    /** A slot of a plane lies far from the next that is filled, and is copied once more when it is encoded. */
    private static final double GATHERS = 3;

    /** Finding out where the voxels of a tile in a plane lie takes as long as so many of them. */
    private static final double TILE_GATHERS = 250;

    /** Messages gathered for some planes lie beyond any cache: room is made for them, they are put there, and used. */
    private static final double SLOT_FETCHES = 3;

    /** Listing the tiles that touch the scan, and sorting them, takes the remote party as long as so many for each tile. */
    private static final double LISTED_GATHERS = 840;

    /** The same for finding the places that a tile's messages belong to. */
    private static final double PLACED_GATHERS = 450;

    /**
     * A message goes into a slice of single numbers; all of the slice, fill included, then into one that is handed over,
     * which takes about what reading a voxel does.
     */
    private static final double SCATTERS = 1;

    /** A message's place lies far from the last one's: most of a cache line comes for it alone. */
    private static final double PUT_FETCHES = 6;

    private AffineCost() {
    }

    static Forecast forecast(AffineShape shape, Prices prices) {
        double bytesUp = shape.up() * shape.modulusBits() / 8;
        double bytesDown = shape.down() * shape.answerBits() / 8;
        double owner = ownerMemory(shape);
        double remote = remoteMemory(shape);
        double fetches = Traffic.fetches(owner + remote);
        return new Forecast(bytesUp, bytesDown, encrypt(shape, bytesUp, fetches).seconds(prices),
                remote(shape, bytesUp + bytesDown, fetches).seconds(prices), decrypt(shape, bytesDown).seconds(prices),
                owner, remote);
    }

    /** @param fetches that a number takes which was last used a plane ago */
    private static Work encrypt(AffineShape shape, double bytesUp, double fetches) {
        double up = shape.up();
        double limbs = shape.limbs();
        double tiles = shape.blocks() * shape.planes() * shape.ringDimension();
        double read = shape.heldVoxel() > 0 ? Math.min(shape.sourceVoxels(), shape.sourceVoxelsRead()) : shape.sourceVoxelsRead();
        // Voxels that are held are looked at once more and put into their form.
        return new Work().add(Operation.READ, shape.heldVoxel() > 0 ? 2 * read : read)
                .add(Operation.GATHER, GATHERS * up + TILE_GATHERS * tiles + CostModel.CHECKED_GATHERS * CostModel.CHECKED)
                .add(Operation.FETCH, SLOT_FETCHES * fetches * up)
                .add(Operation.ENCODE, up).add(Operation.ERROR, up).add(Operation.EXPAND, up * limbs)
                .add(Operation.TRANSFORM, up * limbs).add(Operation.PRODUCT, up * limbs)
                .add(Operation.PACK, up * limbs).add(Operation.CHECKSUM, bytesUp);
    }

    private static Work remote(AffineShape shape, double bytes, double fetches) {
        double up = shape.up();
        double down = shape.down();
        double limbs = shape.limbs();
        double weights = shape.blocks() * shape.weights() * shape.ringDimension();
        double products = 2 * shape.blocks() * shape.products() * shape.ringDimension();
        // Weights are filled in, looked over and, where they are sparse, dithered. Every product has an operand of its own.
        return new Work().add(Operation.RING, shape.ringDimension() * limbs)
                .add(Operation.CHECKSUM, bytes).add(Operation.GATHER, LISTED_GATHERS * tiles(shape) + weights)
                .add(Operation.FETCH, fetches * (2 * up + products) * limbs)
                .add(Operation.UNPACK, up * limbs)
                .add(Operation.EXPAND, up * limbs)
                .add(Operation.WEIGH, 2 * weights + shape.alongAxes() * down).add(Operation.ENCODE, weights)
                .add(Operation.TRANSFORM, (weights + 2 * down) * limbs).add(Operation.PRODUCT, products * limbs)
                .add(Operation.SWITCH, 2 * down * limbs).add(Operation.PACK_ANSWER, 2 * down);
    }

    private static Work decrypt(AffineShape shape, double bytesDown) {
        double down = shape.down();
        return new Work().add(Operation.CHECKSUM, bytesDown).add(Operation.GATHER, PLACED_GATHERS * tiles(shape) + CostModel.FOUND_GATHERS * CostModel.CHECKED * shape.targetSlices())
                .add(Operation.UNPACK_ANSWER, 2 * down)
                .add(Operation.TRANSFORM, 2 * down).add(Operation.PRODUCT, down)
                .add(Operation.DECODE, down).add(Operation.SCATTER, SCATTERS * down)
                .add(Operation.FETCH, PUT_FETCHES * Traffic.fetches(openBytes(shape)) * down)
                .add(Operation.READ, shape.targetSlices() * shape.targetSlice());
    }

    /** The target's slices that are not complete. */
    private static double openBytes(AffineShape shape) {
        return shape.targetSlice() * shape.openSlices() * Float.BYTES;
    }

    /** Tiles of the target, those that nothing of the scan lies in too. */
    private static double tiles(AffineShape shape) {
        return shape.targetSlice() * shape.targetSlices() / shape.outputs();
    }

    /**
     * The scan where it is held, slots of planes gathered together, the largest chunk, the target's slices that are not
     * complete, and a chunk of answers.
     */
    private static double ownerMemory(AffineShape shape) {
        double coefficients = shape.largestInput() * shape.ringDimension();
        boolean held = shape.heldVoxel() > 0;
        return shape.heldVoxel() * shape.sourceVoxels()
                + AffineReading.bytes(shape.largestInput(), shape.inputs(), shape.ringDimension(), held)
                + coefficients * shape.modulusBits() / 8 + shape.sourceSlice() * Double.BYTES
                + openBytes(shape) + shape.targetSlice() * Double.BYTES
                + shape.largestOutput() * shape.ringDimension() * shape.answerBits() / 8;
    }

    /** The planes that answers draw on, the one coming in as a chunk, and chunks of answers. */
    private static double remoteMemory(AffineShape shape) {
        double coefficients = shape.largestInput() * shape.ringDimension();
        return 2 * coefficients * shape.heldPlanes() * shape.limbs() * Double.BYTES + coefficients * shape.modulusBits() / 8
                + 2 * shape.largestOutput() * shape.ringDimension() * shape.answerBits() / 8;
    }

    /** Whether a plan needs more memory on either side than so many bytes. */
    static boolean tooLarge(AffineShape shape, double most) {
        return ownerMemory(shape) > most || remoteMemory(shape) > most;
    }
}
