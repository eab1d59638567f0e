package io.github.veilgrid.remote.server;

import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;

/**
 * How to run a service. An address beyond this machine is accepted only with TLS and with tokens or owners' certificates,
 * unless the operator says that something in front takes care of TLS.
 *
 * @param storage folder for jobs and the audit log
 * @param address to listen on
 * @param port to listen on; 0 takes a free one
 * @param certificate the service's key and certificate; empty speaks plain HTTP
 * @param authorities of owners' certificates; empty asks for none
 * @param tokens of owners; empty asks for none
 * @param behindProxy whether owners come through a proxy that takes care of TLS
 * @param text what the operator has to say to owners
 * @param limits what is given at most
 * @param log where the service's log goes
 * @param maps of the operator's own
 */
public record ServiceSettings(
        Path storage, InetAddress address, int port, Optional<KeyStore> certificate, Optional<KeyStore> authorities,
        Optional<Tokens> tokens, boolean behindProxy, String text, Limits limits, PrintStream log, List<ServedMap> maps) {

    private static final int HIGHEST_PORT = 65535;

    public ServiceSettings {
        maps = List.copyOf(maps);
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("a port is a number of 1 to 65535, or 0 for a free one: " + port);
        }
        if (!address.isLoopbackAddress() || behindProxy) {
            if (certificate.isEmpty() && !behindProxy) {
                throw new IllegalArgumentException("beyond this machine the service needs TLS: give a certificate, or say "
                        + "that a proxy in front takes care of it");
            }
            if (tokens.isEmpty() && authorities.isEmpty()) {
                throw new IllegalArgumentException("beyond this machine the service must know its owners: give a file of "
                        + "tokens, or the authority of their certificates");
            }
        }
        if (authorities.isPresent() && certificate.isEmpty()) {
            throw new IllegalArgumentException("owners' certificates need TLS: give the service a certificate");
        }
    }

    /** Plain HTTP on this machine, for anybody on it. */
    public static ServiceSettings local(Path storage, int port, Limits limits, PrintStream log) {
        return new ServiceSettings(storage, InetAddress.getLoopbackAddress(), port, Optional.empty(), Optional.empty(),
                Optional.empty(), false, "", limits, log, List.of());
    }

    public ServiceSettings withMaps(List<ServedMap> own) {
        return new ServiceSettings(storage, address, port, certificate, authorities, tokens, behindProxy, text, limits, log, own);
    }
}
