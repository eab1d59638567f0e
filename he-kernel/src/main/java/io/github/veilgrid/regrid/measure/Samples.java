package io.github.veilgrid.regrid.measure;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.Encryptor;
import io.github.veilgrid.he.ckks.ModulusSwitch;
import io.github.veilgrid.he.ckks.ProductSum;
import io.github.veilgrid.he.ckks.SecretKey;
import io.github.veilgrid.he.ckks.UniformExpander;
import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ntt;
import io.github.veilgrid.he.ring.RealLoops;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.he.wire.ResiduePacking;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.owner.SplineFilter;
import io.github.veilgrid.regrid.wire.Checksum;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One run of each operation on one ciphertext of a usual job, on data that a core's own cache holds, as it does a thread's
 * workspace in a job; what numbers from afar take longer has a price of its own. For one thread.
 */
final class Samples {

    static final int DIMENSION = 2048;
    private static final int BITS = 49;
    private static final int ANSWER_BITS = 24;
    /** 128 kB. */
    private static final int ROWS = 8;
    private static final int FAR_ROWS = 2048;
    /** Odd, so that all rows get their turn. */
    private static final int FAR = 1021;
    /** 512 KB of short rows. */
    private static final int NEAR_ROWS = 512;
    private static final int NEAR_LENGTH = 128;
    private static final int NEAR_TAPS = 18;
    private static final int WIDTH = 512;
    private static final int STRIDE = 13;
    private static final int TILES = 32;
    private static final int LINES = 7;

    private final CkksParameters parameters = CkksParameters.of(DIMENSION, BITS);
    private final Modulus q = parameters.ring().modulus(0);
    private final Ntt ntt = parameters.ring().ntt(0);
    private final ModulusSwitch modulusSwitch = new ModulusSwitch(parameters.ring());
    private final UniformExpander expander = new UniformExpander(parameters, new byte[32]);
    private final Encryptor encryptor = new Encryptor(SecretKey.derive(parameters, new byte[32]), new byte[32],
            new SecureRandom());
    private final double[][] rows = new double[ROWS][DIMENSION];
    /** 32 MB, in which each row lies far from the one before. */
    private final double[][] far = new double[FAR_ROWS][DIMENSION];
    private final double[][] near = new double[NEAR_ROWS][NEAR_LENGTH];
    private final double[][] nearWeights = new double[NEAR_TAPS][NEAR_LENGTH];
    private final double[] nearSum = new double[NEAR_LENGTH];
    private final ProductSum products = new ProductSum();
    private final double[] weights = new double[DIMENSION];
    private final double[] sum = new double[DIMENSION];
    private final double[] spare = new double[DIMENSION];
    private final double[] slice = new double[WIDTH * WIDTH];
    private final byte[] packed = new byte[ResiduePacking.bytes(DIMENSION, BITS)];
    private final byte[] chunk = new byte[1 << 20];
    private final byte[] answer = new byte[IntegerPacking.bytes(DIMENSION, ANSWER_BITS)];
    /** Of the tiles of a plane in the slice. */
    private final int[] columns = IntStream.range(0, TILES).map(tile -> tile * STRIDE).toArray();
    private final int[] lines = IntStream.range(0, DIMENSION / TILES).map(tile -> tile * LINES * WIDTH).toArray();
    private final double[] image = new double[WIDTH * WIDTH];
    private final byte[] seed = new byte[32];
    private int turn;
    private int place;
    private int encrypted;

    Samples() {
        SplittableRandom random = new SplittableRandom(1);
        for (double[] row : rows) {
            fill(row, random, q.asDouble() / 2);
        }
        for (double[] row : near) {
            fill(row, random, q.asDouble() / 2);
        }
        for (double[] row : nearWeights) {
            fill(row, random, q.asDouble() / 2);
        }
        fill(weights, random, q.asDouble() / 2);
        fill(slice, random, 4096);
        ResiduePacking.pack(weights, q, packed, 0);
    }

