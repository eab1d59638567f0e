package io.github.veilgrid.regrid.blind;

/** Working memory for one plane of ciphertexts: both polynomials of each, in rows of N numbers. */
final class CipherPlane {

    final double[][][] b;
    final double[][][] a;

    CipherPlane(int count, int rows, int dimension) {
        b = new double[count][rows][dimension];
        a = new double[count][rows][dimension];
    }
}
