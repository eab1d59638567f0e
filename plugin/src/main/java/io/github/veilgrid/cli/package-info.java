/**
 * The command line. Each command only fills a request, calls one job of {@link io.github.veilgrid.app} and prints what
 * comes of it: results on standard output, progress and errors on standard error, one line each.
 */
package io.github.veilgrid.cli;
