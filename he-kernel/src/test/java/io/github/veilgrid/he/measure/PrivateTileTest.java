package io.github.veilgrid.he.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ckks.Ciphertext;
import io.github.veilgrid.he.ckks.EvaluationKeys;
import io.github.veilgrid.he.ckks.OperandException;
import io.github.veilgrid.he.ckks.PublicKey;
import io.github.veilgrid.he.ckks.SecretKey;
import io.github.veilgrid.he.ckks.SecretKeyEncryption;
import io.github.veilgrid.he.ckks.SwitchedCiphertext;
import io.github.veilgrid.he.ckks.SwitchedDecryptor;
import io.github.veilgrid.he.linear.LinearTransform;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A secret affine map, applied and hidden, as a program of its own would do it. */
class PrivateTileTest {

    private static final int FIRST_ROW = 96;
    /** Turned by 2 degrees about the middle of a slice of 256 x 256, shrunk by a hundredth, shifted. */
    private static final double[] SECRET = affine(Math.toRadians(2), 0.99, 1.3, -0.8);
    private static final double[] OTHER = affine(Math.toRadians(-1), 1.01, 0, 2.25);

    private static double[] affine(double angle, double zoom, double shiftX, double shiftY) {
        double c = zoom * Math.cos(angle);
        double s = zoom * Math.sin(angle);
        return new double[] {c, -s, 128 - 128 * c + 128 * s + shiftX, s, c, 128 - 128 * s - 128 * c + shiftY};
    }

    @Test
    void theOwnerSeesTheMappedSliceAndNothingOfTheMap() {
        Random random = new Random(256);
        int n = PrivateTile.WIDTH * PrivateTile.HEIGHT;
        double[] pixels = random.ints(n, -2048, 2048).asDoubleStream().toArray();
        try (SecretKey key = SecretKey.derive(PrivateTile.PARAMETERS, new byte[32])) {
            EvaluationKeys keys = PrivateTile.keys(key);
            PublicKey publicKey = PublicKey.generate(key, new SecureRandom());
            Ciphertext tile = new SecretKeyEncryption(key, new SecureRandom())
                    .encrypt(pixels, PrivateTile.MAGNITUDE, PrivateTile.SCALE).expand();
            PrivateTile remote = new PrivateTile(PrivateTile.map(SECRET, FIRST_ROW), keys, publicKey);
            SwitchedCiphertext answer = remote.answer(tile);
            double bound = answer.errorBound();
            double largest = 0;
            int compared = 0;
            try (SwitchedDecryptor decryptor = new SwitchedDecryptor(key, PrivateTile.answerModulus())) {
                double[] actual = decryptor.decrypt(answer);
                for (int row = PrivateTile.SHIFT; row < PrivateTile.HEIGHT - PrivateTile.SHIFT - 1; row++) {
                    for (int x = 0; x < PrivateTile.WIDTH; x++) {
                        double error = Math.abs(actual[row * PrivateTile.WIDTH + x] - bilinear(pixels, x, row));
                        largest = Math.max(largest, error);
                        compared++;
                    }
                }
            }
            assertEquals(47 * 256, compared);
            assertTrue(largest <= bound, largest + " above " + bound);
            assertTrue(bound < 1, "less than one grey value of 4096: " + bound);
            System.out.println("private map: error at most " + largest + ", bound " + bound);

            PrivateTile another = new PrivateTile(PrivateTile.map(OTHER, FIRST_ROW), keys, publicKey);
            assertEquals(answer.toString(), another.answer(tile).toString(), "no bound tells of the map");
        }
    }

    /** Bilinear interpolation written down again, point by point. */
    private static double bilinear(double[] pixels, int x, int row) {
        double y = FIRST_ROW + row;
        double px = SECRET[0] * x + SECRET[1] * y + SECRET[2];
        double py = SECRET[3] * x + SECRET[4] * y + SECRET[5] - FIRST_ROW;
        double left = Math.floor(px);
        double top = Math.floor(py);
        double upper = (left + 1 - px) * pixel(pixels, left, top) + (px - left) * pixel(pixels, left + 1, top);
        double lower = (left + 1 - px) * pixel(pixels, left, top + 1) + (px - left) * pixel(pixels, left + 1, top + 1);
        return (top + 1 - py) * upper + (py - top) * lower;
    }

    private static double pixel(double[] pixels, double x, double y) {
        boolean inside = x >= 0 && x < PrivateTile.WIDTH && y >= 0 && y < PrivateTile.HEIGHT;
        return inside ? pixels[(int) (y * PrivateTile.WIDTH + x)] : 0;
    }

    @Test
    void keysFollowFromTheLargestShiftAndLargerOnesAreRefused() {
        int n = PrivateTile.WIDTH * PrivateTile.HEIGHT;
        int[] rotations = LinearTransform.rotations(n, PrivateTile.diagonals());
        assertTrue(rotations.length < 50, rotations.length + " rotations");
        double[] far = affine(Math.toRadians(8), 1, 0, 0);
        String message = assertThrows(OperandException.class, () -> LinearTransform.encodePrivate(PrivateTile.PARAMETERS,
                PrivateTile.map(far, FIRST_ROW), PrivateTile.diagonals(), 1.001, 0x1p32, 3)).getMessage();
        assertTrue(message.contains("not declared"), message);
        String gain = assertThrows(OperandException.class, () -> LinearTransform.encodePrivate(PrivateTile.PARAMETERS,
                PrivateTile.map(OTHER, FIRST_ROW), PrivateTile.diagonals(), 0.9, 0x1p32, 3)).getMessage();
        assertTrue(gain.contains("declared gain of 0.9"), gain);
        assertArrayEquals(rotations, LinearTransform.rotations(n, PrivateTile.diagonals()));
    }
}
