package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.PrivateAxis;
import io.github.veilgrid.regrid.wire.PrivatePlan;

/**
 * What a private plan costs: products with all weights that a map might have had, encoding these weights for each output,
 * and hiding. Stateless.
 */
final class PrivateCost {

    /** Polynomials drawn for hiding an answer: an ephemeral secret, and uniform integers of 150 bits in words of 64. */
    private static final double DRAWN = 4;

    /** Times that a slot passes through memory until it is encrypted, and a message until it is in its place. */
    private static final double PASSES = 3;

    private PrivateCost() {
    }

    static Forecast forecast(PrivatePlan plan, Prices prices) {
        int[] bits = new int[plan.parameters().limbs()];
        for (int limb = 0; limb < bits.length; limb++) {
            bits[limb] = plan.parameters().ring().modulus(limb).bits();
        }
        return forecast(plan.axis(0), plan.axis(1), plan.slices(), plan.slicesInBlock(), plan.slots().period(),
                plan.parameters().ringDimension(), bits, plan.answerForm(), prices);
    }

    /**
     * The same before there is a plan.
     *
     * @param period of weights in the slots
     * @param primeBits bits of each limb
     */
    static Forecast forecast(PrivateAxis x, PrivateAxis y, int slices, int slicesInBlock, int period, int dimension,
            int[] primeBits, AnswerForm form, Prices prices) {
        double limbs = primeBits.length;
        double modulusBits = 0;
        for (int bits : primeBits) {
            modulusBits += bits;
        }
        int blocks = (slices + slicesInBlock - 1) / slicesInBlock;
        double up = (double) blocks * x.window() * y.window() * dimension;
        double down = (double) blocks * x.tileSize() * y.tileSize() * dimension;
        double bytesUp = up * modulusBits / 8;
        double bytesDown = down * (form.bodyBits() + form.maskBits()) / 8;
        double voxels = (double) x.inputs() * y.inputs() * slices;
        double tapsX = x.mostTaps();
        double tapsY = y.mostTaps();
        double weights = down * period / dimension * (tapsX + tapsY);
        int rowsTogether = y.rowsTogether();
        double fetched = down / x.tileSize() / rowsTogether * (tapsY + rowsTogether - 1) * x.window();
        double secret = limbs * dimension;

        Work encrypt = new Work().add(Operation.SECRET, secret).add(Operation.READ, voxels).add(Operation.GATHER, 2 * up)
                .add(Operation.ENCODE, up).add(Operation.ERROR, up).add(Operation.EXPAND, up * limbs)
                .add(Operation.TRANSFORM, up * limbs).add(Operation.PRODUCT, up * limbs)
                .add(Operation.PACK, up * limbs).add(Operation.CHECKSUM, bytesUp).add(Operation.FETCH, PASSES * up);
        Work remote = new Work().add(Operation.RING, secret).add(Operation.CHECKSUM, bytesUp + bytesDown).add(Operation.UNPACK, up * limbs)
                .add(Operation.EXPAND, up * limbs).add(Operation.GATHER, weights).add(Operation.ENCODE, weights)
                .add(Operation.TRANSFORM, (weights + 3 * down) * limbs)
                .add(Operation.FETCH, 2 * limbs * (up + fetched))
                .add(Operation.NEAR_PRODUCT, 2 * down * limbs * (tapsX * tapsY + tapsY))
                .add(Operation.PRODUCT, 2 * down * limbs).add(Operation.ERROR, 2 * down)
                .add(Operation.EXPAND, DRAWN * down).add(Operation.SCALE, 3 * down * limbs)
                .add(Operation.SWITCH, 2 * down * limbs).add(Operation.PACK_ANSWER, 2 * down);
        Work decrypt = new Work().add(Operation.SECRET, secret).add(Operation.CHECKSUM, bytesDown)
                .add(Operation.UNPACK_ANSWER, 2 * down).add(Operation.TRANSFORM, 2 * down).add(Operation.PRODUCT, down)
                .add(Operation.DECODE, down).add(Operation.SCATTER, 2 * down).add(Operation.FETCH, PASSES * down);
        double target = (double) x.outputs() * y.outputs() * slicesInBlock * Float.BYTES;
        double source = (double) x.inputs() * y.inputs() * slicesInBlock * Float.BYTES;
        double row = (double) x.window() * dimension;
        return new Forecast(bytesUp, bytesDown, encrypt.seconds(prices), remote.seconds(prices), decrypt.seconds(prices),
                target + source + row * (2 * Double.BYTES + modulusBits / 8),
                2 * limbs * Double.BYTES * row * (tapsY + 2.5) + row * modulusBits / 8);
    }
}
