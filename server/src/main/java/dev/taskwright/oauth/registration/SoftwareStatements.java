package dev.taskwright.oauth.registration;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.oauth.protocol.CompactForm;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.outbound.OutboundRefused;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What publishers vouch for: RFC 7591, 2.3. A signed statement of one that is trusted overrides what the app itself says; any
 * other statement refuses the registration.
 */
public final class SoftwareStatements {
    /** How far clocks may differ. */
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    /** Of the JWT, not of the app. */
    private static final Set<String> ABOUT_ITSELF =
            Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "software_statement");

    private static final String MEMBER = "software_statement";

    private final Map<String, SoftwarePublisher> trusted;
    private final ClientKeySets keys;
    private final Issuer issuer;
    private final InstantSource clock;

    public SoftwareStatements(List<SoftwarePublisher> trusted, ClientKeySets keys, Issuer issuer, InstantSource clock) {
        this.trusted = trusted.stream().collect(Collectors.toMap(SoftwarePublisher::issuer, Function.identity()));
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * The metadata with the statement's claims in force; unchanged when there is no statement in it.
     *
     * @param metadata a JSON value
     * @throws OAuthException {@code invalid_software_statement} or {@code unapproved_software_statement}
     */
    @Nullable
    Object applied(@Nullable Object metadata) {
        if (!(metadata instanceof Map<?, ?> said) || said.get(MEMBER) == null) {
            return metadata;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        said.forEach((name, value) -> members.put(String.valueOf(name), value));
        checked(said.get(MEMBER)).forEach((name, value) -> {
            if (!ABOUT_ITSELF.contains(name)) {
                members.put(name, value);
            }
        });
        return members;
    }

    private Map<String, @Nullable Object> checked(@Nullable Object statement) {
        try {
            SignedJWT jwt = SignedJWT.parse(CompactForm.checked(String.valueOf(statement)));
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            SoftwarePublisher publisher = trusted.get(String.valueOf(claims.getIssuer()));
            if (publisher == null) {
                throw refused("unapproved_software_statement", "is of nobody that this server trusts");
            }
            if (!isSigned(publisher, jwt)) {
                throw invalid("is not signed by its iss");
            }
            requireItsTimeAndPlace(claims);
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            if (Json.parse(jwt.getPayload().toString()) instanceof Map<?, ?> plain) {
                plain.forEach((name, value) -> all.put(String.valueOf(name), value));
            }
            return all;
        } catch (ParseException malformed) {
            throw invalid("must be a signed JWT with an iss");
        }
    }

    private boolean isSigned(SoftwarePublisher publisher, SignedJWT jwt) {
        try {
            return keys.hasSigned(publisher.keys(), jwt);
        } catch (OutboundRefused unreachable) {
            throw invalid("cannot be checked now: the keys of its iss cannot be fetched");
        }
    }

    private void requireItsTimeAndPlace(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date end = claims.getExpirationTime();
        Date begin = claims.getNotBeforeTime();
        if (end != null && !end.toInstant().plus(LEEWAY).isAfter(now)) {
            throw invalid("has expired");
        }
        if (begin != null && begin.toInstant().isAfter(now.plus(LEEWAY))) {
            throw invalid("does not hold yet");
        }
        List<String> audience = claims.getAudience();
        if (!audience.isEmpty() && !audience.contains(issuer.value())) {
            throw invalid("is meant for somebody else: aud");
        }
    }

    private static OAuthException invalid(String why) {
        return refused("invalid_software_statement", why);
    }

    private static OAuthException refused(String code, String why) {
        return new OAuthException(new OAuthError(code, MEMBER + " " + why, 400));
    }
}
