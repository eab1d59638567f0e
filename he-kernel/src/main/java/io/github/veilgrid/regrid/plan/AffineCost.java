package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.AffineWindow;

/** What an oblique plan costs: most of it is encoding the weights of every tap of every answer. Stateless. */
final class AffineCost {

    private AffineCost() {
    }

    static Forecast forecast(AffinePlan plan, Prices prices) {
        AffineWindow window = plan.window();
        double dimension = plan.parameters().ringDimension();
        double limbs = plan.parameters().limbs();
        double levels = Integer.numberOfTrailingZeros(plan.parameters().ringDimension());
        double up = 0;
        double largest = 0;
        for (int plane = 0; plane < window.planes(); plane++) {
            up += window.inputs(plane) * dimension;
            largest = Math.max(largest, window.inputs(plane) * dimension);
        }
        double down = 0;
        double taps = 0;
        for (int group = 0; group < window.groups(); group++) {
            down += window.outputs(group).length * dimension;
            for (int output : window.outputs(group)) {
                taps += window.taps(output).length * dimension;
            }
        }
        int modulusBits = 0;
        for (int limb = 0; limb < plan.parameters().limbs(); limb++) {
            modulusBits += plan.parameters().ring().modulus(limb).bits();
        }
        double bytesUp = up * modulusBits / 8;
        double bytesDown = down * (plan.answerForm().bodyBits() + plan.answerForm().maskBits()) / 8;
        double slice = (double) plan.inputs(0) * plan.inputs(1);
        double slices = (double) window.planes() * Math.min(plan.inputs(2), window.tiles());

        Work encrypt = new Work().add(Operation.READ, slices * slice).add(Operation.GATHER, 2 * up)
                .add(Operation.ENCODE, up * levels).add(Operation.ERROR, up).add(Operation.EXPAND, up * limbs)
                .add(Operation.TRANSFORM, up * limbs * levels).add(Operation.PRODUCT, up * limbs)
                .add(Operation.PACK, up * limbs).add(Operation.CHECKSUM, bytesUp);
        Work remote = new Work().add(Operation.CHECKSUM, bytesUp + bytesDown).add(Operation.UNPACK, up * limbs)
                .add(Operation.EXPAND, up * limbs).add(Operation.GATHER, taps).add(Operation.ENCODE, taps * levels)
                .add(Operation.TRANSFORM, (taps + 2 * down) * limbs * levels).add(Operation.PRODUCT, 2 * taps * limbs)
                .add(Operation.SWITCH, 2 * down * limbs).add(Operation.PACK, 2 * down);
        Work decrypt = new Work().add(Operation.CHECKSUM, bytesDown).add(Operation.UNPACK, 2 * down)
                .add(Operation.TRANSFORM, 2 * down * levels).add(Operation.PRODUCT, down)
                .add(Operation.ENCODE, down * levels).add(Operation.SCATTER, 2 * down);
        double target = (double) plan.outputs(0) * plan.outputs(1) * plan.outputs(2) * Float.BYTES;
        return new Forecast(bytesUp, bytesDown, encrypt.seconds(prices), remote.seconds(prices), decrypt.seconds(prices),
                target + largest * (Double.BYTES + modulusBits / 8.0), plan.heldBytes() + largest * modulusBits / 8);
    }
}
