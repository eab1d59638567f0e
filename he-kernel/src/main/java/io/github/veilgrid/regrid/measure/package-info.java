/**
 * How fast this machine is at what a job is made of: measured in about a second, so that a plan can say how long
 * it will take here. {@link io.github.veilgrid.regrid.measure.MachinePrices} gives the
 * {@link io.github.veilgrid.regrid.plan.Prices}; which plan is chosen never depends on them.
 */
package io.github.veilgrid.regrid.measure;
