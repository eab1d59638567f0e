/**
 * How an owner reaches the party that regrids: a {@link io.github.veilgrid.remote.RemoteParty} takes the chunks of a job
 * and gives back the chunks of the answer. In-process ({@link io.github.veilgrid.remote.EmbeddedRemoteParty}) and by
 * files ({@link io.github.veilgrid.remote.FolderRegrid}) the bytes are the same, and nothing but bytes passes.
 */
package io.github.veilgrid.remote;
