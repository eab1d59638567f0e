package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Homomorphic laws as a property: any circuit decrypts to what it computes on the values, never above its bound. */
class RandomCircuitTest {

    private static final double SCALE = 0x1p40;

    private record Wire(Ciphertext ciphertext, double[] values) {
    }

    private static final CkksLiteral[] LITERALS = {
        new CkksLiteral(8192, List.of(50, 40, 40), List.of(50)),
        new CkksLiteral(16384, List.of(50, 40, 40, 40, 40), List.of(50, 50)),
        new CkksLiteral(32768, List.of(50, 40, 40, 40, 40, 40, 40), List.of(50, 50, 50)),
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aRandomCircuitStaysWithinItsPredictedBound(long seed) {
        CkksParameters parameters = CkksParameters.of(LITERALS[(int) (seed % LITERALS.length)]);
        Vault vault = new Vault(parameters, seed, 1, 5, -7, 1000);
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            double[] x = vault.values(1);
            wires.add(new Wire(vault.encrypt(x, 1, SCALE), x));
        }
        StringBuilder circuit = new StringBuilder();
        for (int step = 0; step < 30; step++) {
            Wire x = wires.get(vault.random.nextInt(wires.size()));
            Wire y = wires.get(vault.random.nextInt(wires.size()));
            int operation = vault.random.nextInt(8);
            try {
                Wire result = apply(vault, operation, x, y);
                vault.error(result.ciphertext, result.values);
                wires.add(result);
                circuit.append(operation).append(' ');
            } catch (OperandException refused) {
                circuit.append('-').append(operation).append(' ');
            }
        }
        System.out.println("random circuit, seed " + seed + ": " + circuit);
        assertTrue(wires.size() > 12, "most steps of a circuit are possible");
        double tightest = wires.stream().mapToDouble(w -> vault.error(w.ciphertext, w.values) / w.ciphertext.errorBound()).max().orElse(0);
        System.out.println("largest part of its bound that an error reached: " + tightest);
        assertTrue(tightest > 0.05, "bounds are not vacuous: " + tightest);
    }

    private static Wire apply(Vault vault, int operation, Wire x, Wire y) {
        Evaluator e = vault.evaluator;
        int limbs = Math.min(x.ciphertext.limbs(), y.ciphertext.limbs());
        Ciphertext cx = e.dropTo(x.ciphertext, limbs);
        Ciphertext cy = e.dropTo(y.ciphertext, limbs);
        return switch (operation) {
            case 0 -> new Wire(e.add(cx, cy), Vault.zip(x.values, y.values, Double::sum));
            case 1 -> new Wire(e.subtract(cx, cy), Vault.zip(x.values, y.values, (p, q) -> p - q));
            case 2 -> new Wire(e.rescale(e.multiply(cx, cy)), Vault.zip(x.values, y.values, (p, q) -> p * q));
            case 3 -> {
                int[] steps = {1, 5, -7, 1000};
                int by = steps[vault.random.nextInt(steps.length)];
                yield new Wire(e.rotate(x.ciphertext, by), Vault.rotated(x.values, by));
            }
            case 4 -> new Wire(e.multiply(cx, -0.75, 4), Vault.zip(x.values, x.values, (p, q) -> -0.75 * p));
            case 5 -> new Wire(e.rotateAndSum(List.of(cx, cy, cx), 5, -7, 0), Vault.zip(Vault.zip(Vault.rotated(x.values, 5),
                    Vault.rotated(y.values, -7), Double::sum), x.values, Double::sum));
            case 6 -> {
                double[] w = vault.values(0.5);
                Plaintext p = Plaintext.encode(vault.parameters, w, vault.parameters.prime(limbs - 1), limbs);
                yield new Wire(e.rescale(e.weightedSum(List.of(cx, cy), List.of(p, p))),
                        Vault.zip(Vault.zip(x.values, y.values, Double::sum), w, (a, b) -> a * b));
            }
            default -> {
                double[] w = vault.values(0.7);
                double scale = vault.parameters.prime(cx.limbs() - 1) * (SCALE / cx.scale());
                Plaintext p = Plaintext.encode(vault.parameters, w, scale, limbs);
                yield new Wire(e.rescale(e.multiply(cx, p)), Vault.zip(x.values, w, (a, b) -> a * b));
            }
        };
    }
}
