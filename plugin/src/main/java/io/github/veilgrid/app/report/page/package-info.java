/**
 * The report as one self-contained HTML page: no script, nothing fetched, pictures and charts inline, so that it can be
 * mailed, archived and printed. It says what a run sent, how exact its result is and where its time went; the same page
 * shows a {@link io.github.veilgrid.app.compare.Comparison}. It names no patient, no file and no DICOM identifier, but its
 * pictures are decrypted: it belongs where the scan belongs.
 */
package io.github.veilgrid.app.report.page;
