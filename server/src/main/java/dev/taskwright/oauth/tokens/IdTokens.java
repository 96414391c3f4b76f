package dev.taskwright.oauth.tokens;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.keys.SigningKeys;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.platform.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes ID tokens: OpenID Connect Core, 2 and 3.1.3.6. They say who signed in and when; name and e-mail address are
 * asked for at the userinfo endpoint (5.4).
 */
public final class IdTokens {
    public static final Duration LIFETIME = Duration.ofHours(1);

    private final SigningKeys keys;
    private final Issuer issuer;
    private final InstantSource clock;

    public IdTokens(SigningKeys keys, Issuer issuer, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    String issue(Client client, Rights rights, String accessToken) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.value());
        claims.put("sub", rights.user().toString());
        claims.put("aud", client.id().value());
        claims.put("iat", now);
        claims.put("exp", now + LIFETIME.toSeconds());
        claims.put("auth_time", rights.signedInAt().getEpochSecond());
        claims.put("sid", rights.authorizationId());
        claims.put("at_hash", leftHalf(accessToken));
        String nonce = rights.nonce();
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        return keys.sign(SignatureAlgorithm.RS256, "JWT", claims);
    }

    /** The left half of SHA-256, base64url: what RS256 and ES256 both ask for. */
    static String leftHalf(String token) {
        byte[] hash = Digests.sha256(token.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }
}
