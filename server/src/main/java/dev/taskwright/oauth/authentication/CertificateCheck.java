package dev.taskwright.oauth.authentication;

import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.CertificateSubject;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.platform.crypto.CertificateAuthorities;
import dev.taskwright.platform.outbound.OutboundRefused;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a certificate, whose key the sender has proven to hold, proves the app: RFC 8705, 2. By an authority that vouches
 * for the app's name, or because the app registered that very certificate.
 */
public final class CertificateCheck {
    private final @Nullable CertificateAuthorities authorities;
    private final ClientKeySets keys;

    /**
     * @param authorities who may vouch for an app's name, perhaps nobody; null where no app is asked for a certificate
     * @param keys where apps register theirs
     */
    public CertificateCheck(@Nullable CertificateAuthorities authorities, ClientKeySets keys) {
        this.authorities = authorities;
        this.keys = keys;
    }

    /** The methods that this server takes. */
    Set<AuthenticationMethod> methods() {
        if (authorities == null) {
            return Set.of();
        }
        return authorities.exist()
                ? EnumSet.of(AuthenticationMethod.TLS_CLIENT_AUTH, AuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH)
                : EnumSet.of(AuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH);
    }

    /**
     * Whether one of the app's methods is a certificate and this is it. An app that does not exist costs the same work as
     * one with another certificate.
     *
     * @param shown the sender's own first; empty for none
     */
    boolean isRight(Optional<Client> client, List<X509Certificate> shown) {
        if (authorities == null || shown.isEmpty()) {
            return false;
        }
        boolean isVouchedFor = authorities.vouchFor(shown);
        return client.isPresent()
                && client.get().authenticationMethods().stream()
                        .anyMatch(method -> isRight(method, client.get(), shown.getFirst(), isVouchedFor));
    }

    private boolean isRight(
            AuthenticationMethod method, Client client, X509Certificate certificate, boolean isVouchedFor) {
        return switch (method) {
            case TLS_CLIENT_AUTH -> {
                @Nullable
                CertificateSubject subject = client.metadata().security().certificateSubject();
                yield isVouchedFor && subject != null && subject.isIn(certificate);
            }
            case SELF_SIGNED_TLS_CLIENT_AUTH -> isRegistered(client, certificate);
            case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, CLIENT_SECRET_JWT, PRIVATE_KEY_JWT, NONE -> false;
        };
    }

    private boolean isRegistered(Client client, X509Certificate certificate) {
        try {
            return keys.hasCertificate(client, certificate);
        } catch (OutboundRefused unreachable) {
            throw ProofReader.refused("the app's keys: " + unreachable.getMessage());
        }
    }
}