    private static void fill(double[] numbers, SplittableRandom random, double limit) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.rint(limit * (2 * random.nextDouble() - 1));
        }
    }

    private double[] row() {
        turn++;
        return rows[turn % ROWS];
    }

    /** Room for the chunk is made too, and filled once. */
    void checksum() {
        Checksum checksum = new Checksum();
        checksum.update(chunk.clone(), 0, chunk.length);
        spare[0] = checksum.value()[0];
    }

    /** As the owner looks at a slice: copied from the scan, then for padding, then for values outside the declared range. */
    void read() {
        double[] values = slice.clone();
        int padding = 0;
        for (double value : values) {
            padding += Double.isNaN(value) ? 1 : 0;
        }
        for (int i = 0; i < values.length; i++) {
            double message = (values[i] - 0.5) / 1.25;
            if (Double.isNaN(message)) {
                message = padding;
            } else if (Math.abs(message) > Double.MAX_VALUE) {
                throw new IllegalStateException();
            }
            values[i] = message;
        }
        spare[0] = values[turn % ROWS];
    }

    void fetch() {
        place = (place + FAR) % FAR_ROWS;
        RealLoops.multiplyAdd(sum, far[place], 2);
    }

    void filter() {
        SplineFilter.along(image, WIDTH, WIDTH);
    }

    void ring() {
        CkksParameters.of(DIMENSION, BITS).encoder().encode(row(), 1, spare);
    }

    void secret() {
        seed[turn & 31]++;
        SecretKey.derive(parameters, seed).close();
    }

    void gather() {
        row();
        int start = turn % STRIDE + turn / STRIDE % STRIDE * WIDTH;
        int slot = 0;
        for (int line : lines) {
            int first = start + line;
            for (int column : columns) {
                spare[slot++] = slice[first + column];
            }
        }
    }

    void scatter() {
        double[] messages = row();
        int start = turn % STRIDE + turn / STRIDE % STRIDE * WIDTH;
        for (int i = 0; i < lines.length; i++) {
            scatterRow(messages, TILES * i, start + lines[i]);
        }
    }

    private void scatterRow(double[] messages, int first, int start) {
        int slot = first;
        for (int column = 0; column < STRIDE * TILES; column += STRIDE) {
            slice[start + column] = messages[slot++] * 1e-12 + 0.5 * weights[column];
        }
    }

    void encrypt() {
        encryptor.encrypt(weights, 0, encrypted++, new double[][] {spare});
    }

    void expand() {
        expander.expand(0, turn, new double[][] {spare});
    }

    /** Two vectors share a transform. */
    void encode() {
        parameters.encoder().encodePair(row(), row(), 1, sum, spare);
    }

    void decode() {
        parameters.encoder().decodePair(row(), row(), 1, sum, spare);
    }

    void transform() {
        ntt.forward(row(), spare);
        ntt.inverse(row(), spare);
    }

    void product() {
        ModularLoops.multiplyAdd(sum, row(), row(), q);
        ModularLoops.multiplyAdd(sum, row(), row(), q);
        ModularLoops.multiplyAdd(sum, row(), row(), q);
        ModularLoops.multiplyAdd(sum, row(), row(), q);
        ModularLoops.reduce(sum, q);
    }

    void nearProduct() {
        turn = (turn + NEAR_TAPS) % (NEAR_ROWS - NEAR_TAPS);
        products.begin(nearSum, q);
        for (int tap = 0; tap < NEAR_TAPS; tap++) {
            products.add(near[turn + tap], nearWeights[tap]);
        }
        products.end();
    }

    void scale() {
        ModularLoops.multiplyScalarAdd(sum, row(), 3, q);
        ModularLoops.multiplyScalarAdd(sum, row(), 2, q);
        ModularLoops.reduce(sum, q);
    }

    void weigh() {
        RealLoops.multiply(sum, row(), 3);
        RealLoops.multiplyAdd(sum, row(), 2);
    }

    void switchModulus() {
        System.arraycopy(row(), 0, spare, 0, DIMENSION);
        modulusSwitch.fractions(new double[][] {spare}, sum);
    }

    void pack() {
        ResiduePacking.pack(row(), q, packed, 0);
    }

    void unpack() {
        try {
            ResiduePacking.unpack(packed, 0, q, row());
        } catch (WireFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    void packAnswer() {
        IntegerPacking.pack(row(), ANSWER_BITS, answer, 0);
    }

    void unpackAnswer() {
        try {
            IntegerPacking.unpack(answer, 0, ANSWER_BITS, spare);
        } catch (WireFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    int sliceVoxels() {
        return slice.length;
    }

    int nearProducts() {
        return NEAR_TAPS * NEAR_LENGTH;
    }

    int chunkBytes() {
        return chunk.length;
    }
}
