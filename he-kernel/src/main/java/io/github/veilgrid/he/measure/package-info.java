/** How fast the kernel is on this machine: one core, medians, the figures of the module's README. */
package io.github.veilgrid.he.measure;
