package dev.taskwright.oauth.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.authentication.ClientSecrets;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.oauth.clients.ClientKeys;
import dev.taskwright.oauth.clients.MessageRules;
import dev.taskwright.oauth.clients.Protection;
import dev.taskwright.oauth.clients.SignInRules;
import dev.taskwright.oauth.keys.DecryptionKeys;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9101, 6.1: request objects encrypted to this server, and what only looks like one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedObjectsTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final FakeClock clock = new FakeClock();
    private final Sealer sealer = new Sealer(Provider.keyFile(), new RandomTokens());
    private final DecryptionKeys keys = new DecryptionKeys(data.db(), sealer, clock);
    private final RequestObjects objects = new RequestObjects(
            new RequestObjectSignatures(
                    new ClientKeySets(Provider.OUTBOUND, clock), new ClientSecrets(sealer, new RandomTokens())),
            keys,
            Provider.OUTBOUND,
            new Issuer(Provider.ISSUER),
            clock);
    private final ECKey signing = generated();
    private final Client client = Callers.with(
            SignInRules.USUAL, MessageRules.USUAL, new ClientKeys(new JWKSet(signing.toPublicJWK()), null));

    @AfterAll
    void close() {
        data.close();
    }

    private static ECKey generated() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed() {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("e").build(),
                    new JWTClaimsSet.Builder()
                            .issuer("quill")
                            .claim("state", "sealed")
                            .build());
            jwt.sign(new ECDSASigner(signing));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server's published key for this. */
    private JWK published(JWEAlgorithm algorithm) {
        try {
            boolean isRsa = JWEAlgorithm.Family.RSA.contains(algorithm);
            return JWKSet.parse(keys.addedTo("{\"keys\":[]}")).getKeys().stream()
                    .filter(key -> key instanceof RSAKey == isRsa)
                    .findFirst()
                    .orElseThrow();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sealed(JWEHeader.Builder header, JWK key, String content) {
        try {
            JWEEncrypter encrypter =
                    key instanceof RSAKey rsa ? new RSAEncrypter(rsa) : new ECDHEncrypter(key.toECKey());
            JWEObject object = new JWEObject(header.build(), new Payload(content));
            object.encrypt(encrypter);
            return object.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sealed(JWEAlgorithm algorithm, EncryptionMethod method, String content) {
        JWK key = published(algorithm);
        return sealed(
                new JWEHeader.Builder(algorithm, method).keyID(key.getKeyID()).contentType("JWT"), key, content);
    }

    private String sealed(String content) {
        return sealed(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM, content);
    }

    private void assertRefused(String object) {
        assertThatThrownBy(() -> objects.read(client, object))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        refused -> assertThat(refused.error().code()).isEqualTo("invalid_request_object"));
    }

    static List<JWEAlgorithm> algorithms() {
        return Protection.ENCRYPTIONS;
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void whateverDiscoveryStatesIsOpened(JWEAlgorithm algorithm) {
        for (EncryptionMethod method : Protection.CONTENTS) {
            assertThat(objects.read(client, sealed(algorithm, method, signed())).find("state"))
                    .as("%s %s", algorithm, method)
                    .contains("sealed");
        }
    }

    /** A sender may leave out which key it was. */
    @Test
    void aKeyNeedsNoName() {
        JWK key = published(JWEAlgorithm.ECDH_ES);
        JWEHeader.Builder header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM);

        assertThat(objects.read(client, sealed(header, key, signed())).find("state"))
                .contains("sealed");
    }

    @Test
    void whatIsInsideMustBeSigned() {
        String unsigned =
                new PlainJWT(new JWTClaimsSet.Builder().claim("state", "x").build()).serialize();

        assertRefused(sealed(unsigned));
        assertRefused(sealed(sealed(signed())));
        assertRefused(sealed("{\"state\":\"x\"}"));
        assertRefused(sealed(""));
    }

    /** A little text may unfold to gigabytes. */
    @Test
    void whatIsCompressedIsRefused() {
        JWK key = published(JWEAlgorithm.ECDH_ES);
        JWEHeader.Builder header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM)
                .keyID(key.getKeyID())
                .compressionAlgorithm(CompressionAlgorithm.DEF);

        assertRefused(sealed(header, key, signed()));
    }

    @Test
    void whatIsMeantForSomebodyElseIsRefused() {
        ECKey other = generated();
        JWEHeader.Builder named = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM)
                .keyID(published(JWEAlgorithm.ECDH_ES).getKeyID());

        assertRefused(sealed(named, other, signed()));
        assertRefused(sealed(
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM).keyID("e"), other, signed()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA1_5", "ECDH-ES+A192KW"})
    void anAlgorithmThatIsNotOfferedIsRefused(String name) {
        JWEAlgorithm algorithm = JWEAlgorithm.parse(name);

        assertRefused(sealed(algorithm, EncryptionMethod.A128GCM, signed()));
    }

    @Test
    void aSharedKeyIsNoneOfOurs() throws JOSEException {
        JWEObject object =
                new JWEObject(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A128GCM), new Payload(signed()));
        object.encrypt(new DirectEncrypter(new byte[16]));

        assertRefused(object.serialize());
    }

    /** Whatever comes, the answer is a sentence for the app: no other exception, and no hang. */
    @Test
    void anyMutationOfAnEncryptedObjectIsReadOrRefused() {
        RandomGenerator random = Effort.random();
        byte[] good = sealed(signed()).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < Effort.count(1_000, 50_000); i++) {
            byte[] bad = good.clone();
            for (int change = 0; change <= random.nextInt(3); change++) {
                bad[random.nextInt(bad.length)] = (byte) (0x20 + random.nextInt(0x5f));
            }
            String text = new String(bad, 0, bad.length - random.nextInt(8), StandardCharsets.US_ASCII);
            try {
                assertThat(objects.read(client, text).find("state"))
                        .as("try %d of seed %d", i, Effort.seed())
                        .contains("sealed");
            } catch (OAuthException refused) {
                assertThat(refused.error().code()).isEqualTo("invalid_request_object");
            }
        }
    }
}
