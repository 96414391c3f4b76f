package dev.taskwright.oauth.clients;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import dev.taskwright.oauth.protocol.PublicKeys;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundRefused;
import dev.taskwright.platform.outbound.RemoteDocuments;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The public keys of apps, also of those that publish them at an address of theirs, and what was signed with them. */
public final class ClientKeySets {
    /** More keys of one name and kind than an honest app ever has; each may cost a verification. */
    private static final int MOST_TRIED = 4;

    private final RemoteDocuments<JWKSet> remote;

    public ClientKeySets(Outbound outbound, InstantSource clock) {
        this.remote = new RemoteDocuments<>(outbound, clock, ClientKeySets::parse);
    }

    /**
     * All public keys of the app; none when it has none.
     *
     * @throws OutboundRefused when they cannot be fetched
     */
    public JWKSet of(Client client) {
        return of(client.metadata().keys());
    }

    private JWKSet of(ClientKeys keys) {
        URI address = keys.jwksUri();
        if (address != null) {
            return remote.get(address);
        }
        JWKSet inline = keys.jwks();
        return inline == null ? new JWKSet() : inline;
    }

    /**
     * Whether one of the app's keys made this signature, which must be RS256, PS256, ES256 or EdDSA. A key that is not
     * known is looked for once more at the app's address: it may have been changed since.
     *
     * @throws OutboundRefused when the keys cannot be fetched
     */
    public boolean hasSigned(Client client, JWSObject message) {
        return hasSigned(client.metadata().keys(), message);
    }

    /** The same of keys that are no app's. */
    public boolean hasSigned(ClientKeys keys, JWSObject message) {
        if (isSignedByOne(of(keys), message)) {
            return true;
        }
        URI address = keys.jwksUri();
        return address != null && isSignedByOne(remote.fresh(address), message);
    }

    /**
     * Whether the app registered this very certificate, as the first of an {@code x5c}: RFC 8705, 2.2. One that is not
     * known is looked for once more at the app's address.
     *
     * @throws OutboundRefused when the keys cannot be fetched
     */
    public boolean hasCertificate(Client client, X509Certificate certificate) {
        ClientKeys keys = client.metadata().keys();
        if (isAmong(of(keys), certificate)) {
            return true;
        }
        URI address = keys.jwksUri();
        return address != null && isAmong(remote.fresh(address), certificate);
    }

    private static boolean isAmong(JWKSet keys, X509Certificate certificate) {
        try {
            byte[] shown = certificate.getEncoded();
            return keys.getKeys().stream()
                    .map(JWK::getX509CertChain)
                    .filter(chain -> chain != null && !chain.isEmpty())
                    .anyMatch(chain -> Arrays.equals(chain.getFirst().decode(), shown));
        } catch (CertificateEncodingException broken) {
            return false;
        }
    }

    private static boolean isSignedByOne(JWKSet keys, JWSObject message) {
        @Nullable JWKMatcher matcher = JWKMatcher.forJWSHeader(message.getHeader());
        if (matcher == null) {
            return false;
        }
        List<JWK> candidates = new JWKSelector(matcher).select(keys);
        return candidates.stream().limit(MOST_TRIED).anyMatch(key -> isSignedBy(key, message));
    }

    private static boolean isSignedBy(JWK key, JWSObject message) {
        try {
            Optional<JWSVerifier> verifier =
                    PublicKeys.verifier(key, message.getHeader().getAlgorithm());
            return verifier.isPresent()
                    && verifier.get().verify(message.getHeader(), message.getSigningInput(), message.getSignature());
        } catch (JOSEException unusable) {
            return false;
        }
    }

    private static JWKSet parse(byte[] document) {
        try {
            return ClientKeys.read(new String(document, StandardCharsets.UTF_8)).toPublicJWKSet();
        } catch (ParseException malformed) {
            throw new OutboundRefused("the document is not a JWK set");
        }
    }
}
