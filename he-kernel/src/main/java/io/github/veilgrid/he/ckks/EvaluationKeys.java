package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Rotation;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a party without the secret key needs to multiply ciphertexts and to rotate slots: one switching key for products,
 * one for each rotation. Half of each is a public seed, drawn here and used for nothing else. Public, but only useful
 * for ciphertexts of the same secret key. Immutable, thread safe.
 */
public final class EvaluationKeys {

    static final int RELINEARISATION = 0;

    private final CkksParameters parameters;
    private final byte[] seed;
    /** By number of slots to the left; {@link #RELINEARISATION} stands for products. */
    private final Map<Integer, SwitchingKey> keys;

    EvaluationKeys(CkksParameters parameters, byte[] seed, Map<Integer, SwitchingKey> keys) {
        this.parameters = parameters;
        this.seed = seed;
        this.keys = keys;
    }

    /**
     * Makes keys for products and for those rotations.
     *
     * @param random where seeds come from
     * @param rotations slots to the left, negative ones to the right
     * @throws ParameterException if the parameters have no special prime
     */
    public static EvaluationKeys generate(SecretKey key, SecureRandom random, int... rotations) {
        CkksParameters parameters = key.parameters();
        if (parameters.specialPrimes() == 0) {
            throw new ParameterException("Products and rotations need parameters with at least one special prime.");
        }
        byte[] seed = new byte[KeyStream.KEY_BYTES];
        random.nextBytes(seed);
        UniformExpander expander = expander(parameters, seed);
        Ring ring = parameters.keyRing();
        SecretSampler sampler = SecretSampler.fresh(random, ring.dimension());
        double[][] secret = new double[ring.limbs()][];
        Arrays.setAll(secret, key::row);
        Map<Integer, SwitchingKey> keys = new TreeMap<>();
        double[][] other = ring.allocate();
        for (int limb = 0; limb < other.length; limb++) {
            ModularLoops.multiply(other[limb], secret[limb], secret[limb], ring.modulus(limb));
            ModularLoops.reduce(other[limb], ring.modulus(limb));
        }
        keys.put(RELINEARISATION, SwitchingKey.generate(parameters, other, secret,
                SwitchingKey.expand(parameters, expander, RELINEARISATION), sampler));
        for (int steps : rotations) {
            Rotation rotation = new Rotation(ring.dimension(), steps);
            if (rotation.steps() == 0 || keys.containsKey(rotation.steps())) {
                continue;
            }
            for (int limb = 0; limb < other.length; limb++) {
                rotation.inverse().apply(secret[limb], other[limb]);
            }
            keys.put(rotation.steps(), SwitchingKey.generate(parameters, secret, other,
                    SwitchingKey.expand(parameters, expander, rotation.steps()), sampler));
        }
        for (double[] row : other) {
            Arrays.fill(row, 0);
        }
        sampler.wipe();
        return new EvaluationKeys(parameters, seed, keys);
    }

    static UniformExpander expander(CkksParameters parameters, byte[] seed) {
        return new UniformExpander(parameters.keyRing(), DerivedSeed.of(DerivedSeed.EVALUATION_KEYS, seed));
    }

    public CkksParameters parameters() {
        return parameters;
    }

    /** Rotations there are keys for, {@code 1..N-1} slots to the left. */
    public SortedSet<Integer> rotations() {
        SortedSet<Integer> rotations = new TreeSet<>(keys.keySet());
        rotations.remove(RELINEARISATION);
        return Collections.unmodifiableSortedSet(rotations);
    }

    byte[] seed() {
        return seed;
    }

    Map<Integer, SwitchingKey> all() {
        return Collections.unmodifiableMap(keys);
    }

    SwitchingKey relinearisation() {
        return keys.get(RELINEARISATION);
    }

    SwitchingKey rotation(int steps) {
        SwitchingKey key = keys.get(steps);
        if (steps == RELINEARISATION || key == null) {
            throw new OperandException("There is no key for a rotation by " + steps + " slots: generate it with the others.");
        }
        return key;
    }

    @Override
    public String toString() {
        return "evaluation keys for products and " + (keys.size() - 1) + " rotations";
    }
}
