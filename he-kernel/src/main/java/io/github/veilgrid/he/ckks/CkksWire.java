package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.wire.Envelope;
import io.github.veilgrid.he.wire.Envelope.Kind;
import io.github.veilgrid.he.wire.ResiduePacking;
import io.github.veilgrid.he.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ciphertexts, public keys and evaluation keys as bytes and back; the layout stands in {@code he-kernel/WIRE.md}. Secret keys have no
 * bytes: they are derived. Lengths are checked before anything is allocated, every residue is checked, and each object
 * has one encoding only. Bounds of values and errors are what the sender claims. Stateless, thread safe.
 */
public final class CkksWire {

    private static final int BOUNDS = 4 * Double.BYTES;
    private static final int ID = Integer.BYTES;

    private CkksWire() {
    }

    public static byte[] toBytes(Ciphertext c) {
        Ring ring = c.parameters().ring();
        ByteBuffer out = Envelope.open(Kind.CIPHERTEXT, c.parameters().fingerprint(),
                1 + BOUNDS + 2 * rowBytes(ring, c.limbs()));
        out.put((byte) c.limbs()).putDouble(c.scale()).putDouble(c.magnitude());
        out.putDouble(c.error().noise()).putDouble(c.error().encoding());
        putRows(out, ring, c.b());
        putRows(out, ring, c.a());
        return Envelope.seal(out);
    }

    /** @throws WireFormatException if the bytes are not exactly a ciphertext of those parameters */
    public static Ciphertext ciphertext(CkksParameters parameters, byte[] bytes) throws WireFormatException {
        ByteBuffer in = Envelope.check(bytes, Kind.CIPHERTEXT, parameters.fingerprint());
        int limbs = in.hasRemaining() ? in.get() : 0;
        if (limbs < 1 || limbs > parameters.limbs()) {
            throw new WireFormatException("The ciphertext has " + limbs + " limbs, its parameters " + parameters.limbs() + ".");
        }
        requireLength(in, BOUNDS + 2L * rowBytes(parameters.ring(), limbs));
        double scale = positive(in.getDouble());
        double magnitude = bound(in.getDouble());
        ErrorBound error = new ErrorBound(bound(in.getDouble()), bound(in.getDouble()), true);
        double[][] b = rows(in, bytes, parameters.ring(), limbs);
        double[][] a = rows(in, bytes, parameters.ring(), limbs);
        try {
            return new Ciphertext(parameters, b, a, scale, magnitude, error);
        } catch (OperandException e) {
            throw new WireFormatException("The ciphertext contradicts itself. " + e.getMessage(), e);
        }
    }

    public static byte[] toBytes(SeededCiphertext c) {
        Ring ring = c.parameters().ring();
        ByteBuffer out = Envelope.open(Kind.SEEDED_CIPHERTEXT, c.parameters().fingerprint(),
                KeyStream.KEY_BYTES + ID + 2 * Double.BYTES + rowBytes(ring, ring.limbs()));
        out.put(c.seed()).putInt(c.index()).putDouble(c.scale()).putDouble(c.magnitude());
        putRows(out, ring, c.b());
        return Envelope.seal(out);
    }

    /** @throws WireFormatException if the bytes are not exactly a seeded ciphertext of those parameters */
    public static SeededCiphertext seededCiphertext(CkksParameters parameters, byte[] bytes) throws WireFormatException {
        Ring ring = parameters.ring();
        ByteBuffer in = Envelope.check(bytes, Kind.SEEDED_CIPHERTEXT, parameters.fingerprint());
        requireLength(in, KeyStream.KEY_BYTES + ID + 2L * Double.BYTES + rowBytes(ring, ring.limbs()));
        byte[] seed = seed(in);
        int index = in.getInt();
        if (index < 0) {
            throw new WireFormatException("The index " + index + " of the ciphertext is negative.");
        }
        double scale = positive(in.getDouble());
        double magnitude = bound(in.getDouble());
        double[][] b = rows(in, bytes, ring, ring.limbs());
        try {
            return new SeededCiphertext(parameters, seed, index, b, scale, magnitude, true);
        } catch (OperandException e) {
            throw new WireFormatException("The seeded ciphertext contradicts itself. " + e.getMessage(), e);
        }
    }

