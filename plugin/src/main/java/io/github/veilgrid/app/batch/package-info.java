/**
 * Many series, one after another or side by side: a folder or a table of jobs in, derived series and a table of results
 * out. One bad series does not stop the rest; what was done before is not done again. Results are named by their row, so
 * that no file name or report holds what a folder of the hospital may be called after.
 */
package io.github.veilgrid.app.batch;
