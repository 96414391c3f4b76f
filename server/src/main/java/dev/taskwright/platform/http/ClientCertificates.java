package dev.taskwright.platform.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate whose private key the sender of a request has proven to hold: in the handshake of the connection, or,
 * where one of our proxies ends the connection, in a header that the proxy writes. The same header from anybody else is
 * their claim, and nothing is made of it. Who the holder is, and whether anybody vouches for it, is not said here.
 */
public final class ClientCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(ClientCertificates.class);

    private final @Nullable HeaderName header;
    private final Predicate<String> isOurProxy;

    /**
     * @param header what our proxies write, as {@link CertificateHeader} reads it
     * @param isOurProxy judges a numeric address; it comes from the configuration, never from a request
     */
    public ClientCertificates(String header, Predicate<String> isOurProxy) {
        this.header = HeaderNames.create(header);
        this.isOurProxy = isOurProxy;
    }

    private ClientCertificates() {
        this.header = null;
        this.isOurProxy = address -> false;
    }

    /** For a server that believes the handshakes of its own listeners and no header. */
    public static ClientCertificates direct() {
        return new ClientCertificates();
    }

    /** Empty when the sender has shown none. */
    public Optional<X509Certificate> find(ServerRequest request) {
        return chain(request).stream().findFirst();
    }

    /** The sender's own certificate first, then those it sent to vouch for it; empty when it has shown none. */
    public List<X509Certificate> chain(ServerRequest request) {
        List<X509Certificate> shown = ofConnection(request);
        return shown.isEmpty() ? ofProxy(request) : shown;
    }

    private static List<X509Certificate> ofConnection(ServerRequest request) {
        Certificate[] shown = request.remotePeer().tlsCertificates().orElse(new Certificate[0]);
        return Arrays.stream(shown).map(X509Certificate.class::cast).toList();
    }

    private List<X509Certificate> ofProxy(ServerRequest request) {
        if (header == null || !request.headers().contains(header) || !isOurProxy.test(ClientAddress.peer(request))) {
            return List.of();
        }
        List<String> values = request.headers().values(header);
        if (values.size() > 1) {
            LOG.warn("the proxy passed {} on more than once: it must replace what it was sent", header.defaultCase());
            return List.of();
        }
        try {
            return CertificateHeader.read(values.getFirst()).stream().toList();
        } catch (CertificateException malformed) {
            LOG.warn("the proxy's {} cannot be read: {}", header.defaultCase(), malformed.getMessage());
            return List.of();
        }
    }
}
