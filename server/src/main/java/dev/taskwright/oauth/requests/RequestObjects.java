package dev.taskwright.oauth.requests;

import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Protection;
import dev.taskwright.oauth.keys.DecryptionKeys;
import dev.taskwright.oauth.profiles.ObjectRules;
import dev.taskwright.oauth.protocol.CompactForm;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundRefused;
import dev.taskwright.platform.outbound.OutboundRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads request objects, by value or by reference: OpenID Connect Core, 6; RFC 9101, 4 to 6. */
public final class RequestObjects {
    /** How far clocks may differ. */
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private static final int LONGEST = 32 * 1024;
    private static final int LONGEST_ADDRESS = 512;
    private static final int MOST_MEMBERS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String MEDIA_TYPES =
            "application/oauth-authz-req+jwt, application/jwt, application/jose, */*;q=0.5";

    /** Of the token, not of the request. */
    private static final Set<String> ABOUT_ITSELF = Set.of("iss", "aud", "sub", "exp", "nbf", "iat", "jti");

    private final RequestObjectSignatures signatures;
    private final DecryptionKeys keys;
    private final Outbound outbound;
    private final Issuer issuer;
    private final InstantSource clock;

    public RequestObjects(
            RequestObjectSignatures signatures,
            DecryptionKeys keys,
            Outbound outbound,
            Issuer issuer,
            InstantSource clock) {
        this.signatures = signatures;
        this.keys = keys;
        this.outbound = outbound;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * What is at {@code address}, which the app has registered but perhaps for the fragment: the fragment only says which
     * version is meant (Core, 6.2), and since nothing is kept every request sees the newest.
     *
     * @throws OAuthException {@code invalid_request_uri}
     */
    String fetch(Client client, String address) {
        String place = withoutFragment(address);
        boolean isRegistered = address.length() <= LONGEST_ADDRESS
                && client.metadata().signIn().requestUris().stream()
                        .anyMatch(known -> withoutFragment(known.toString()).equals(place));
        if (!isRegistered) {
            throw new OAuthException(
                    OAuthError.invalidRequestUri("request_uri is not one of those registered for this app"));
        }
        try {
            byte[] document =
                    outbound.fetch(new OutboundRequest(URI.create(place), null, MEDIA_TYPES, LONGEST, PATIENCE));
            return new String(document, StandardCharsets.US_ASCII).strip();
        } catch (OutboundRefused unreachable) {
            throw new OAuthException(
                    OAuthError.invalidRequestUri("request_uri could not be fetched"),
                    String.valueOf(unreachable.getMessage()));
        }
    }

    /**
     * The parameters that the object holds.
     *
     * @throws OAuthException {@code invalid_request_object} when it is malformed, not the app's, or not meant for here and now
     */
    AuthorizeParameters read(Client client, String object) {
        if (object.length() > LONGEST) {
            throw refused("request is longer than 32768 characters");
        }
        Instant now = clock.instant();
        try {
            JWT jwt = opened(JWTParser.parse(CompactForm.checked(object)));
            signatures.require(client, jwt, now);
            JWTClaimsSet claims = claims(jwt);
            requireMeant(client, claims, now);
            ObjectRules.fault(client, jwt.getHeader().getAlgorithm(), claims, now)
                    .ifPresent(fault -> {
                        throw refused(fault);
                    });
            return parameters(claims);
        } catch (ParseException malformed) {
            throw refused("request is not a JWT");
        }
    }

    /** RFC 9101, 6.1: what was encrypted must have been signed before. */
    private JWT opened(JWT jwt) throws ParseException {
        if (!(jwt instanceof EncryptedJWT sealed)) {
            return jwt;
        }
        String inside = keys.open(sealed, Protection.ENCRYPTIONS, Protection.CONTENTS)
                .orElseThrow(() -> refused("the request object is not encrypted to a key of this server"));
        if (!(JWTParser.parse(CompactForm.checked(inside)) instanceof SignedJWT signed)) {
            throw refused("the encrypted request object does not hold a signed one");
        }
        return signed;
    }

    private static JWTClaimsSet claims(JWT jwt) throws ParseException {
        // The library takes some arrays for objects.
        boolean isObject = jwt instanceof JOSEObject read
                && read.getPayload().toString().stripLeading().startsWith("{");
        @Nullable JWTClaimsSet claims = isObject ? jwt.getJWTClaimsSet() : null;
        if (claims == null || claims.getClaims().size() > MOST_MEMBERS) {
            throw refused("request does not hold a request");
        }
        return claims;
    }

    private void requireMeant(Client client, JWTClaimsSet claims, Instant now) {
        String id = client.id().value();
        @Nullable String author = claims.getIssuer();
        if (author != null && !author.equals(id)) {
            throw refused("the request object has another iss than the app");
        }
        // RFC 9101, 10.8: what proves the app at the token endpoint must not pass for a request
        if (id.equals(claims.getSubject())) {
            throw refused("the request object has the sub of a client assertion");
        }
        List<String> audience = claims.getAudience();
        if (!audience.isEmpty() && !audience.contains(issuer.value())) {
            throw refused("the request object has another aud than this server");
        }
        @Nullable Date expires = claims.getExpirationTime();
        if (expires != null && !expires.toInstant().plus(LEEWAY).isAfter(now)) {
            throw refused("the request object has expired");
        }
        @Nullable Date begins = claims.getNotBeforeTime();
        if (begins != null && begins.toInstant().isAfter(now.plus(LEEWAY))) {
            throw refused("the request object does not hold yet");
        }
        if (claims.getClaim("request") != null || claims.getClaim("request_uri") != null) {
            throw refused("the request object holds a request object");
        }
    }

    private static AuthorizeParameters parameters(JWTClaimsSet claims) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        claims.getClaims().forEach((name, value) -> {
            if (value != null && !ABOUT_ITSELF.contains(name)) {
                parameters.put(name, texts(name, value));
            }
        });
        return AuthorizeParameters.inside(parameters);
    }

    /** RFC 8707, 2 lets {@code resource} be repeated, which JSON says with an array. */
    private static List<String> texts(String name, Object value) {
        return name.equals("resource") && value instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(text(value));
    }

    /** As the parameter would stand in a query: {@code claims} is JSON there too. */
    private static String text(Object value) {
        return switch (value) {
            case Map<?, ?> map -> JSONObjectUtils.toJSONString(asObject(map));
            case List<?> list -> JSONArrayUtils.toJSONString(list);
            default -> value.toString();
        };
    }

    private static Map<String, Object> asObject(Map<?, ?> map) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((name, value) -> object.put(String.valueOf(name), value));
        return object;
    }

    private static String withoutFragment(String address) {
        int at = address.indexOf('#');
        return at < 0 ? address : address.substring(0, at);
    }

    private static OAuthException refused(String description) {
        return new OAuthException(OAuthError.invalidRequestObject(description));
    }
}
