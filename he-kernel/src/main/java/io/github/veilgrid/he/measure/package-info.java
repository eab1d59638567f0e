/** How fast the kernel is on this machine: one core, medians of the best of three passes, the figures of the module's README. */
package io.github.veilgrid.he.measure;
