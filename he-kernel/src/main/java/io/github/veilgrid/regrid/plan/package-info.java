/**
 * From two grids to a plan: how the output is cut into tiles, which ring and primes carry it, how many bytes will travel
 * and how large the error can become, all before anything is encrypted.
 *
 * <p>{@link io.github.veilgrid.regrid.plan.TargetGrid} makes the target from what users say, with the
 * conventions of other tools ({@link io.github.veilgrid.regrid.plan.Fit}); a target whose axes are the scan's in another order
 * or sense needs no more than an {@link io.github.veilgrid.regrid.plan.Orientation};
 * {@link io.github.veilgrid.regrid.plan.Planner} weighs tilings and parameters by bytes, time and memory, as a
 * {@link io.github.veilgrid.regrid.plan.Preference} says, and keeps the error bound below the tolerance; oblique targets
 * have a planner of their own, behind the same door, and maps that only the remote party knows one beside it
 * ({@link io.github.veilgrid.regrid.plan.PrivatePlanner}); what a plan will cost is its
 * {@link io.github.veilgrid.regrid.plan.Forecast}; {@link io.github.veilgrid.regrid.plan.RegridPlan} is the result. Plans
 * depend on grids and declared value ranges only, never on a voxel.
 */
package io.github.veilgrid.regrid.plan;