    public static byte[] toBytes(SwitchedCiphertext c) {
        int row = ResiduePacking.bytes(c.parameters().ringDimension(), ResiduePacking.bits(c.modulus()));
        ByteBuffer out = Envelope.open(Kind.SWITCHED_CIPHERTEXT, c.parameters().fingerprint(), Long.BYTES + BOUNDS + 2 * row);
        out.putLong(c.modulus()).putDouble(c.scale()).putDouble(c.magnitude());
        out.putDouble(c.error().noise()).putDouble(c.error().encoding());
        ResiduePacking.pack(c.b(), c.modulus(), out.array(), out.position());
        ResiduePacking.pack(c.a(), c.modulus(), out.array(), out.position() + row);
        return Envelope.seal(out);
    }

    /** @throws WireFormatException if the bytes are not exactly a switched ciphertext of those parameters */
    public static SwitchedCiphertext switchedCiphertext(CkksParameters parameters, byte[] bytes) throws WireFormatException {
        ByteBuffer in = Envelope.check(bytes, Kind.SWITCHED_CIPHERTEXT, parameters.fingerprint());
        long modulus = in.remaining() < Long.BYTES ? 0 : in.getLong();
        if (modulus < 2 || modulus > ModulusSwitch.MAX_MODULUS) {
            throw new WireFormatException("The switched ciphertext has no modulus from 2 to 2^50.");
        }
        int n = parameters.ringDimension();
        int row = ResiduePacking.bytes(n, ResiduePacking.bits(modulus));
        requireLength(in, BOUNDS + 2L * row);
        double scale = positive(in.getDouble());
        double magnitude = bound(in.getDouble());
        ErrorBound error = new ErrorBound(bound(in.getDouble()), bound(in.getDouble()), true);
        double[] b = new double[n];
        double[] a = new double[n];
        ResiduePacking.unpack(bytes, Envelope.HEADER + in.position(), modulus, b);
        ResiduePacking.unpack(bytes, Envelope.HEADER + in.position() + row, modulus, a);
        try {
            return new SwitchedCiphertext(parameters, modulus, b, a, scale, magnitude, error);
        } catch (OperandException e) {
            throw new WireFormatException("The switched ciphertext contradicts itself. " + e.getMessage(), e);
        }
    }

    public static byte[] toBytes(PublicKey key) {
        Ring ring = key.parameters().ring();
        ByteBuffer out = Envelope.open(Kind.PUBLIC_KEY, key.parameters().fingerprint(),
                KeyStream.KEY_BYTES + rowBytes(ring, ring.limbs()));
        out.put(key.seed());
        putRows(out, ring, key.b());
        return Envelope.seal(out);
    }

    /** @throws WireFormatException if the bytes are not exactly a public key of those parameters */
    public static PublicKey publicKey(CkksParameters parameters, byte[] bytes) throws WireFormatException {
        Ring ring = parameters.ring();
        ByteBuffer in = Envelope.check(bytes, Kind.PUBLIC_KEY, parameters.fingerprint());
        requireLength(in, KeyStream.KEY_BYTES + (long) rowBytes(ring, ring.limbs()));
        return new PublicKey(parameters, seed(in), rows(in, bytes, ring, ring.limbs()));
    }

    /** All keys in one piece: below 2 GB, which {@link ArithmeticException} says if they are not. */
    public static byte[] toBytes(EvaluationKeys keys) {
        CkksParameters parameters = keys.parameters();
        Ring ring = parameters.keyRing();
        int length = Math.toIntExact(KeyStream.KEY_BYTES + ID + keys.all().size() * keyBytes(parameters));
        ByteBuffer out = Envelope.open(Kind.EVALUATION_KEYS, parameters.fingerprint(), length);
        out.put(keys.seed()).putInt(keys.all().size());
        keys.all().forEach((id, key) -> {
            out.putInt(id);
            for (double[][] digit : key.b) {
                putRows(out, ring, digit);
            }
        });
        return Envelope.seal(out);
    }

