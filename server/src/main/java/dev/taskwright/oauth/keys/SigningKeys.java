package dev.taskwright.oauth.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import dev.taskwright.oauth.protocol.CompactForm;
import dev.taskwright.oauth.protocol.Signalled;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.SharedCache;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Signs and verifies JSON Web Tokens with this server's keys. Safe for many threads. */
public final class SigningKeys {
    /** Longest token looked at; ours are about 1 000 characters. */
    private static final int LONGEST = 16_384;

    private static final String RING = "ring";

    private final Db db;
    private final Sealer sealer;
    private final @Nullable Provider provider;
    private final InstantSource clock;
    private final SigningKeyStore store = new SigningKeyStore();
    private final SharedCache<KeyRing> rings;
    private final AtomicLong looked = new AtomicLong();

    public SigningKeys(Db db, Sealer sealer, CryptoProviders providers, InstantSource clock) {
        this.db = db;
        this.sealer = sealer;
        this.provider = providers.provider();
        this.clock = clock;
        this.rings = db.signals().cache(Signalled.KEYS, 1, Duration.ofMinutes(5));
    }

    /**
     * Makes the active key of each usual algorithm that has none. To be called once at start; nodes that start together
     * agree on one.
     *
     * @throws dev.taskwright.platform.crypto.SealBroken when the key file does not fit the database
     */
    public void ensure() {
        ensure(SignatureAlgorithm.USUAL);
    }

    /** The same for these algorithms alone. */
    public void ensure(Set<SignatureAlgorithm> algorithms) {
        KeyRing ring = load();
        List<SigningKey> missing = new ArrayList<>();
        for (SignatureAlgorithm algorithm : algorithms) {
            if (!ring.signsWith(algorithm)) {
                missing.add(generate(algorithm, SigningKey.State.ACTIVE));
            }
        }
        if (!missing.isEmpty()) {
            db.write(tx -> {
                missing.forEach(key -> store.insertUnlessThere(tx, key));
                tx.signal(Signalled.KEYS, null);
                return missing.size();
            });
        }
    }

    /** A signed token in compact form; {@code type} is the header's {@code typ}. Null claims are written as null. */
    public String sign(SignatureAlgorithm algorithm, String type, Map<String, ?> claims) {
        try {
            return ring().sign(algorithm, new JOSEObjectType(type), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with " + algorithm, e);
        }
    }

    /** The claims of a token that one of our keys signed with that {@code typ}. Says nothing about expiry. */
    public Optional<Map<String, Object>> verify(String token, String type) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JWSObject jwt = JWSObject.parse(CompactForm.checked(token));
            return ringFor(jwt.getHeader().getKeyID()).verified(jwt, new JOSEObjectType(type));
        } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** The published JWK set as JSON. */
    public String published() {
        return ring().published();
    }

    /** The algorithms that there is a key to sign with. */
    public Set<SignatureAlgorithm> algorithms() {
        return ring().algorithms();
    }

    /**
     * A key in use that this node has not heard of yet: another node took one into use at once and its token is here before
     * the news. Looked for at most once a second, whatever is presented.
     */
    private KeyRing ringFor(@Nullable String kid) {
        KeyRing ring = ring();
        long now = clock.millis();
        long last = looked.get();
        if (kid != null && !ring.knows(kid) && now - last >= 1_000 && looked.compareAndSet(last, now)) {
            rings.forget(RING);
            return ring();
        }
        return ring;
    }

    private KeyRing ring() {
        return Objects.requireNonNull(rings.get(RING, key -> load()));
    }

    private KeyRing load() {
        List<SigningKey> keys = db.read(store::all);
        try {
            return new KeyRing(keys, sealer, provider);
        } catch (JOSEException e) {
            throw new IllegalStateException("a signing key cannot be used", e);
        }
    }

    SigningKey generate(SignatureAlgorithm algorithm, SigningKey.State state) {
        JWK key = algorithm.generate(provider);
        String kid = key.getKeyID();
        byte[] secret = sealer.seal(key.toJSONString().getBytes(StandardCharsets.UTF_8), SigningKey.context(kid));
        Instant now = clock.instant();
        return new SigningKey(
                kid,
                algorithm,
                state,
                key.toPublicJWK().toJSONString(),
                Base64.getEncoder().encodeToString(secret),
                now,
                state == SigningKey.State.ACTIVE ? now : null,
                null);
    }
}
