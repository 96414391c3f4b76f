package dev.taskwright.oauth.profiles;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.taskwright.oauth.clients.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a signed request must say of itself, at the authorization endpoint, pushed or through the back channel: FAPI 1.0
 * Advanced, 5.2.2, 13, 15 and 17; FAPI 2.0 Message Signing, 5.3.1; FAPI-CIBA, 5.2.2.
 */
public final class ObjectRules {
    private static final Duration LONGEST = Duration.ofMinutes(60);

    private ObjectRules() {}

    /**
     * What is wrong with the request by the app's profile; empty when nothing is. That the audience which it names is this
     * server, and that it has begun and not ended, is for the caller to know.
     *
     * @param algorithm of its signature
     */
    public static Optional<String> fault(
            Client client, @Nullable Algorithm algorithm, JWTClaimsSet claims, Instant now) {
        return Profile.of(client)
                .flatMap(profile -> Optional.ofNullable(fault(profile, algorithm, claims, now))
                        .map(sentence -> sentence + ": " + profile.name()));
    }

    private static @Nullable String fault(
            Profile profile, @Nullable Algorithm algorithm, JWTClaimsSet claims, Instant now) {
        if (!profile.allows(algorithm)) {
            return "the request object must be signed with " + Profile.names(profile.signatures());
        }
        if (claims.getAudience().isEmpty()) {
            return "the request object must have an aud";
        }
        @Nullable Date begins = claims.getNotBeforeTime();
        @Nullable Date ends = claims.getExpirationTime();
        if (begins == null || begins.toInstant().isBefore(now.minus(LONGEST))) {
            return "the request object must have an nbf of the last 60 minutes";
        }
        if (ends == null || ends.toInstant().isAfter(begins.toInstant().plus(LONGEST))) {
            return "the request object must have an exp at most 60 minutes after its nbf";
        }
        return null;
    }
}