    /** @throws WireFormatException if the bytes are not exactly evaluation keys of those parameters */
    public static EvaluationKeys evaluationKeys(CkksParameters parameters, byte[] bytes) throws WireFormatException {
        ByteBuffer in = Envelope.check(bytes, Kind.EVALUATION_KEYS, parameters.fingerprint());
        if (parameters.specialPrimes() == 0 || in.remaining() < KeyStream.KEY_BYTES + ID) {
            throw new WireFormatException("These parameters have no evaluation keys, or the keys are cut short.");
        }
        byte[] seed = seed(in);
        int count = in.getInt();
        if (count < 1 || count > parameters.ringDimension()) {
            throw new WireFormatException("There cannot be " + count + " evaluation keys.");
        }
        requireLength(in, count * keyBytes(parameters));
        UniformExpander expander = EvaluationKeys.expander(parameters, seed);
        Map<Integer, SwitchingKey> keys = new TreeMap<>();
        int last = -1;
        for (int i = 0; i < count; i++) {
            int id = in.getInt();
            if (id <= last || id >= parameters.ringDimension() || i == 0 && id != EvaluationKeys.RELINEARISATION) {
                throw new WireFormatException("The evaluation keys are not in order.");
            }
            last = id;
            double[][][] b = new double[SwitchingKey.digits(parameters, parameters.limbs())][][];
            for (int digit = 0; digit < b.length; digit++) {
                b[digit] = rows(in, bytes, parameters.keyRing(), parameters.keyRing().limbs());
            }
            keys.put(id, new SwitchingKey(b, SwitchingKey.expand(parameters, expander, id)));
        }
        return new EvaluationKeys(parameters, seed, keys);
    }

    private static long keyBytes(CkksParameters parameters) {
        Ring ring = parameters.keyRing();
        return ID + (long) SwitchingKey.digits(parameters, parameters.limbs()) * rowBytes(ring, ring.limbs());
    }

    private static int rowBytes(Ring ring, int limbs) {
        int bytes = 0;
        for (int limb = 0; limb < limbs; limb++) {
            bytes += ResiduePacking.bytes(ring.dimension(), ring.modulus(limb).bits());
        }
        return bytes;
    }

    private static void putRows(ByteBuffer out, Ring ring, double[][] rows) {
        for (int limb = 0; limb < rows.length; limb++) {
            ResiduePacking.pack(rows[limb], ring.modulus(limb), out.array(), out.position());
            out.position(out.position() + ResiduePacking.bytes(ring.dimension(), ring.modulus(limb).bits()));
        }
    }

    private static double[][] rows(ByteBuffer body, byte[] bytes, Ring ring, int limbs) throws WireFormatException {
        double[][] rows = new double[limbs][ring.dimension()];
        for (int limb = 0; limb < limbs; limb++) {
            ResiduePacking.unpack(bytes, Envelope.HEADER + body.position(), ring.modulus(limb), rows[limb]);
            body.position(body.position() + ResiduePacking.bytes(ring.dimension(), ring.modulus(limb).bits()));
        }
        return rows;
    }

    private static byte[] seed(ByteBuffer in) {
        byte[] seed = new byte[KeyStream.KEY_BYTES];
        in.get(seed);
        return seed;
    }

    private static void requireLength(ByteBuffer in, long expected) throws WireFormatException {
        if (in.remaining() != expected) {
            throw new WireFormatException("The body should have " + expected + " more bytes, it has " + in.remaining() + ".");
        }
    }

    private static double positive(double x) throws WireFormatException {
        if (!(x > 0)) {
            throw new WireFormatException("The scale is not positive.");
        }
        return bound(x);
    }

    /** Finite and not negative; minus zero would be a second encoding of zero. */
    private static double bound(double x) throws WireFormatException {
        if (!(Double.doubleToRawLongBits(x) >= 0 && x < Double.POSITIVE_INFINITY)) {
            throw new WireFormatException("A bound is not a finite, positive number.");
        }
        return x;
    }
}
