package dev.taskwright.oauth.tokens;

import dev.taskwright.base.Scope;
import dev.taskwright.identity.users.Detail;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an app learns about a person, by scope: OpenID Connect Core, 5.1 and 5.4; and SmartTask's spellings. The one
 * place that says which claim belongs to which scope.
 */
public final class PersonClaims {
    /** Who it is; in every answer. */
    private static final List<String> ALWAYS = List.of("sub", "userid");

    private static final Map<Scope, List<String>> BY_SCOPE = Map.of(
            Scope.EMAIL, List.of("email", "email_verified"),
            Scope.PROFILE,
                    List.of(
                            "name",
                            "fullname",
                            "preferred_username",
                            "picture",
                            "given_name",
                            "middle_name",
                            "family_name",
                            "nickname",
                            "profile",
                            "website",
                            "gender",
                            "birthdate",
                            "zoneinfo",
                            "locale",
                            "updated_at"),
            Scope.PHONE, List.of("phone_number", "phone_number_verified"),
            Scope.ADDRESS, List.of("address"));

    /** In an access token, which travels with every call, stands only what SmartTask's contract reads there. */
    private static final Set<String> IN_ACCESS_TOKENS =
            Set.of("sub", "userid", "email", "email_verified", "name", "fullname", "preferred_username", "picture");

    private static final List<Detail> ADDRESS =
            List.of(Detail.STREET_ADDRESS, Detail.LOCALITY, Detail.REGION, Detail.POSTAL_CODE, Detail.COUNTRY);

    private final Issuer issuer;

    public PersonClaims(Issuer issuer) {
        this.issuer = issuer;
    }

    /** Every name this class may give, for discovery. */
    public static Set<String> names() {
        return Stream.concat(ALWAYS.stream(), BY_SCOPE.values().stream().flatMap(List::stream))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The claims of these scopes, for userinfo and ID tokens; what the person has not said is left out. {@code picture}
     * alone is there and null when there is none, which readers of SmartTask's contract expect.
     */
    public Map<String, @Nullable Object> of(User user, ScopeSet scopes) {
        Map<String, @Nullable Object> all = all(user);
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        ALWAYS.forEach(name -> claims.put(name, all.get(name)));
        for (Scope scope : List.of(Scope.EMAIL, Scope.PROFILE, Scope.PHONE, Scope.ADDRESS)) {
            if (scopes.contains(scope)) {
                BY_SCOPE.getOrDefault(scope, List.of()).stream()
                        .filter(all::containsKey)
                        .forEach(name -> claims.put(name, all.get(name)));
            }
        }
        return claims;
    }

    /** The few of {@link #of} that stand in access tokens. */
    public Map<String, @Nullable Object> inAccessToken(User user, ScopeSet scopes) {
        Map<String, @Nullable Object> claims = of(user, scopes);
        claims.keySet().retainAll(IN_ACCESS_TOKENS);
        return claims;
    }

    /**
     * All that is known about a person, by claim; for requests that name claims one by one (OpenID Connect Core, 5.5).
     * Absent: what the person has not said.
     */
    public Map<String, @Nullable Object> all(User user) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub", user.id().toString());
        claims.put("userid", user.id().toString());
        claims.put("email", user.email());
        claims.put("email_verified", user.emailVerified());
        claims.put("name", user.name());
        claims.put("fullname", user.name());
        claims.put("preferred_username", user.handle());
        String picture = user.pictureUrl();
        claims.put("picture", picture != null && user.hasUploadedPicture() ? issuer.at(picture) : picture);
        user.details().values().forEach((detail, text) -> {
            if (!ADDRESS.contains(detail)) {
                claims.put(detail.claim(), text);
            }
        });
        if (user.details().find(Detail.PHONE_NUMBER).isPresent()) {
            // there is no way yet to prove that a phone is one's own
            claims.put("phone_number_verified", false);
        }
        Map<String, String> address = address(user);
        if (!address.isEmpty()) {
            claims.put("address", address);
        }
        claims.put("updated_at", user.updatedAt().getEpochSecond());
        return claims;
    }

    /** OpenID Connect Core, 5.1.1; {@code formatted} has a line for each part. */
    private static Map<String, String> address(User user) {
        Map<String, String> address = new LinkedHashMap<>();
        ADDRESS.forEach(part -> user.details().find(part).ifPresent(text -> address.put(part.claim(), text)));
        if (!address.isEmpty()) {
            address.put("formatted", String.join("\n", address.values()));
        }
        return address;
    }
}
