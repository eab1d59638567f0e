package io.github.veilgrid.he.measure;

import io.github.veilgrid.he.ckks.Ciphertext;
import io.github.veilgrid.he.ckks.CkksLiteral;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.EvaluationKeys;
import io.github.veilgrid.he.ckks.Evaluator;
import io.github.veilgrid.he.ckks.PublicKey;
import io.github.veilgrid.he.ckks.ResultHiding;
import io.github.veilgrid.he.ckks.SecretKey;
import io.github.veilgrid.he.ckks.SwitchedCiphertext;
import io.github.veilgrid.he.linear.DiagonalMatrix;
import io.github.veilgrid.he.linear.LinearTransform;
import java.security.SecureRandom;
import java.util.List;

/**
 * A remote party's own affine map of slices, kept from the owner of the voxels: bilinear, with shifts of up to
 * {@link #SHIFT} pixels, on one tile of 256 x 64 pixels, a pixel for each slot, row by row. Public are the parameters,
 * the largest shift, hence the diagonals, and the gain of interpolation, 1; the map itself stays in the weights, drowned
 * to 40 bits. Measured for comparison with what others publish of rotations: no job goes this way, private maps lie out
 * their voxels so that none is needed ({@code regrid.wire.PrivatePlan}). Rows within {@link #SHIFT} of a tile's inner edges are halo: six tiles make a slice of 256 x 256.
 */
final class PrivateTile {

    static final int WIDTH = 256;
    static final int HEIGHT = 64;
    static final int SHIFT = 8;
    static final int TILES = 6;
    static final double MAGNITUDE = 2048;
    static final double SCALE = 0x1p87;
    private static final double WEIGHT_SCALE = 0x1p32;
    private static final int SECURITY = 40;
    /** Answers need no products: 38 bits for each coefficient instead of 132. */
    private static final long ANSWER_MODULUS = 1L << 38;

    static final CkksParameters PARAMETERS = CkksParameters.of(
            new CkksLiteral(WIDTH * HEIGHT, List.of(44, 44, 44), List.of(45)));

    private final LinearTransform transform;
    private final Evaluator evaluator;
    private final ResultHiding hiding;

    /** The remote side: its own map, and the owner's public and evaluation keys. */
    PrivateTile(DiagonalMatrix map, EvaluationKeys keys, PublicKey publicKey) {
        this.transform = LinearTransform.encodePrivate(PARAMETERS, map, diagonals(), 1 + 1e-9, WEIGHT_SCALE, PARAMETERS.limbs());
        this.evaluator = new Evaluator(keys);
        this.hiding = new ResultHiding(publicKey, SECURITY, new SecureRandom());
    }

    /** The diagonals of all shifts up to the largest, bilinear neighbours included. */
    static int[] diagonals() {
        int[] diagonals = new int[(2 * SHIFT + 2) * (2 * SHIFT + 2)];
        int count = 0;
        for (int dy = -SHIFT; dy <= SHIFT + 1; dy++) {
            for (int dx = -SHIFT; dx <= SHIFT + 1; dx++) {
                diagonals[count++] = dy * WIDTH + dx;
            }
        }
        return diagonals;
    }

    static EvaluationKeys keys(SecretKey key) {
        return EvaluationKeys.generate(key, new SecureRandom(), LinearTransform.rotations(WIDTH * HEIGHT, diagonals()));
    }

    /**
     * The matrix of output pixel (x, y) from input position {@code (a x + b y + c, d x + e y + f)}, y counted in the slice;
     * what lies outside of the tile is 0.
     */
    static DiagonalMatrix map(double[] affine, int firstRow) {
        DiagonalMatrix.Builder matrix = DiagonalMatrix.builder(WIDTH * HEIGHT);
        for (int row = 0; row < HEIGHT; row++) {
            for (int x = 0; x < WIDTH; x++) {
                int y = firstRow + row;
                double sx = affine[0] * x + affine[1] * y + affine[2];
                double sy = affine[3] * x + affine[4] * y + affine[5] - firstRow;
                for (int tap = 0; tap < 4; tap++) {
                    int column = (int) Math.floor(sx) + (tap & 1);
                    int line = (int) Math.floor(sy) + (tap >> 1);
                    double weight = (1 - Math.abs(sx - column)) * (1 - Math.abs(sy - line));
                    if (column >= 0 && column < WIDTH && line >= 0 && line < HEIGHT) {
                        matrix.add(row * WIDTH + x, line * WIDTH + column, weight);
                    }
                }
            }
        }
        return matrix.build();
    }

    /** What is sent back. */
    SwitchedCiphertext answer(Ciphertext tile) {
        return SwitchedCiphertext.of(hiding.hide(transform.apply(evaluator, tile)), ANSWER_MODULUS);
    }

    static long answerModulus() {
        return ANSWER_MODULUS;
    }
}
