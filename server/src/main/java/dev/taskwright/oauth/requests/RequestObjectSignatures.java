package dev.taskwright.oauth.requests;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.Header;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.authentication.ClientSecrets;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.outbound.OutboundRefused;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request object is signed as the app registered: OpenID Connect Registration, 2; RFC 8725, 3.1. Who registered
 * nothing may sign with any of its keys or not at all, since such a request says no more than a query does; never with its
 * secret, so that no public key is taken for one.
 */
public final class RequestObjectSignatures {
    private static final Set<JWSAlgorithm> BY_KEY =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);
    private static final Set<JWSAlgorithm> BY_SECRET =
            Set.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512);

    /** RFC 9101, 10.8; what else the header may call such a token is that of another kind. */
    private static final Set<String> TYPES = Set.of("jwt", "oauth-authz-req+jwt", "application/oauth-authz-req+jwt");

    private final ClientKeySets keys;
    private final ClientSecrets secrets;

    public RequestObjectSignatures(ClientKeySets keys, ClientSecrets secrets) {
        this.keys = keys;
        this.secrets = secrets;
    }

    /** The names of the algorithms that apps may register, for discovery. */
    public static List<String> algorithms() {
        return List.of("none", "RS256", "PS256", "ES256", "EdDSA", "HS256", "HS384", "HS512");
    }

    /** @throws OAuthException {@code invalid_request_object} */
    void require(Client client, JWT jwt, Instant now) {
        Header header = jwt.getHeader();
        @Nullable
        JWSAlgorithm registered = client.metadata().messages().requestObject().signing();
        @Nullable Algorithm used = header.getAlgorithm();
        if (used == null || (registered != null && !registered.getName().equals(used.getName()))) {
            throw refused("the request object is not signed with the registered algorithm");
        }
        if (!isKnownType(header)
                || !Optional.ofNullable(header.getCriticalParams())
                        .orElse(Set.of())
                        .isEmpty()) {
            throw refused("the request object is of a kind that is not understood");
        }
        boolean isRight = switch (jwt) {
            case PlainJWT unsigned -> !client.metadata().security().requiresSignedRequests();
            case SignedJWT signed
            when BY_KEY.contains(signed.getHeader().getAlgorithm()) -> isSignedByKey(client, signed);
            case SignedJWT signed
            when registered != null && BY_SECRET.contains(registered) -> isSignedBySecret(client, signed, now);
            default -> throw refused("the request object is not signed with an algorithm that is offered");
        };
        if (!isRight) {
            throw refused("the request object is not signed by the app");
        }
    }

    private static boolean isKnownType(Header header) {
        @Nullable JOSEObjectType type = header.getType();
        return type == null || TYPES.contains(type.getType().toLowerCase(Locale.ROOT));
    }

    private boolean isSignedByKey(Client client, SignedJWT signed) {
        try {
            return keys.hasSigned(client, signed);
        } catch (OutboundRefused unreachable) {
            throw new OAuthException(
                    OAuthError.invalidRequestObject("the keys of the app could not be fetched"),
                    String.valueOf(unreachable.getMessage()));
        }
    }

    private boolean isSignedBySecret(Client client, SignedJWT signed, Instant now) {
        return secrets.open(client, now).stream().anyMatch(secret -> isSigned(signed, secret));
    }

    private static boolean isSigned(SignedJWT jwt, byte[] secret) {
        try {
            return jwt.verify(new MACVerifier(secret));
        } catch (JOSEException unusable) {
            return false;
        }
    }

    private static OAuthException refused(String description) {
        return new OAuthException(OAuthError.invalidRequestObject(description));
    }
}
