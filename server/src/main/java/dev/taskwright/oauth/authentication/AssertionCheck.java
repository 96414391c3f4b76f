package dev.taskwright.oauth.authentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.platform.outbound.OutboundRefused;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an assertion proves the app: RFC 7523, 3; OpenID Connect Core, 9; RFC 8725. */
final class AssertionCheck {
    /** How far clocks may differ. */
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    /** The longest life of an assertion: a used one must be remembered as long. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final int LONGEST_ID = 300;

    private final ClientKeySets keys;
    private final ClientSecrets secrets;
    private final Set<String> audiences;

    /** @param audiences what this server calls itself: the issuer and the endpoints that apps authenticate at */
    AssertionCheck(ClientKeySets keys, ClientSecrets secrets, Set<String> audiences) {
        this.keys = keys;
        this.secrets = secrets;
        this.audiences = Set.copyOf(audiences);
    }

    /**
     * Its id and end, when it is right in everything but perhaps used before.
     *
     * @throws dev.taskwright.oauth.protocol.OAuthException {@code invalid_client} when it is not
     */
    Used check(Client client, Proof.Assertion proof, Instant now) {
        requireAlgorithm(client, proof);
        if (!isSigned(client, proof, now)) {
            throw ProofReader.refused("the assertion's signature is not the app's");
        }
        try {
            return claims(client, proof.jwt().getJWTClaimsSet(), now);
        } catch (ParseException malformed) {
            throw ProofReader.refused("the assertion's claims are malformed");
        }
    }

    /** An assertion that must not be used again before it ends. */
    record Used(String id, Instant expiresAt) {}

    private static void requireAlgorithm(Client client, Proof.Assertion proof) {
        JWSAlgorithm used = proof.jwt().getHeader().getAlgorithm();
        @Nullable JWSAlgorithm registered = client.metadata().messages().assertion();
        if (registered != null && !registered.equals(used)) {
            throw ProofReader.refused("the assertion is signed with " + used + ", registered is " + registered);
        }
    }

    private boolean isSigned(Client client, Proof.Assertion proof, Instant now) {
        if (proof.method() == AuthenticationMethod.PRIVATE_KEY_JWT) {
            try {
                return keys.hasSigned(client, proof.jwt());
            } catch (OutboundRefused unreachable) {
                throw ProofReader.refused("the app's keys: " + unreachable.getMessage());
            }
        }
        return secrets.open(client, now).stream().anyMatch(secret -> isSigned(proof.jwt(), secret));
    }

    private static boolean isSigned(SignedJWT jwt, byte[] secret) {
        try {
            return jwt.verify(new MACVerifier(secret));
        } catch (JOSEException unusable) {
            return false;
        }
    }

    private Used claims(Client client, JWTClaimsSet claims, Instant now) {
        String id = client.id().value();
        @Nullable String jti = claims.getJWTID();
        @Nullable Date expires = claims.getExpirationTime();
        if (!id.equals(claims.getIssuer()) || !id.equals(claims.getSubject())) {
            throw ProofReader.refused("the assertion's iss and sub must be the client_id");
        }
        requireAudience(claims.getAudience());
        if (jti == null || jti.isEmpty() || jti.length() > LONGEST_ID) {
            throw ProofReader.refused("the assertion needs a jti of at most " + LONGEST_ID + " characters");
        }
        if (expires == null
                || !expires.toInstant().plus(LEEWAY).isAfter(now)
                || expires.toInstant().isAfter(now.plus(LONGEST))) {
            throw ProofReader.refused("the assertion's exp is missing, over, or more than an hour away");
        }
        if (isAhead(claims.getNotBeforeTime(), now) || isAhead(claims.getIssueTime(), now)) {
            throw ProofReader.refused("the assertion's nbf or iat is in the future");
        }
        return new Used(jti, expires.toInstant().plus(LEEWAY));
    }

    /** An assertion that names somebody else too could be carried there or come from there: RFC 9700, 4.5 in spirit. */
    private void requireAudience(List<String> named) {
        if (named.isEmpty() || !audiences.containsAll(named)) {
            throw ProofReader.refused("the assertion's aud must be the issuer or the token endpoint and nobody else");
        }
    }

    private static boolean isAhead(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now.plus(LEEWAY));
    }
}
