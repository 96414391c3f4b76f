package dev.taskwright.oauth.authentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.oauth.profiles.AssertionRules;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.platform.outbound.OutboundRefused;
import java.text.ParseException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an assertion proves the app: RFC 7523, 3; OpenID Connect Core, 9; RFC 8725. */
public final class AssertionCheck {
    private static final String[] ENDPOINTS = {
        "token",
        "introspect",
        "revoke",
        "revocation",
        "par",
        "device_authorization",
        "deviceauthorization",
        "backchannel_authentication",
        "ciba"
    };

    private final ClientKeySets keys;
    private final ClientSecrets secrets;
    private final Issuer issuer;
    private final AssertionClaims rules;

    public AssertionCheck(ClientKeySets keys, ClientSecrets secrets, Issuer issuer) {
        this.keys = keys;
        this.secrets = secrets;
        this.issuer = issuer;
        this.rules = new AssertionClaims(AssertionClaims.audiences(issuer, ENDPOINTS), ProofReader::refused);
    }

    /**
     * Its id and end, when it is right in everything but perhaps used before.
     *
     * @throws dev.taskwright.oauth.protocol.OAuthException {@code invalid_client} when it is not
     */
    AssertionClaims.Used check(Client client, Proof.Assertion proof, Instant now) {
        requireAlgorithm(client, proof);
        AssertionRules.fault(client, proof.jwt(), issuer).ifPresent(fault -> {
            throw ProofReader.refused(fault);
        });
        if (!isSigned(client, proof, now)) {
            throw ProofReader.refused("the assertion's signature is not the app's");
        }
        try {
            return claims(client, proof.jwt().getJWTClaimsSet(), now);
        } catch (ParseException malformed) {
            throw ProofReader.refused("the assertion's claims are malformed");
        }
    }

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

    private AssertionClaims.Used claims(Client client, JWTClaimsSet claims, Instant now) {
        String id = client.id().value();
        if (!id.equals(claims.getIssuer()) || !id.equals(claims.getSubject())) {
            throw ProofReader.refused("the assertion's iss and sub must be the client_id");
        }
        return rules.require(claims, now);
    }
}
