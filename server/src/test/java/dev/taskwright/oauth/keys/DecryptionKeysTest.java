package dev.taskwright.oauth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The keys that apps encrypt to: made when they are asked for, followed by others, and good for a while after. */
@EachDatabase
class DecryptionKeysTest {
    private static final String NONE = "{\"keys\":[]}";
    private static final KeySchedule SCHEDULE =
            new KeySchedule(Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(7));

    private final TestDatabase data;
    private final FakeClock clock = new FakeClock();
    private final KeyFile file = Provider.keyFile();
    private final DecryptionKeys keys;

    DecryptionKeysTest(DatabaseKind kind) {
        data = kind.fresh();
        keys = node(data.db());
    }

    @AfterEach
    void close() {
        data.close();
    }

    private DecryptionKeys node(Db db) {
        return new DecryptionKeys(db, new Sealer(file, new RandomTokens()), clock);
    }

    private static List<JWK> published(DecryptionKeys keys) {
        try {
            return JWKSet.parse(keys.addedTo(NONE)).getKeys();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey elliptic(DecryptionKeys keys) {
        return published(keys).stream()
                .filter(ECKey.class::isInstance)
                .map(ECKey.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String sealed(ECKey key) {
        try {
            JWEObject object = new JWEObject(
                    new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM)
                            .keyID(key.getKeyID())
                            .build(),
                    new Payload("secret"));
            object.encrypt(new ECDHEncrypter(key));
            return object.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean opens(DecryptionKeys keys, String sealed) {
        try {
            return keys.open(JWEObject.parse(sealed), Set.of(JWEAlgorithm.ECDH_ES), Set.of(EncryptionMethod.A128GCM))
                    .filter("secret"::equals)
                    .isPresent();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void onlyPublicKeysForEncryptionArePublished() {
        assertThat(published(keys)).hasSize(2).allSatisfy(key -> {
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.getKeyUse()).isEqualTo(KeyUse.ENCRYPTION);
            assertThat(key.getKeyID()).isNotEmpty();
        });
    }

    @Test
    void nodesAgreeAndOpenWhatIsMeantForAnother() {
        DecryptionKeys other = node(data.db());

        assertThat(published(other)).isEqualTo(published(keys));
        assertThat(opens(other, sealed(elliptic(keys)))).isTrue();
    }

    @Test
    void theKeyRestsSealed() {
        published(keys);

        List<String> rows = data.db()
                .read(tx -> tx.handle()
                        .createQuery("SELECT sealed_jwk FROM decryption_key")
                        .mapTo(String.class)
                        .list());
        assertThat(rows).hasSize(2).noneMatch(row -> row.contains("\"d\""));
    }

    /** Whoever read the published keys lately is understood. */
    @Test
    void aKeyIsFollowedAndStillOpensForAWhile() {
        ECKey first = elliptic(keys);
        String sealed = sealed(first);
        clock.advance(SCHEDULE.use());
        keys.step(SCHEDULE);
        keys.step(SCHEDULE);
        ECKey second = elliptic(keys);

        assertThat(second).isNotEqualTo(first);
        assertThat(published(keys)).hasSize(2);
        assertThat(opens(keys, sealed)).isTrue();
        clock.advance(SCHEDULE.retain());
        keys.step(SCHEDULE);
        assertThat(opens(keys, sealed)).isFalse();
        assertThat(elliptic(keys)).isEqualTo(second);
        assertThat(opens(keys, sealed(second))).isTrue();
    }

    @Test
    void twoNodesFollowAKeyOnce() {
        DecryptionKeys other = node(data.db());
        published(keys);
        published(other);
        clock.advance(SCHEDULE.use());
        keys.step(SCHEDULE);
        other.step(SCHEDULE);

        int rows = data.db()
                .read(tx -> tx.handle()
                        .createQuery("SELECT COUNT(*) FROM decryption_key")
                        .mapTo(Integer.class)
                        .one());
        assertThat(rows).isEqualTo(4);
    }
}
