package dev.taskwright.oauth.profiles;

import com.nimbusds.jose.JWSObject;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.SecurityProfile;
import dev.taskwright.oauth.protocol.Issuer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the assertion must be with which an app proves itself: FAPI 1.0 Advanced, 8.6; FAPI 2.0, 5.3.2.1 and 5.4.1. */
public final class AssertionRules {
    private AssertionRules() {}

    /** What is wrong with the assertion by the app's profile; empty when nothing is. */
    public static Optional<String> fault(Client client, JWSObject assertion, Issuer issuer) {
        if (!Profile.allows(client, assertion.getHeader().getAlgorithm())) {
            return Optional.of("the assertion's signature is none of the app's profile");
        }
        boolean isStrict = client.metadata().security().profile() == SecurityProfile.FAPI2;
        return isStrict && !issuer.value().equals(audience(assertion))
                ? Optional.of("the assertion's aud must be the issuer, as a string")
                : Optional.empty();
    }

    /** As it is written: the library makes a list of it. */
    private static @Nullable Object audience(JWSObject assertion) {
        @Nullable Map<String, Object> claims = assertion.getPayload().toJSONObject();
        return claims == null ? null : claims.get("aud");
    }
}
