package io.github.veilgrid.he.ckks;

import java.util.Collections;
import java.util.List;

/** One chain of primes or more for each ring dimension from 2^10 to 2^15, as long as security allows or nearly so. */
final class Chains {

    private Chains() {
    }

    /** N = 1024 has room for one prime alone, N = 2048 for two or for one and a special one. */
    static CkksLiteral[] all() {
        return new CkksLiteral[] {
            new CkksLiteral(1024, List.of(25), List.of()),
            new CkksLiteral(2048, List.of(25, 25), List.of()),
            new CkksLiteral(2048, List.of(24), List.of(26)),
            new CkksLiteral(4096, List.of(36, 30), List.of(34)),
            new CkksLiteral(8192, List.of(50, 50, 50), List.of(50)),
            new CkksLiteral(8192, List.of(40, 30, 30, 30), List.of(36, 36)),
            new CkksLiteral(16384, List.of(45, 40, 40, 40, 40), List.of(45, 45)),
            new CkksLiteral(32768, Collections.nCopies(13, 45), List.of(46, 46, 46)),
        };
    }

    /** log2 of the modulus of a level. */
    static double room(CkksParameters parameters, int limbs) {
        double room = 0;
        for (int limb = 0; limb < limbs; limb++) {
            room += Math.log(parameters.prime(limb)) / Math.log(2);
        }
        return room;
    }
}
