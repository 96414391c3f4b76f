package dev.taskwright.oauth.claims;

import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.Detail;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
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
    /** Who it is; in every answer, but the number only where the app knows people by it. */
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

    private static final List<Scope> IN_ORDER = List.of(Scope.EMAIL, Scope.PROFILE, Scope.PHONE, Scope.ADDRESS);

    /** In an access token, which travels with every call, stands only what SmartTask's contract reads there. */
    private static final Set<String> IN_ACCESS_TOKENS =
            Set.of("sub", "userid", "email", "email_verified", "name", "fullname", "preferred_username", "picture");

    private static final List<Detail> ADDRESS =
            List.of(Detail.STREET_ADDRESS, Detail.LOCALITY, Detail.REGION, Detail.POSTAL_CODE, Detail.COUNTRY);

    private final Issuer issuer;
    private final Subjects subjects;

    public PersonClaims(Issuer issuer, Subjects subjects) {
        this.issuer = issuer;
        this.subjects = subjects;
    }

    /** Every name this class may give, for discovery. */
    public static Set<String> names() {
        return Stream.concat(ALWAYS.stream(), BY_SCOPE.values().stream().flatMap(List::stream))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The scopes whose claims are asked for one by one: what the person must have allowed. */
    public static ScopeSet scopesOf(ClaimsRequest request) {
        return ScopeSet.of(IN_ORDER.stream()
                .filter(scope -> names(scope).stream()
                        .anyMatch(name -> request.userinfo().containsKey(name)
                                || request.idToken().containsKey(name)))
                .toList());
    }

    /** The {@code sub} that this app sees. */
    public String subject(Client client, UserId user) {
        return subjects.of(client, user);
    }

    /** Who the person is to this app: {@code sub}, and {@code userid} unless its subjects are pairwise. */
    public Map<String, @Nullable Object> identity(Client client, User user) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub", subjects.of(client, user.id()));
        if (!Subjects.isPairwise(client)) {
            claims.put("userid", user.id().toString());
        }
        return claims;
    }

    /**
     * The claims of these scopes, with those asked for one by one (OpenID Connect Core, 5.4 and 5.5); what the person has
     * not said is left out (5.3.2).
     */
    public Map<String, @Nullable Object> of(Client client, User user, ScopeSet scopes, Map<String, Wanted> wanted) {
        Map<String, @Nullable Object> claims = identity(client, user);
        claims.putAll(about(user, scopes, wanted));
        return claims;
    }

    /** The same without who it is. */
    public Map<String, @Nullable Object> about(User user, ScopeSet scopes, Map<String, Wanted> wanted) {
        Map<String, @Nullable Object> all = all(user);
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        for (Scope scope : IN_ORDER) {
            if (scopes.contains(scope)) {
                names(scope).stream().filter(all::containsKey).forEach(name -> claims.put(name, all.get(name)));
            }
        }
        wanted.forEach((name, how) -> {
            Object value = all.get(name);
            if (value != null && how.accepts(value)) {
                claims.put(name, value);
            }
        });
        return claims;
    }

    /**
     * The few of {@link #of} that stand in access tokens. {@code picture} is there and null when there is none, which
     * readers of SmartTask's contract expect.
     */
    public Map<String, @Nullable Object> inAccessToken(Client client, User user, ScopeSet scopes) {
        Map<String, @Nullable Object> claims = of(client, user, scopes, Map.of());
        if (scopes.contains(Scope.PROFILE)) {
            claims.putIfAbsent("picture", null);
        }
        claims.keySet().retainAll(IN_ACCESS_TOKENS);
        return claims;
    }

    private static List<String> names(Scope scope) {
        return BY_SCOPE.getOrDefault(scope, List.of());
    }

    /** All that a person may tell, by claim. Absent: what they have not said. */
    Map<String, @Nullable Object> all(User user) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("email", user.email());
        claims.put("email_verified", user.emailVerified());
        claims.put("name", user.name());
        claims.put("fullname", user.name());
        claims.put("preferred_username", user.handle());
        String picture = user.pictureUrl();
        if (picture != null) {
            claims.put("picture", user.hasUploadedPicture() ? issuer.at(picture) : picture);
        }
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
