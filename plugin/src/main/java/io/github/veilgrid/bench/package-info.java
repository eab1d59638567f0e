/**
 * Measures what the README claims: each figure beside plain resampling of the same job in the same run, because machines
 * are noisy and only figures of one run compare.
 */
package io.github.veilgrid.bench;
