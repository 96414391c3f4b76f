package dev.taskwright.oauth.authentication;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every signed assertion must say, whatever it asserts: RFC 7523, 3; RFC 8725. */
public final class AssertionClaims {
    /** How far clocks may differ. */
    public static final Duration LEEWAY = Duration.ofSeconds(60);

    /** The longest life of an assertion: a used one must be remembered as long. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final int LONGEST_ID = 300;

    private final Set<String> audiences;
    private final Function<String, OAuthException> refused;

    /**
     * @param audiences what this server calls itself to whoever asserts
     * @param refused the error of a reason
     */
    public AssertionClaims(Set<String> audiences, Function<String, OAuthException> refused) {
        this.audiences = Set.copyOf(audiences);
        this.refused = refused;
    }

    /** RFC 7523, 3: the issuer; or the endpoint, as OpenID Connect Core, 9 has it, under either of its names. */
    public static Set<String> audiences(Issuer issuer, String... endpoints) {
        Stream<String> paths = Stream.of("/oauth2/", "/connect/")
                .flatMap(root -> Stream.of(endpoints).flatMap(name -> issuer.addresses(root + name).stream()));
        return Stream.concat(Stream.of(issuer.value(), issuer.value() + "/"), paths)
                .collect(Collectors.toSet());
    }

    /** An assertion that must not be used again before it ends. */
    public record Used(String id, Instant expiresAt) {}

    /**
     * Audience, id and time.
     *
     * @throws OAuthException the given error
     */
    public Used require(JWTClaimsSet claims, Instant now) {
        requireAudience(claims.getAudience());
        @Nullable String jti = claims.getJWTID();
        @Nullable Date expires = claims.getExpirationTime();
        if (jti == null || jti.isEmpty() || jti.length() > LONGEST_ID) {
            throw refused.apply("the assertion needs a jti of at most " + LONGEST_ID + " characters");
        }
        if (expires == null
                || !expires.toInstant().plus(LEEWAY).isAfter(now)
                || expires.toInstant().isAfter(now.plus(LONGEST))) {
            throw refused.apply("the assertion's exp is missing, over, or more than an hour away");
        }
        if (isAhead(claims.getNotBeforeTime(), now) || isAhead(claims.getIssueTime(), now)) {
            throw refused.apply("the assertion's nbf or iat is in the future");
        }
        return new Used(jti, expires.toInstant().plus(LEEWAY));
    }

    /** An assertion that names somebody else too could be carried there or come from there: RFC 9700, 4.5 in spirit. */
    private void requireAudience(List<String> named) {
        if (named.isEmpty() || !audiences.containsAll(named)) {
            throw refused.apply("the assertion's aud must be this server and nobody else");
        }
    }

    private static boolean isAhead(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now.plus(LEEWAY));
    }
}
