package dev.taskwright.oauth.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.keys.SigningKeys;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes and reads access tokens: RFC 9068. They are not stored; what ended early is ({@link Revocations}). */
public final class AccessTokens {
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final String TYPE = "at+jwt";
    private static final int ID_LENGTH = 22;
    private static final int MOST_REMEMBERED = 20_000;

    private final SigningKeys keys;
    private final Issuer issuer;
    private final PersonClaims people;
    private final ScopeCatalog catalog;
    private final RandomTokens random;
    private final InstantSource clock;
    private final Revocations revocations;
    // What a token says never changes, so that its signature is looked at once. Expiry and revocation are not
    // remembered.
    private final Cache<String, AccessToken> verified = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(LIFETIME)
            .build();

    public AccessTokens(
            SigningKeys keys,
            Issuer issuer,
            ScopeCatalog catalog,
            RandomTokens random,
            InstantSource clock,
            Revocations revocations) {
        this.keys = keys;
        this.issuer = issuer;
        this.people = new PersonClaims(issuer);
        this.catalog = catalog;
        this.random = random;
        this.clock = clock;
        this.revocations = revocations;
    }

    String issue(Client client, User user, Rights rights) {
        long now = clock.instant().getEpochSecond();
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.value());
        claims.put("aud", audience(rights.scopes()));
        claims.put("client_id", client.id().value());
        claims.put("scope", rights.scopes().toString());
        claims.put("iat", now);
        claims.put("exp", now + LIFETIME.toSeconds());
        claims.put("jti", random.base62(ID_LENGTH));
        claims.put("auth_time", rights.signedInAt().getEpochSecond());
        claims.put("authorization_id", rights.authorizationId());
        claims.put("lineage", rights.lineage());
        claims.putAll(people.inAccessToken(user, rights.scopes()));
        return keys.sign(SignatureAlgorithm.ES256, TYPE, claims);
    }

    /** What the token says, if it is ours and still holds. Whether its person is disabled is for the caller to see. */
    public Optional<AccessToken> find(String presented) {
        String digest = Digests.sha256Base64Url(presented);
        AccessToken known = verified.getIfPresent(digest);
        Optional<AccessToken> token = known == null ? read(presented) : Optional.of(known);
        if (known == null) {
            token.ifPresent(fresh -> verified.put(digest, fresh));
        }
        return token.filter(t -> t.expiresAt().isAfter(clock.instant())).filter(t -> !revocations.isEnded(t));
    }

    private Optional<AccessToken> read(String presented) {
        return keys.verify(presented, TYPE)
                .filter(claims -> issuer.value().equals(claims.get("iss")))
                .map(AccessTokens::token);
    }

    /** One string, or a list when there are several: RFC 7519, 4.1.3. */
    private Object audience(ScopeSet scopes) {
        List<String> audiences =
                catalog.resources(scopes).stream().map(issuer::at).toList();
        return switch (audiences.size()) {
            case 0 -> issuer.value();
            case 1 -> audiences.getFirst();
            default -> audiences;
        };
    }

    /** Reads what {@link #issue} wrote; the signature says that it did. */
    private static AccessToken token(Map<String, Object> claims) {
        Set<String> audiences = new LinkedHashSet<>();
        switch (claims.get("aud")) {
            case String one -> audiences.add(one);
            case List<?> several -> several.forEach(each -> audiences.add(String.valueOf(each)));
            case null, default -> throw new IllegalStateException("an access token without audience");
        }
        return new AccessToken(
                text(claims, "jti"),
                text(claims, "authorization_id"),
                text(claims, "lineage"),
                new UserId(Integer.parseInt(text(claims, "sub"))),
                text(claims, "client_id"),
                ScopeSet.stored(text(claims, "scope")),
                audiences,
                Instant.ofEpochSecond(((Number) claims.getOrDefault("exp", 0)).longValue()));
    }

    private static String text(Map<String, Object> claims, String name) {
        return String.valueOf(claims.get(name));
    }
}
