package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.CkksParameters;

/** Working memory for one plane of ciphertexts: both polynomials of each, one row of residues per limb. */
final class CipherPlane {

    final double[][][] b;
    final double[][][] a;

    CipherPlane(CkksParameters parameters, int count) {
        b = new double[count][parameters.limbs()][parameters.ringDimension()];
        a = new double[count][parameters.limbs()][parameters.ringDimension()];
    }
}
