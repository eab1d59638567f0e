package io.github.veilgrid.regrid.plan;

/**
 * Tiles of a turned target on a ring, estimated: what the planner compares.
 *
 * @param ringDimension N
 * @param tileSize target voxels of a tile along x, y, z
 * @param blocks into which tiles are dealt, at most
 * @param batch blocks whose tiles are sorted together
 * @param numbers scales and sizes
 * @param forecast at reference prices
 */
record AffineCandidate(int ringDimension, int[] tileSize, int blocks, int batch, AffineNumbers numbers, Forecast forecast) {
}
