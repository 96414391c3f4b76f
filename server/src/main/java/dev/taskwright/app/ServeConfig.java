package dev.taskwright.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A checked configuration of {@code serve}.
 *
 * @param issuer scheme, host and perhaps port, without a path: the identity of this server in every token
 * @param dev allows what is safe only on a developer's own machine, such as redirects to {@code http://localhost}
 */
record ServeConfig(
        DataPlace place,
        String host,
        int port,
        URI issuer,
        Optional<TlsFiles> tls,
        Optional<Integer> metricsPort,
        boolean dev,
        FirstOwner firstOwner,
        Outside outside) {

    /** PEM files: a certificate chain, the server's own first, and its private key. */
    record TlsFiles(Path certificate, Path key) {}

    /**
     * How this server asks other machines.
     *
     * @param allowed what may be asked although it is not public
     * @param trustedCertificates PEM file of authorities to believe beside the usual
     */
    record Outside(List<String> allowed, Optional<Path> trustedCertificates) {
        static final Outside USUAL = new Outside(List.of(), Optional.empty());
    }

    /** The account that is made on an empty data folder; without a password one is generated. */
    record FirstOwner(String email, Optional<String> password) {}
}
