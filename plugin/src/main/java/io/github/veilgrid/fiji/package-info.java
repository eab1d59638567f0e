/**
 * The commands under Plugins &gt; Veilgrid. Each is a SciJava command that fills a request, calls one job of
 * {@link io.github.veilgrid.app} and shows what comes of it; each runs without a display too.
 *
 * <p>Parameter names are one lower-case word and there are no boolean parameters, so that the same macro line means the
 * same in Fiji, whose recorder SciJava feeds, and in plain ImageJ, where a bridge turns inputs into a GenericDialog.
 */
package io.github.veilgrid.fiji;
