package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.claims.PersonClaims;
import dev.taskwright.oauth.claims.Wanted;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * OpenID Connect Core, 5.5 and 5.5.1.1: single claims, and among them who the person must be and how they must have signed
 * in. What this server cannot do is said before anybody is asked for a password.
 */
final class ClaimsCheck {
    private static final String SUBJECT = "sub";

    ClaimsRequest check(Client client, AuthorizeParameters parameters, TrustedRedirect redirect) {
        ClaimsRequest claims = parameters
                .find("claims")
                .map(json -> ClaimsRequest.parse(json)
                        .orElseThrow(() -> redirect.refuse(OAuthError.invalidRequest(
                                "claims must be a JSON object with the members userinfo and id_token"))))
                .orElse(ClaimsRequest.NONE);
        Set<String> acr = claims.essentialAcr();
        if (!acr.isEmpty() && Collections.disjoint(acr, Authentication.acrs())) {
            throw redirect.refuse(OAuthError.unmetAuthenticationRequirements(
                    "claims asks for an acr that this server does not have"));
        }
        return new ClaimsRequest(allowed(client, claims.userinfo()), allowed(client, claims.idToken()));
    }

    /** What belongs to a scope that the app may not ask for is left out, as what nobody knows is (5.5.1). */
    private static Map<String, Wanted> allowed(Client client, Map<String, Wanted> claims) {
        Map<String, Wanted> allowed = new LinkedHashMap<>(claims);
        allowed.entrySet().removeIf(claim -> {
            ClaimsRequest alone = new ClaimsRequest(Map.of(claim.getKey(), claim.getValue()), Map.of());
            return !client.allowedScopes().containsAll(PersonClaims.scopesOf(alone));
        });
        return allowed;
    }

    /** Who the person must be: a value asked for binds both answers, whichever of them it is written for. */
    static Set<String> subjects(ClaimsRequest claims) {
        return Stream.of(claims.idToken(), claims.userinfo())
                .map(answer -> answer.get(SUBJECT))
                .filter(Objects::nonNull)
                .flatMap(wanted -> wanted.values().stream())
                .map(String::valueOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
