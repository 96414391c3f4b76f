package dev.taskwright.oauth.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeys;
import dev.taskwright.oauth.clients.MessageRules;
import dev.taskwright.oauth.clients.Protection;
import dev.taskwright.oauth.clients.SubjectRule;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Elsewhere;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.SampleApp;
import dev.taskwright.testkit.TestDatabase;
import java.net.URI;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenID Connect Core, 10; Registration, 2; RFC 7516; RFC 7519, 5.2. */
class AppMessagesTest {
    private static final Map<String, Object> CLAIMS = Map.of("sub", "7");
    private static final JWEAlgorithm OAEP = JWEAlgorithm.RSA_OAEP_256;
    private static final EncryptionMethod GCM = EncryptionMethod.A128GCM;

    private static final RSAKey RSA = rsa(2_048, "rsa");
    private static final ECKey EC = ec(Curve.P_256, "ec");

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());

    @AfterEach
    void close() {
        data.close();
    }

    private static RSAKey rsa(int bits, String kid) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec(Curve curve, String kid) {
        try {
            return new ECKeyGenerator(curve).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Protection protection(
            @Nullable JWSAlgorithm signing, @Nullable JWEAlgorithm encryption, @Nullable EncryptionMethod content) {
        return new Protection(signing, encryption, content);
    }

    private static Client client(JWK... keys) {
        return SampleApp.with(
                SubjectRule.USUAL,
                MessageRules.USUAL,
                new ClientKeys(new JWKSet(Arrays.asList(keys)).toPublicJWKSet(), null));
    }

    private String write(Client client, Protection protection) {
        return provider.messages.write(client, protection, SignatureAlgorithm.RS256, "JWT", CLAIMS);
    }

    /** Core, 10.1: with a key that is published under the {@code kid} of the header. */
    @ParameterizedTest
    @EnumSource
    void section101AMessageIsSignedAsTheAppRegistered(SignatureAlgorithm algorithm) throws ParseException {
        provider.keys.ensure(Set.of(algorithm));
        String written = write(client(), protection(JWSAlgorithm.parse(algorithm.word()), null, null));

        SignedJWT jwt = SignedJWT.parse(written);
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo(algorithm.word());
        assertThat(provider.keys.published())
                .contains("\"kid\":\"" + jwt.getHeader().getKeyID() + "\"");
        assertThat(provider.keys.verify(written, "JWT")).contains(CLAIMS);
    }

    @Test
    void withoutARegistrationTheUsualSignatureIsMade() throws ParseException {
        assertThat(SignedJWT.parse(write(client(), Protection.USUAL))
                        .getHeader()
                        .getAlgorithm())
                .isEqualTo(JWSAlgorithm.RS256);
    }

    static Stream<List<Object>> encryptions() {
        return Protection.ENCRYPTIONS.stream()
                .flatMap(how -> Protection.CONTENTS.stream().map(what -> List.of(how, what)));
    }

    /** Core, 10.2: signed first, then encrypted, which the header says with {@code cty}. */
    @ParameterizedTest
    @MethodSource("encryptions")
    void section102TheAppDecryptsWhatThisServerSigned(List<Object> pair) throws ParseException, JOSEException {
        JWEAlgorithm how = (JWEAlgorithm) pair.getFirst();
        Client client = client(RSA, EC);

        String written = write(client, protection(JWSAlgorithm.ES256, how, (EncryptionMethod) pair.getLast()));

        JWEObject jwe = JWEObject.parse(written);
        boolean isRsa = JWEAlgorithm.Family.RSA.contains(how);
        assertThat(jwe.getHeader().getAlgorithm()).isEqualTo(how);
        assertThat(jwe.getHeader().getEncryptionMethod()).isEqualTo(pair.getLast());
        assertThat(jwe.getHeader().getContentType()).isEqualTo("JWT");
        assertThat(jwe.getHeader().getKeyID()).isEqualTo(isRsa ? "rsa" : "ec");
        jwe.decrypt(isRsa ? new RSADecrypter(RSA) : decrypter(EC));
        assertThat(provider.keys.verify(jwe.getPayload().toString(), "JWT")).contains(CLAIMS);
    }

    private static JWEDecrypter decrypter(ECKey key) throws JOSEException {
        return new ECDHDecrypter(key);
    }

    /** Core, 5.3.2: the claims themselves, when no signature was registered. */
    @Test
    void section532WithoutASignatureTheClaimsAreEncryptedAsTheyAre() throws ParseException, JOSEException {
        String written = provider.messages.writeAsRegistered(client(RSA), protection(null, OAEP, GCM), "JWT", CLAIMS);

        JWEObject jwe = JWEObject.parse(String.valueOf(written));
        assertThat(jwe.getHeader().getContentType()).isNull();
        jwe.decrypt(new RSADecrypter(RSA));
        assertThat(Json.parse(jwe.getPayload().toString())).isEqualTo(CLAIMS);
        assertThat(provider.messages.writeAsRegistered(client(RSA), Protection.USUAL, "JWT", CLAIMS))
                .as("neither is registered")
                .isNull();
    }

    /** RFC 7517, 4.2 and 4.4: a key for encryption goes before one that does not say. */
    @Test
    void section1021TheKeyIsOneForEncryption() throws ParseException {
        RSAKey forSignatures =
                new RSAKey.Builder(RSA).keyID("signs").keyUse(KeyUse.SIGNATURE).build();
        RSAKey forEncryption = new RSAKey.Builder(RSA)
                .keyID("encrypts")
                .keyUse(KeyUse.ENCRYPTION)
                .build();
        RSAKey forAnother = new RSAKey.Builder(RSA)
                .keyID("other")
                .keyUse(KeyUse.ENCRYPTION)
                .algorithm(JWEAlgorithm.parse("RSA-OAEP"))
                .build();

        String written = write(client(forSignatures, RSA, forAnother, forEncryption), protection(null, OAEP, GCM));

        assertThat(JWEObject.parse(written).getHeader().getKeyID()).isEqualTo("encrypts");
    }

    @Test
    void aKeyAtTheAppsAddressIsFetched() throws ParseException {
        try (Elsewhere app =
                Elsewhere.publishing(new JWKSet(EC).toPublicJWKSet().toString())) {
            Client client =
                    SampleApp.with(SubjectRule.USUAL, MessageRules.USUAL, new ClientKeys(null, app.address("/keys")));

            String written = write(client, protection(null, JWEAlgorithm.ECDH_ES, GCM));

            assertThat(JWEObject.parse(written).getHeader().getKeyID()).isEqualTo("ec");
        }
    }

    @Test
    void withoutAUsableKeyTheAppIsToldAndGetsNothingReadable() {
        RSAKey weak = rsa(1_024, "weak");
        RSAKey forSignatures = new RSAKey.Builder(RSA).keyUse(KeyUse.SIGNATURE).build();

        for (Client client : List.of(client(), client(weak), client(EC), client(forSignatures), unreachable())) {
            assertThatThrownBy(() -> write(client, protection(null, OAEP, GCM)))
                    .isInstanceOfSatisfying(
                            OAuthException.class,
                            refused -> assertThat(refused.error().code()).isEqualTo("unauthorized_client"));
        }
    }

    private static Client unreachable() {
        return SampleApp.with(
                SubjectRule.USUAL, MessageRules.USUAL, new ClientKeys(null, URI.create("http://127.0.0.1:1/keys")));
    }
}
