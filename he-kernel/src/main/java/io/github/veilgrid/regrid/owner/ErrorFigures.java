package io.github.veilgrid.regrid.owner;

/**
 * How exact a result is, in real-world units.
 *
 * @param predictedBound the plan's bound
 * @param sampledMax largest error over the sampled voxels
 * @param sampledRms root mean square error over the sampled voxels
 * @param sampledVoxels voxels compared with a computation in the clear
 */
public record ErrorFigures(double predictedBound, double sampledMax, double sampledRms, int sampledVoxels) {
}
