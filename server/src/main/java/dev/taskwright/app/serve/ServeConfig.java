package dev.taskwright.app.serve;

import dev.taskwright.app.command.DataPlace;
import dev.taskwright.app.wiring.FileSettings;
import dev.taskwright.app.wiring.Outside;
import dev.taskwright.oauth.keys.KeySchedule;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.possession.NonceRule;
import dev.taskwright.oauth.registration.RegistrationPolicy;
import dev.taskwright.oauth.registration.SoftwarePublisher;
import dev.taskwright.platform.outbound.AddressRange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A checked configuration of {@code serve}.
 *
 * @param issuer scheme, host and perhaps port, without a path: the identity of this server in every token
 * @param trustedProxies who may say on whose behalf a request comes
 * @param dev allows what is safe only on a developer's own machine, such as redirects to {@code http://localhost}
 */
record ServeConfig(
        DataPlace place,
        String host,
        int port,
        URI issuer,
        Optional<TlsFiles> tls,
        Certificates certificates,
        Optional<Integer> metricsPort,
        boolean dev,
        FirstOwner firstOwner,
        Outside outside,
        Keys keys,
        Registration registration,
        List<AddressRange> trustedProxies,
        FileSettings files,
        StepUp stepUp) {

    /** Copies the list. */
    ServeConfig {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** @param algorithms exactly these; empty for the usual and whatever else is in use */
    record Keys(Optional<Set<SignatureAlgorithm>> algorithms, KeySchedule schedule, NonceRule nonceRule) {}

    /** @param publishers whose statements about programs are believed */
    record Registration(RegistrationPolicy policy, List<SoftwarePublisher> publishers) {}

    /** PEM files: a certificate chain, the server's own first, and its private key. */
    record TlsFiles(Path certificate, Path key) {}

    /**
     * How programs show a certificate: RFC 8705.
     *
     * @param port of a listener that asks for it
     * @param origin the public address of that listener, or of the proxy that asks; scheme, host and perhaps port
     * @param authorities PEM file of those that may vouch for one
     * @param header in which a trusted proxy passes it on
     */
    record Certificates(
            Optional<Integer> port, Optional<URI> origin, Optional<Path> authorities, Optional<String> header) {
        /** Whether any program can show one at all. */
        boolean areAskedFor() {
            return port.isPresent() || header.isPresent();
        }
    }

    /**
     * What is asked of the sign-in of a person before an app does for them what cannot be taken back.
     *
     * @param age how recent; empty for however long ago
     * @param acrs any of these; empty for whichever
     */
    record StepUp(Optional<Duration> age, List<String> acrs) {
        /** Copies the list. */
        StepUp {
            acrs = List.copyOf(acrs);
        }
    }

    /** The account that is made on an empty data folder; without a password one is generated. */
    record FirstOwner(String email, Optional<String> password) {}
}
