/**
 * The side with the key: encrypts a scan plane by plane, and turns answers into slices of the target grid.
 *
 * <p>Keys. A {@link io.github.veilgrid.regrid.owner.MasterKey} is 32 random bytes, kept in a passphrase-protected file or
 * never written at all. Each job has a random public id; its {@link io.github.veilgrid.regrid.owner.JobKey} derives, by
 * HKDF (RFC 5869) with a label for each use, the ring secret (along the scan's own axes one for each plane) and the key that
 * seals what the owner keeps. One key serves
 * one job: a remote party that can see whether its answers are accepted learns nothing about any other job, and a seed is
 * never used twice. A job key that was reopened for decryption cannot encrypt.
 *
 * <p>What is encrypted are real-world values, centred by the declared range and divided by the stored quantum. Fill
 * values and padding never enter: windows that hang over the scan are filled with its edge, and the owner, who knows
 * where the scan ends and where padding lies, puts both back when slices are assembled. For a B-spline they are coefficients
 * ({@link io.github.veilgrid.regrid.owner.SplineCoefficients}), mirrored at the border; for a target whose axes lie in
 * another order the scan is read in that order ({@link io.github.veilgrid.regrid.owner.OrientedVoxels}).
 *
 * <p>A random sample of output voxels is computed in the clear while the scan is read, kept sealed, and compared after
 * decryption. That finds faults and gross cheating (a fraction f of wrong voxels with probability 1 - (1 - f)^n); it is
 * not a verification of every voxel.
 *
 * <p>For a map that only the remote party knows there is no such sample, as nobody here knows where a voxel lies: values are
 * held against the range that an interpolation of the scan can have ({@link io.github.veilgrid.regrid.owner.PrivateAssembly}),
 * which finds answers to something else and no more. Places outside the scan, and padding, come back as fill value.
 */
package io.github.veilgrid.regrid.owner;
