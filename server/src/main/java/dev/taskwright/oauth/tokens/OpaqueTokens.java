package dev.taskwright.oauth.tokens;

import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Access tokens that say nothing by themselves: {@code twa_} and 256 random bits. A row each, until they expire. */
public final class OpaqueTokens {
    private static final String PREFIX = "twa_";
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    private final Db db;
    private final RandomTokens random;
    private final InstantSource clock;
    private final OpaqueTokenStore store = new OpaqueTokenStore();
    private final AuthorizationStore authorizations = new AuthorizationStore();

    public OpaqueTokens(Db db, RandomTokens random, InstantSource clock) {
        this.db = db;
        this.random = random;
        this.clock = clock;
    }

    static boolean hasShape(String text) {
        return SHAPE.matcher(text).matches();
    }

    /**
     * @param claims what a JWT would say
     * @param authorizationId what it ends with; null for an app's own
     * @throws OAuthException {@code invalid_grant} when the authorization has ended since
     */
    String issue(Map<String, ?> claims, @Nullable String authorizationId, Instant expiresAt) {
        String token = PREFIX + random.token256();
        OpaqueTokenStore.Row row =
                new OpaqueTokenStore.Row(Digests.sha256Base64Url(token), authorizationId, Json.text(claims), expiresAt);
        Instant now = clock.instant();
        boolean stands = db.write(tx -> {
            // The parent's row is locked first, in the order in which a withdrawn consent deletes them.
            boolean exists = authorizationId == null || authorizations.touch(tx, authorizationId, now);
            if (exists) {
                store.insert(tx, row);
            }
            return exists;
        });
        if (!stands) {
            throw new OAuthException(OAuthError.invalidGrant("the person has withdrawn what they allowed"));
        }
        return token;
    }

    /** What a token says; expired ones are found until they are swept out. */
    Optional<Map<String, Object>> find(String digest) {
        return db.read(tx -> store.find(tx, digest)).map(OpaqueTokens::claims);
    }

    private static Map<String, Object> claims(String json) {
        Map<String, Object> claims = new LinkedHashMap<>();
        if (Json.parse(json) instanceof Map<?, ?> object) {
            object.forEach((name, value) -> {
                if (value != null) {
                    claims.put(String.valueOf(name), value);
                }
            });
        }
        return claims;
    }
}
