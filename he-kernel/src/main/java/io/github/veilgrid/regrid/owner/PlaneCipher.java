package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.Encryptor;
import io.github.veilgrid.he.ckks.SecretKey;
import io.github.veilgrid.he.ckks.SharedMaskEncryptor;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.security.SecureRandom;

/** Encrypts the polynomials of planes under the keys that a plan asks for. Closing it wipes them. */
interface PlaneCipher extends AutoCloseable {

    /** Turns to a plane; each plane once. Not while another thread encrypts. */
    void plane(int plane);

    /**
     * Encrypts a polynomial of the plane; several threads may.
     *
     * @param coefficients N integers
     * @param index of the ciphertext, each once
     * @param b takes one row per limb
     */
    void encrypt(double[] coefficients, int index, double[][] b);

    @Override
    void close();

    /** The way of a plan, for the one encryption of a job. */
    static PlaneCipher of(JobPlan plan, JobKey key, SecureRandom random) {
        key.takeForEncryption();
        return plan instanceof WirePlan wire ? new KeyPerPlane(wire, key, random)
                : new OneKey(plan.parameters(), plan instanceof PrivatePlan hidden ? hidden.shift() : 0, key, random);
    }

    /** One secret for the job, an a for each ciphertext: for plans whose planes do not share what happens to them. */
    final class OneKey implements PlaneCipher {

        private final SecretKey secret;
        private final Encryptor encryptor;
        private final int shift;
        private int plane;

        private OneKey(CkksParameters parameters, int shift, JobKey key, SecureRandom random) {
            secret = key.ringSecret(parameters);
            encryptor = new Encryptor(secret, key.jobId(), random);
            this.shift = shift;
        }

        @Override
        public void plane(int next) {
            plane = next;
        }

        @Override
        public void encrypt(double[] coefficients, int index, double[][] b) {
            if (shift == 0) {
                encryptor.encrypt(coefficients, plane, index, b);
            } else {
                encryptor.encrypt(coefficients, shift, plane, index, b);
            }
        }

        @Override
        public void close() {
            secret.close();
        }
    }

    /** A secret for each plane, and the same a's for all of them. */
    final class KeyPerPlane implements PlaneCipher {

        private final CkksParameters parameters;
        private final JobKey key;
        private final SharedMaskEncryptor encryptor;
        private final boolean[] used;
        private SecretKey secret;
        private SharedMaskEncryptor.Lane lane;

        private KeyPerPlane(WirePlan plan, JobKey key, SecureRandom random) {
            this.parameters = plan.parameters();
            this.key = key;
            this.encryptor = new SharedMaskEncryptor(parameters, key.jobId(), plan.ciphertextsUp(),
                    plan.packing().inSlots(), random);
            this.used = new boolean[plan.planesUp()];
        }

        @Override
        public void plane(int plane) {
            if (used[plane]) {
                throw new IllegalStateException("plane " + plane + " was encrypted before");
            }
            used[plane] = true;
            close();
            secret = key.planeSecret(parameters, plane);
            lane = encryptor.lane(secret);
        }

        @Override
        public void encrypt(double[] coefficients, int index, double[][] b) {
            lane.encrypt(coefficients, index, b);
        }

        @Override
        public void close() {
            if (secret != null) {
                secret.close();
            }
        }
    }
}
