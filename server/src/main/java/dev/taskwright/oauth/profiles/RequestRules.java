package dev.taskwright.oauth.profiles;

import dev.taskwright.base.Scope;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an authorization request must have, once it is known to be right otherwise. */
public final class RequestRules {
    private RequestRules() {}

    /**
     * What a request has.
     *
     * @param scopes that it names; null when it names none and means the usual ones
     * @param isAnsweredSigned whether its answer travels in a JWT: JARM, 2.3
     * @param isPushed whether it is being pushed: RFC 9126
     */
    public record Asked(
            ResponseType type,
            @Nullable ScopeSet scopes,
            boolean isAnsweredSigned,
            boolean isPushed,
            boolean hasChallenge,
            boolean hasNonce,
            boolean hasState) {}

    /** What is wrong with the request by the app's profile; empty when nothing is. */
    public static Optional<String> fault(Client client, Asked asked) {
        return Profile.of(client)
                .flatMap(profile -> Optional.ofNullable(profile.isFapi1() ? fapi1(asked) : fapi2(client, asked))
                        .map(sentence -> sentence + ": " + profile.name()));
    }

    /**
     * What is wrong with a request that goes to a person without their browser: FAPI-CIBA, 5.2.2: they must know it again.
     *
     * @param hasMessage whether it has a {@code binding_message}
     */
    public static Optional<String> backchannelFault(Client client, boolean hasMessage) {
        return Profile.of(client)
                .filter(profile -> profile.grants().contains(GrantType.CIBA) && !hasMessage)
                .map(profile -> "binding_message is missing: " + profile.name());
    }

    /** FAPI 1.0 Advanced, 5.2.2, 2 and 18; FAPI 1.0 Baseline, 5.2.2.2 and 5.2.2.3. */
    private static @Nullable String fapi1(Asked asked) {
        if (asked.type() == ResponseType.CODE && !asked.isAnsweredSigned()) {
            return "response_type code needs response_mode jwt";
        }
        if (asked.isPushed() && !asked.hasChallenge()) {
            return "code_challenge is missing";
        }
        ScopeSet scopes = asked.scopes();
        if (scopes == null) {
            return "scope is missing";
        }
        boolean isSignIn = scopes.contains(Scope.OPENID);
        if (isSignIn && !asked.hasNonce()) {
            return "nonce is missing";
        }
        return isSignIn || asked.hasState() ? null : "state is missing";
    }

    /**
     * FAPI 2.0 Security Profile, 5.3.2.2; that the request is pushed is among the app's {@code SecurityRules}. FAPI 2.0 Message Signing, 5.4.1, for an app that registered such answers.
     */
    private static @Nullable String fapi2(Client client, Asked asked) {
        if (!asked.hasChallenge()) {
            return "code_challenge is missing";
        }
        boolean wantsSigned = client.metadata().messages().authorization().signing() != null;
        return wantsSigned && !asked.isAnsweredSigned() ? "response_mode must be jwt" : null;
    }
}
