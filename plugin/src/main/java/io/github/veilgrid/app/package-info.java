/**
 * What Veilgrid does for its owner, without a user interface.
 *
 * <p>A face (command line, Fiji, macro) fills a {@link io.github.veilgrid.app.RegridRequest} and calls one job:
 * {@link io.github.veilgrid.app.PlanJob} says what would be sent, {@link io.github.veilgrid.app.RegridJob} goes the
 * whole way with the embedded remote party, and {@link io.github.veilgrid.app.EncryptJob},
 * {@link io.github.veilgrid.app.RegridFiles} and {@link io.github.veilgrid.app.DecryptJob} are the same way in three
 * steps, with files between them. {@link io.github.veilgrid.app.InfoJob} tells what a folder or file holds.
 *
 * <p>A target grid is named by a {@link io.github.veilgrid.app.GridTarget} and a {@link io.github.veilgrid.app.Framing};
 * {@link io.github.veilgrid.app.TargetWords} reads both from the words that options and tables have in common.
 *
 * <p>A job reports to a {@link io.github.veilgrid.app.Progress}, stops at a {@link io.github.veilgrid.app.Cancellation}
 * and fails with a {@link io.github.veilgrid.app.JobFailure}: one sentence for the user and an exit code. A job that
 * fails or is cancelled leaves nothing behind.
 */
package io.github.veilgrid.app;
