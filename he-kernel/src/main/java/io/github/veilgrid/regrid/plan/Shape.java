package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.Packing;
import io.github.veilgrid.regrid.wire.PlaneProducts;
import io.github.veilgrid.regrid.wire.WireAxis;
import io.github.veilgrid.regrid.wire.WirePlan;

/**
 * The counts that a plan's cost follows from: those of a candidate with estimated parameters, or of a plan worked out.
 *
 * @param cuts x, y, z
 * @param ringDimension N
 * @param limbs primes of the modulus
 * @param modulusBits of a coefficient, all limbs
 * @param packing where ciphertexts carry voxels
 * @param separable whether in-plane sums are taken along x, then along y
 * @param droppedBits of a coefficient that are not sent
 * @param bodyBits of a coefficient of b answered
 */
record Shape(Cut[] cuts, int ringDimension, int limbs, int modulusBits, Packing packing, boolean separable,
        int droppedBits, int bodyBits) {

    /**
     * One axis.
     *
     * @param axis sizes and tiles
     * @param window input samples of a tile
     * @param taps of all outputs of a tile
     */
    record Cut(WireAxis axis, int window, int taps) {

        /** Most taps of one output, nearly. */
        int tapsOfOne() {
            return (taps + axis.tileSize() - 1) / axis.tileSize();
        }
    }

    /** @param ownScales whether weights along x and y have scales of their own: always, where both are uniform */
    static Shape of(AxisTiling[] tilings, int ringDimension, int limbs, int modulusBits, Packing packing, boolean ownScales,
            int droppedBits, int bodyBits) {
        Cut[] cuts = new Cut[3];
        for (int axis = 0; axis < 3; axis++) {
            cuts[axis] = new Cut(tilings[axis].axis(), tilings[axis].window(), tilings[axis].taps());
        }
        boolean uniform = tilings[0].uniform() && tilings[1].uniform();
        boolean separable = uniform ? products(cuts).fewerSeparate() : ownScales;
        return new Shape(cuts, ringDimension, limbs, modulusBits, packing, separable, droppedBits, bodyBits);
    }

    static Shape of(WirePlan plan) {
        Cut[] cuts = new Cut[3];
        for (int axis = 0; axis < 3; axis++) {
            cuts[axis] = new Cut(plan.axis(axis), plan.taps(axis).window(), plan.taps(axis).tapsInAll());
        }
        int bits = 0;
        for (int limb = 0; limb < plan.parameters().limbs(); limb++) {
            bits += plan.parameters().ring().modulus(limb).bits();
        }
        return new Shape(cuts, plan.parameters().ringDimension(), plan.parameters().limbs(), bits, plan.packing(),
                plan.separable(), plan.droppedBits(), plan.bodyBits());
    }

    boolean planeUniform() {
        return cuts[0].axis.uniform() && cuts[1].axis.uniform();
    }

    /** Whether nothing is computed in the plane: every output is an input. */
    boolean planeKept() {
        return planeUniform() && cuts[0].taps == cuts[0].axis.tileSize() && cuts[1].taps == cuts[1].axis.tileSize()
                && cuts[0].axis.scale() <= 1 && cuts[1].axis.scale() <= 1;
    }

    /** Ciphertexts of a plane sent. */
    double planeUp() {
        return (double) cuts[0].window * cuts[1].window;
    }

    /** Ciphertexts of a plane answered. */
    double planeDown() {
        return (double) cuts[0].axis.tileSize() * cuts[1].axis.tileSize();
    }

    int planesUp() {
        return cuts[2].window;
    }

    /** Planes of b answered. */
    int planesDown() {
        return cuts[2].axis.tileSize();
    }

    /** Plaintext polynomials of weights. */
    double plaintexts() {
        if (separable) {
            return (cuts[0].axis.uniform() ? 0 : cuts[0].taps) + (cuts[1].axis.uniform() ? 0.0 : cuts[1].taps);
        }
        return planeUniform() ? 0 : products(cuts).direct();
    }

    /** Products of a plane's polynomials with polynomials of weights. */
    double planeProducts() {
        double products = 0;
        for (int pass = 0; pass < passes(); pass++) {
            products += integers(pass) ? 0 : passProducts(pass);
        }
        return products;
    }

    /** Products of a plane's polynomials with integers. */
    double planeScalings() {
        double scalings = 0;
        for (int pass = 0; pass < passes() && !planeKept(); pass++) {
            scalings += integers(pass) ? passProducts(pass) : 0;
        }
        return scalings;
    }

    /** Polynomials between the two passes in the plane. */
    double planeBetween() {
        return separable ? (double) cuts[0].axis.tileSize() * cuts[1].window : 0;
    }

    private int passes() {
        return separable ? 2 : 1;
    }

    private boolean integers(int pass) {
        return separable ? cuts[pass].axis.uniform() : planeUniform();
    }

    private double passProducts(int pass) {
        PlaneProducts products = products(cuts);
        if (!separable) {
            return products.direct();
        }
        return pass == 0 ? products.alongX() : products.alongY();
    }

    private static PlaneProducts products(Cut[] cuts) {
        return new PlaneProducts(cuts[0].taps, cuts[1].taps, cuts[0].axis.tileSize(), cuts[1].window);
    }

    /** Coefficients sent. */
    double up() {
        return planeUp() * planesUp() * ringDimension;
    }

    /** Coefficients of b answered. */
    double down() {
        return planeDown() * planesDown() * ringDimension;
    }

    /** Bytes sent, frames not counted. */
    double bytesUp() {
        return up() * (modulusBits - droppedBits) / 8;
    }

    /** Bytes answered, frames not counted: a once, and b for every plane. */
    double bytesDown() {
        return (planeDown() * ringDimension * modulusBits + down() * bodyBits) / 8;
    }

    /** Source voxels read, some more than once. */
    double voxelsRead() {
        return (double) planesUp() * cuts[2].axis.tiles() * cuts[0].axis.inputs() * cuts[1].axis.inputs();
    }
}
