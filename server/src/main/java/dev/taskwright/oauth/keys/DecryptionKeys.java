package dev.taskwright.oauth.keys;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.taskwright.oauth.protocol.Signalled;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.SharedCache;
import dev.taskwright.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that apps encrypt to: RFC 7516; RFC 9101, 6.1. One of each kind is published; those before it still open what was
 * encrypted to them for a while. The first ones are made when they are asked for.
 */
public final class DecryptionKeys {
    private static final String RING = "ring";
    private static final int RSA_BITS = 2_048;

    private final Db db;
    private final Sealer sealer;
    private final InstantSource clock;
    private final DecryptionKeyStore store = new DecryptionKeyStore();
    private final SharedCache<Ring> rings;

    private record Opener(String kid, DecryptionKey.Kind kind, JWEDecrypter decrypter) {}

    private record Ring(List<DecryptionKey> keys, List<Opener> openers) {}

    public DecryptionKeys(Db db, Sealer sealer, InstantSource clock) {
        this.db = db;
        this.sealer = sealer;
        this.clock = clock;
        this.rings = db.signals().cache(Signalled.KEYS, 1, Duration.ofMinutes(5));
    }

    /** A JWK set with the public halves of the latest keys added to it: RFC 7517, 5. */
    public String addedTo(String published) {
        List<Object> all = new ArrayList<>();
        if (Json.parse(published) instanceof Map<?, ?> set && set.get("keys") instanceof Collection<?> signing) {
            all.addAll(signing);
        }
        latest(ring()).forEach(key -> all.add(Json.parse(key.publicJwk())));
        return Json.text(Map.of("keys", all));
    }

    /**
     * What was encrypted to one of our keys.
     *
     * @param algorithms how its key may have reached us
     * @param contents how it may be encrypted
     * @return empty when it was not, is compressed, or was altered
     */
    public Optional<String> open(
            JWEObject sealed, Collection<JWEAlgorithm> algorithms, Collection<EncryptionMethod> contents) {
        JWEHeader header = sealed.getHeader();
        // a little text may unfold to gigabytes
        boolean isTaken = algorithms.contains(header.getAlgorithm())
                && contents.contains(header.getEncryptionMethod())
                && header.getCompressionAlgorithm() == null;
        if (!isTaken) {
            return Optional.empty();
        }
        DecryptionKey.Kind kind = JWEAlgorithm.Family.RSA.contains(header.getAlgorithm())
                ? DecryptionKey.Kind.RSA
                : DecryptionKey.Kind.EC;
        return ring().openers().stream()
                .filter(opener -> opener.kind() == kind)
                .filter(opener -> header.getKeyID() == null || header.getKeyID().equals(opener.kid()))
                .findFirst()
                .flatMap(opener -> opened(sealed, opener.decrypter()));
    }

    private static Optional<String> opened(JWEObject sealed, JWEDecrypter decrypter) {
        try {
            sealed.decrypt(decrypter);
            return Optional.of(sealed.getPayload().toString());
        } catch (JOSEException | IllegalArgumentException | IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    /** Follows a key that is old enough, and drops those followed long ago; to be called every few minutes. */
    public void step(KeySchedule schedule) {
        Instant now = clock.instant();
        for (DecryptionKey key : latest(load())) {
            if (!key.createdAt().plus(schedule.use()).isAfter(now)) {
                add(key.kind(), key.generation() + 1);
            }
        }
        int dropped = db.write(tx -> store.forgetFollowed(tx, now.minus(schedule.retain())));
        if (dropped > 0) {
            rings.forget(RING);
        }
    }

    private Ring ring() {
        Ring ring = Objects.requireNonNull(rings.get(RING, key -> load()));
        Set<DecryptionKey.Kind> missing = EnumSet.allOf(DecryptionKey.Kind.class);
        ring.keys().forEach(key -> missing.remove(key.kind()));
        if (missing.isEmpty()) {
            return ring;
        }
        missing.forEach(kind -> add(kind, 1));
        return Objects.requireNonNull(rings.get(RING, key -> load()));
    }

    /** Of several nodes one makes it. */
    private void add(DecryptionKey.Kind kind, int generation) {
        DecryptionKey key = generate(kind, generation);
        db.write(tx -> {
            tx.signal(Signalled.KEYS, null);
            return store.insertUnlessThere(tx, key);
        });
        rings.forget(RING);
    }

    private static List<DecryptionKey> latest(Ring ring) {
        return EnumSet.allOf(DecryptionKey.Kind.class).stream()
                .flatMap(kind ->
                        ring.keys().stream().filter(key -> key.kind() == kind).limit(1))
                .toList();
    }

    private Ring load() {
        List<DecryptionKey> keys = db.read(store::all);
        return new Ring(keys, keys.stream().map(this::opener).toList());
    }

    private Opener opener(DecryptionKey key) {
        byte[] opened = sealer.open(Base64.getDecoder().decode(key.sealedJwk()), key.context());
        JWK jwk = SigningKey.parse(new String(opened, StandardCharsets.UTF_8));
        try {
            JWEDecrypter decrypter = key.kind() == DecryptionKey.Kind.RSA
                    ? new RSADecrypter(jwk.toRSAKey())
                    : new ECDHDecrypter(jwk.toECKey());
            return new Opener(key.kid(), key.kind(), decrypter);
        } catch (JOSEException e) {
            throw new IllegalStateException("a decryption key cannot be used", e);
        }
    }

    private DecryptionKey generate(DecryptionKey.Kind kind, int generation) {
        try {
            JWK key = kind == DecryptionKey.Kind.RSA
                    ? new RSAKeyGenerator(RSA_BITS)
                            .keyUse(KeyUse.ENCRYPTION)
                            .keyIDFromThumbprint(true)
                            .generate()
                    : new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.ENCRYPTION)
                            .keyIDFromThumbprint(true)
                            .generate();
            byte[] secret = sealer.seal(
                    key.toJSONString().getBytes(StandardCharsets.UTF_8), DecryptionKey.context(key.getKeyID()));
            return new DecryptionKey(
                    key.getKeyID(),
                    kind,
                    generation,
                    key.toPublicJWK().toJSONString(),
                    Base64.getEncoder().encodeToString(secret),
                    clock.instant());
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a key to encrypt to", e);
        }
    }
}
