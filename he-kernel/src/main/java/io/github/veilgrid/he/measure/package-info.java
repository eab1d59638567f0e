/**
 * How fast the kernel is on this machine: one core, medians of the best of three passes, the figures of the module's README.
 * For {@code veilgrid bench kernel} and the benchmarks under JMH alone; nothing else needs it.
 */
package io.github.veilgrid.he.measure;
