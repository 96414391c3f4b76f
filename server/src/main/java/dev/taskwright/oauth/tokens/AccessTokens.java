package dev.taskwright.oauth.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.keys.SigningKeys;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.protocol.TokenFormat;
import dev.taskwright.platform.crypto.Digests;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads access tokens: as JWTs, which are not stored (RFC 9068), or as random words, which are
 * ({@link OpaqueTokens}). What ended early is known to {@link Revocations}.
 */
public final class AccessTokens {
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final String TYPE = "at+jwt";
    private static final int MOST_REMEMBERED = 20_000;

    private final SigningKeys keys;
    private final AccessClaims claims;
    private final OpaqueTokens opaque;
    private final Clients clients;
    private final Revocations revocations;
    private final InstantSource clock;
    // What a token says never changes, so that its signature is looked at once. Expiry and revocation are not
    // remembered.
    private final Cache<String, AccessToken> verified = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(LIFETIME)
            .build();

    public AccessTokens(
            SigningKeys keys,
            AccessClaims claims,
            OpaqueTokens opaque,
            Clients clients,
            Revocations revocations,
            InstantSource clock) {
        this.keys = keys;
        this.claims = claims;
        this.opaque = opaque;
        this.clients = clients;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Whether a text has the shape of an access token; says nothing of validity, and looks nothing up. */
    public static boolean hasShape(String text) {
        return OpaqueTokens.hasShape(text) || text.chars().filter(c -> c == '.').count() == 2;
    }

    /**
     * When a token issued now ends.
     *
     * @param until at the latest; null for the usual life
     */
    static Instant end(Instant now, @Nullable Instant until) {
        Instant usual = now.plus(LIFETIME);
        return until != null && until.isBefore(usual) ? until : usual;
    }

    /** How long a token issued now for these rights holds. */
    Duration lifetime(Rights rights) {
        Instant now = clock.instant();
        return Duration.between(now, end(now, rights.until()));
    }

    String issue(Client client, User user, Rights rights) {
        return write(client, claims.onBehalf(client, user, rights), rights.authorizationId());
    }

    String issueToApp(Client client, ScopeSet scopes, Bounds bounds) {
        return write(client, claims.ofApp(client, scopes, bounds), null);
    }

    /** What the token says, if it is ours and still holds. Whether its person is disabled is for the caller to see. */
    public Optional<AccessToken> find(String presented) {
        String digest = Digests.sha256Base64Url(presented);
        AccessToken known = verified.getIfPresent(digest);
        Optional<AccessToken> token = known == null ? read(presented, digest) : Optional.of(known);
        if (known == null) {
            token.ifPresent(fresh -> verified.put(digest, fresh));
        }
        return token.filter(t -> t.expiresAt().isAfter(clock.instant()))
                .filter(t -> !revocations.isEnded(t))
                .filter(t -> t.behalf() != null || actsForItself(t));
    }

    private String write(Client client, Map<String, ?> said, @Nullable String authorizationId) {
        return client.metadata().messages().accessToken() == TokenFormat.JWT
                ? keys.sign(SignatureAlgorithm.ES256, TYPE, said)
                : opaque.issue(said, authorizationId, AccessClaims.end(said));
    }

    private Optional<AccessToken> read(String presented, String digest) {
        Optional<Map<String, Object>> said =
                OpaqueTokens.hasShape(presented) ? opaque.find(digest) : keys.verify(presented, TYPE);
        return said.flatMap(found -> claims.read(found, revocations::person));
    }

    /** An app's own token stands on the app: it must still be the same one and have the grant. */
    private boolean actsForItself(AccessToken token) {
        return clients.find(token.client())
                .filter(client -> client.grants().contains(GrantType.CLIENT_CREDENTIALS))
                .filter(client ->
                        client.createdAt().getEpochSecond() <= token.issuedAt().getEpochSecond())
                .isPresent();
    }
}
