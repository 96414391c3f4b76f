package dev.taskwright.oauth.backchannel;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.authentication.AssertionClaims;
import dev.taskwright.oauth.authentication.ClientForm;
import dev.taskwright.oauth.authentication.UsedAssertions;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.oauth.profiles.ObjectRules;
import dev.taskwright.oauth.protocol.CompactForm;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.platform.outbound.OutboundRefused;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests that an app has signed: CIBA Core, 7.1.1; FAPI-CIBA, 5.2.2. Whoever signs says everything in the signed part,
 * once.
 */
public final class SignedRequests {
    /** What a request may be signed with, by a key of the app's. */
    static final List<String> SIGNATURES = List.of("RS256", "PS256", "ES256", "EdDSA");

    private static final int LONGEST = 16_000;
    private static final Set<String> TYPES = Set.of("jwt", "oauth-authz-req+jwt");

    private final ClientKeySets keys;
    private final UsedAssertions used;
    private final InstantSource clock;
    private final AssertionClaims rules;

    public SignedRequests(ClientKeySets keys, UsedAssertions used, InstantSource clock, Issuer issuer) {
        this.keys = keys;
        this.used = used;
        this.clock = clock;
        this.rules = new AssertionClaims(Set.of(issuer.value()), BackchannelError::invalidRequest);
    }

    /**
     * The parameters by name, from where this app must say them.
     *
     * @throws dev.taskwright.oauth.protocol.OAuthException {@code invalid_request}
     */
    Function<String, Optional<String>> read(Client client, ClientForm form) {
        Optional<String> request = form.find("request");
        if (request.isEmpty()) {
            boolean mustSign = client.metadata().backchannel().requestSigning() != null
                    || client.metadata().security().requiresSignedRequests();
            if (mustSign) {
                throw BackchannelError.invalidRequest("this app must sign its requests: request is missing");
            }
            return form::find;
        }
        if (BackchannelParameters.NAMES.stream()
                .anyMatch(name -> form.find(name).isPresent())) {
            throw BackchannelError.invalidRequest("beside request nothing may be asked");
        }
        JWTClaimsSet claims = claims(client, request.get());
        return name -> text(claims, name);
    }

    private JWTClaimsSet claims(Client client, String compact) {
        if (compact.length() > LONGEST) {
            throw BackchannelError.invalidRequest("request is longer than " + LONGEST + " characters");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(CompactForm.checked(compact));
            requireSigned(client, jwt);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            ObjectRules.fault(client, jwt.getHeader().getAlgorithm(), claims, clock.instant())
                    .ifPresent(fault -> {
                        throw BackchannelError.invalidRequest(fault);
                    });
            require(client, claims);
            return claims;
        } catch (ParseException malformed) {
            throw BackchannelError.invalidRequest("request is not a signed JWT");
        }
    }

    private void requireSigned(Client client, SignedJWT jwt) {
        JWSHeader header = jwt.getHeader();
        JWSAlgorithm registered = client.metadata().backchannel().requestSigning();
        boolean isOffered = registered == null
                ? SIGNATURES.contains(header.getAlgorithm().getName())
                : registered.equals(header.getAlgorithm());
        if (!isOffered || !isKnownType(header.getType()) || header.getCriticalParams() != null) {
            throw BackchannelError.invalidRequest("request is not signed with the algorithm that the app registered");
        }
        try {
            if (!keys.hasSigned(client, jwt)) {
                throw BackchannelError.invalidRequest("request is not signed by the app");
            }
        } catch (OutboundRefused unreachable) {
            throw BackchannelError.invalidRequest("the keys of the app could not be fetched");
        }
    }

    private static boolean isKnownType(@Nullable JOSEObjectType type) {
        return type == null || TYPES.contains(type.getType().toLowerCase(Locale.ROOT));
    }

    /** 7.1.1: iss, aud, exp, iat, nbf and jti; FAPI-CIBA: not begun more than an hour ago. */
    private void require(Client client, JWTClaimsSet claims) {
        Instant now = clock.instant();
        AssertionClaims.Used once = rules.require(claims, now);
        Date begins = claims.getNotBeforeTime();
        if (!client.id().value().equals(claims.getIssuer()) || begins == null || claims.getIssueTime() == null) {
            throw BackchannelError.invalidRequest("request needs iss, which is the client_id, iat and nbf");
        }
        Duration age = Duration.between(begins.toInstant(), now);
        if (age.compareTo(AssertionClaims.LONGEST.plus(AssertionClaims.LEEWAY)) > 0) {
            throw BackchannelError.invalidRequest("request holds since more than an hour ago");
        }
        // RFC 9101, 10.8: what proves the app at the token endpoint must not pass for a request
        if (client.id().value().equals(claims.getSubject())) {
            throw BackchannelError.invalidRequest("request has the sub of a client assertion");
        }
        if (!used.use(client.id(), once)) {
            throw BackchannelError.invalidRequest("request was sent before");
        }
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) {
        return switch (claims.getClaim(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text).filter(value -> !value.isEmpty());
            case Number number -> Optional.of(number.toString());
            default -> throw BackchannelError.invalidRequest(name + " in the request is not a text");
        };
    }
}
