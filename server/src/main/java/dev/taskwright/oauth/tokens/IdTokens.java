package dev.taskwright.oauth.tokens;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.PersonClaims;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Protection;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.keys.SigningKeys;
import dev.taskwright.oauth.messages.AppMessages;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads ID tokens: OpenID Connect Core, 2. They say who signed in, when and how; name and e-mail address are
 * asked for at the userinfo endpoint (5.4), unless the app asked for them here (5.5) or gets no access token.
 */
public final class IdTokens {
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final String TYPE = "JWT";
    private static final SignatureAlgorithm USUAL = SignatureAlgorithm.RS256;

    private final AppMessages messages;
    private final SigningKeys keys;
    private final PersonClaims people;
    private final Issuer issuer;
    private final InstantSource clock;

    public IdTokens(AppMessages messages, SigningKeys keys, PersonClaims people, Issuer issuer, InstantSource clock) {
        this.messages = messages;
        this.keys = keys;
        this.people = people;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * What is handed out in the same answer, to be bound to the ID token by its hash: OpenID Connect Core, 3.3.2.11; the
     * state as in FAPI 1.0 Advanced, 5.2.2.1.
     */
    record Beside(
            @Nullable String accessToken,
            @Nullable String code,
            @Nullable String state) {}

    /**
     * What an ID token of this server says about whom it was issued to; it may have expired, and gives no right to
     * anything.
     *
     * @param audience the apps, at least one
     * @param subject as those apps see the person
     * @param sid null when the token names no session
     */
    public record Hint(
            List<String> audience, String subject, @Nullable String sid) {}

    /** @param scopes whose claims stand in the token itself */
    String issue(Client client, User user, Rights rights, ScopeSet scopes, Beside beside) {
        Protection protection = client.metadata().messages().idToken();
        long now = clock.instant().getEpochSecond();
        Authentication authentication = rights.authentication();
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.value());
        claims.put("sub", people.subject(client, user.id()));
        claims.put("aud", client.id().value());
        claims.put("iat", now);
        claims.put("exp", now + LIFETIME.toSeconds());
        claims.put("auth_time", authentication.at().getEpochSecond());
        claims.put("acr", authentication.acr(rights.claims().essentialAcr()).orElse(authentication.acr()));
        claims.put("amr", List.copyOf(authentication.amr()));
        claims.put("sid", rights.authorizationId());
        SignatureAlgorithm algorithm = AppMessages.signature(client, protection, USUAL);
        putHash(claims, "at_hash", beside.accessToken(), algorithm);
        putHash(claims, "c_hash", beside.code(), algorithm);
        putHash(claims, "s_hash", beside.state(), algorithm);
        String nonce = rights.nonce();
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        claims.putAll(people.about(user, scopes, rights.claims().idToken()));
        return messages.write(client, protection, USUAL, TYPE, claims);
    }

    /**
     * What an ID token of ours says, whatever its algorithm and its age; an app that got it encrypted sends what it
     * decrypted (OpenID Connect Core, 3.1.2.1).
     */
    public Optional<Hint> read(String hint) {
        return keys.verify(hint, TYPE)
                .filter(claims -> issuer.value().equals(claims.get("iss")))
                // signed userinfo has the same type, and no end
                .filter(claims -> claims.get("exp") instanceof Number)
                .flatMap(IdTokens::hint);
    }

    private static Optional<Hint> hint(Map<String, Object> claims) {
        List<String> audience = switch (claims.get("aud")) {
            case String one -> List.of(one);
            case List<?> several -> several.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
        return audience.isEmpty() || !(claims.get("sub") instanceof String subject)
                ? Optional.empty()
                : Optional.of(new Hint(audience, subject, claims.get("sid") instanceof String sid ? sid : null));
    }

    private static void putHash(
            Map<String, @Nullable Object> claims, String name, @Nullable String text, SignatureAlgorithm algorithm) {
        if (text != null) {
            claims.put(name, leftHalf(text, algorithm));
        }
    }

    /** The left half of the hash that the signature uses, as base64url: OpenID Connect Core, 3.1.3.6 and 3.3.2.11. */
    static String leftHalf(String text, SignatureAlgorithm algorithm) {
        byte[] hash = algorithm.hash(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }
}
