/**
 * How an owner reaches the party that regrids: a {@link io.github.veilgrid.remote.RemoteParty} takes the chunks of a job
 * and gives back the chunks of the answer. In-process ({@link io.github.veilgrid.remote.EmbeddedRemoteParty}), by files
 * ({@link io.github.veilgrid.remote.FolderRegrid}) and from a service over HTTP
 * ({@link io.github.veilgrid.remote.HttpRemoteParty}) the bytes are the same, and nothing but bytes passes.
 *
 * <p>The protocol with a service is in {@code PROTOCOL.md} and {@code openapi.yaml} beside this module. Its idea: every
 * request may be repeated, and every answer about a job says which plane is needed next
 * ({@link io.github.veilgrid.remote.JobStatus}). {@link io.github.veilgrid.remote.Transfer} is the owner's one loop over it.
 * What a service may refuse is a {@link io.github.veilgrid.remote.Problem}.
 *
 * <p>By rule (and test) nothing here knows a key, a scan or DICOM.
 */
package io.github.veilgrid.remote;
