package dev.taskwright.oauth.tokens;

import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.claims.PersonClaims;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.protocol.TokenFormat;
import dev.taskwright.platform.crypto.RandomTokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The claims of access tokens, written and read: RFC 9068, 2.2; and what SmartTask's contract adds. */
public final class AccessClaims {
    private static final int ID_LENGTH = 22;

    private final Issuer issuer;
    private final ScopeCatalog catalog;
    private final PersonClaims people;
    private final RandomTokens random;
    private final InstantSource clock;

    public AccessClaims(
            Issuer issuer, ScopeCatalog catalog, PersonClaims people, RandomTokens random, InstantSource clock) {
        this.issuer = issuer;
        this.catalog = catalog;
        this.people = people;
        this.random = random;
        this.clock = clock;
    }

    /** For an app on behalf of a person. What the app can read for itself also says who that is. */
    Map<String, @Nullable Object> onBehalf(Client client, User user, Rights rights) {
        Map<String, @Nullable Object> claims = common(client, rights.scopes(), rights.bounds(), rights.until());
        if (rights.actor() != null) {
            claims.put("act", rights.actor());
        }
        Authentication authentication = rights.authentication();
        if (!authentication.equals(Authentication.NONE)) {
            claims.put("auth_time", authentication.at().getEpochSecond());
            claims.put("acr", authentication.acr());
            claims.put("amr", List.copyOf(authentication.amr()));
        }
        String mayAct = client.metadata().mayAct();
        if (mayAct != null) {
            claims.put("may_act", Map.of("sub", mayAct));
        }
        claims.put("authorization_id", rights.authorizationId());
        claims.put("lineage", rights.lineage());
        if (!rights.claims().userinfo().isEmpty()) {
            claims.put("userinfo", ClaimsRequest.plain(rights.claims().userinfo()));
        }
        claims.putAll(
                client.metadata().messages().accessToken() == TokenFormat.JWT
                        ? people.inAccessToken(client, user, rights.scopes())
                        : people.identity(client, user));
        return claims;
    }

    /** For an app that acts for itself: RFC 9068, 2.2: {@code sub} is the app. */
    Map<String, @Nullable Object> ofApp(Client client, ScopeSet scopes, Bounds bounds) {
        Map<String, @Nullable Object> claims = common(client, scopes, bounds, null);
        claims.put("sub", client.id().value());
        return claims;
    }

    /** When a token that says this ends. */
    static Instant end(Map<String, ?> said) {
        return Instant.ofEpochSecond(said.get("exp") instanceof Number seconds ? seconds.longValue() : 0);
    }

    /**
     * Reads what was written here.
     *
     * @param person whose authorization one is; empty once it has ended
     * @return empty for another issuer's token, and for one whose authorization has ended
     */
    Optional<AccessToken> read(Map<String, Object> claims, Function<String, Optional<UserId>> person) {
        if (!issuer.value().equals(claims.get("iss"))) {
            return Optional.empty();
        }
        if (!claims.containsKey("authorization_id")) {
            return Optional.of(token(claims, null));
        }
        String authorization = text(claims, "authorization_id");
        return person.apply(authorization)
                .map(user -> token(
                        claims,
                        new AccessToken.OnBehalf(
                                authorization, text(claims, "lineage"), user, authentication(claims))));
    }

    private Map<String, @Nullable Object> common(
            Client client, ScopeSet scopes, Bounds bounds, @Nullable Instant until) {
        Instant now = clock.instant();
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.value());
        claims.put("aud", audience(scopes, bounds));
        claims.put("client_id", client.id().value());
        claims.put("scope", scopes.toString());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", AccessTokens.end(now, until).getEpochSecond());
        claims.put("jti", random.base62(ID_LENGTH));
        if (!bounds.details().isEmpty()) {
            claims.put("authorization_details", bounds.details().plain());
        }
        Confirmation binding = bounds.binding();
        if (binding != null) {
            claims.put("cnf", binding.claim());
        }
        return claims;
    }

    /** One string, or a list when there are several: RFC 7519, 4.1.3. */
    private Object audience(ScopeSet scopes, Bounds bounds) {
        // RFC 9396, 9.1: details say where they are used, as scopes do
        ScopeSet said = DetailTypes.reach(bounds.details()).isPresent() ? scopes.with(ScopeSet.of(Scope.API1)) : scopes;
        List<String> audiences = bounds.resources().isEmpty()
                ? catalog.resources(said).stream().map(issuer::at).toList()
                : bounds.resources();
        return switch (audiences.size()) {
            case 0 -> issuer.value();
            case 1 -> audiences.getFirst();
            default -> audiences;
        };
    }

    private static AccessToken token(Map<String, Object> claims, AccessToken.@Nullable OnBehalf behalf) {
        Set<String> audiences = new LinkedHashSet<>();
        switch (claims.get("aud")) {
            case String one -> audiences.add(one);
            case List<?> several -> several.forEach(each -> audiences.add(String.valueOf(each)));
            case null, default -> throw new IllegalStateException("an access token without audience");
        }
        return new AccessToken(
                text(claims, "jti"),
                text(claims, "sub"),
                behalf,
                text(claims, "client_id"),
                ScopeSet.stored(text(claims, "scope")),
                audiences,
                ClaimsRequest.members(claims.get("userinfo")),
                time(claims, "iat"),
                time(claims, "exp"),
                new Bounds(
                        List.copyOf(audiences),
                        Bounds.details(claims.get("authorization_details")),
                        Bounds.binding(claims.get("cnf"))),
                actor(claims.get("act")),
                claims.get("may_act") instanceof Map<?, ?> actor ? String.valueOf(actor.get("sub")) : null);
    }

    private static Authentication authentication(Map<String, Object> claims) {
        return claims.get("amr") instanceof List<?> methods
                ? new Authentication(
                        time(claims, "auth_time"),
                        methods.stream().map(String::valueOf).collect(Collectors.toSet()))
                : Authentication.NONE;
    }

    @SuppressWarnings("unchecked") // made by this class from a map of this kind
    private static @Nullable Map<String, Object> actor(@Nullable Object act) {
        return (Map<String, Object>) act;
    }

    private static String text(Map<String, Object> claims, String name) {
        return String.valueOf(claims.get(name));
    }

    private static Instant time(Map<String, Object> claims, String name) {
        return Instant.ofEpochSecond(((Number) claims.getOrDefault(name, 0)).longValue());
    }
}
