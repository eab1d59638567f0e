/**
 * The remote party as a service over HTTP: {@link io.github.veilgrid.remote.server.RemoteService}. It holds no key and no
 * voxel: what it stores are encrypted chunks and the index-space plans that owners chose to send.
 *
 * <p>A request passes {@code Gate} (who), {@code Http} (what, as bytes; back by {@code Replies}) and {@code JobApi} (what, as
 * words; plans by way of {@code PlanReading}) to a {@code Job}, whose states are drawn in its file. {@code JobStore} and
 * {@code JobFiles} keep jobs on disk, so that a
 * service that was killed goes on where it was; {@code Workshop} regrids them with
 * {@link io.github.veilgrid.regrid.blind.BlindRegridder}.
 *
 * <p>By rule (and test) this package imports only {@code remote}, {@code regrid.blind}, {@code regrid.wire}, {@code he} and
 * Jetty, and nothing else of the product knows Jetty.
 */
package io.github.veilgrid.remote.server;
