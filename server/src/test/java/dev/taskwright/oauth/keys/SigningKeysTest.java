package dev.taskwright.oauth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.SealBroken;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EachDatabase
class SigningKeysTest {
    private final TestDatabase data;
    private final KeyFile keyFile = Provider.keyFile();

    SigningKeysTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private SigningKeys keys(CryptoProviders.Choice choice) {
        SigningKeys keys = new SigningKeys(
                data.db(), new Sealer(keyFile, new RandomTokens()), CryptoProviders.choose(choice), new FakeClock());
        keys.ensure();
        return keys;
    }

    @ParameterizedTest
    @EnumSource(
            value = CryptoProviders.Choice.class,
            names = {"CORRETTO", "JDK"})
    void whatIsSignedIsVerified(CryptoProviders.Choice choice) {
        SigningKeys keys = keys(choice);
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub", "7");
        claims.put("picture", null);

        keys.ensure(EnumSet.of(SignatureAlgorithm.ML_DSA_65));
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            String token = keys.sign(algorithm, "at+jwt", claims);
            assertThat(keys.verify(token, "at+jwt")).contains(claims);
            assertThat(keys.verify(token, "JWT")).as("another type").isEmpty();
            assertThat(keys.verify(token.substring(0, token.length() - 2), "at+jwt"))
                    .isEmpty();
            assertThat(keys.verify(flipped(token), "at+jwt")).isEmpty();
        }
    }

    @Test
    void oneProviderVerifiesWhatTheOtherSigned() {
        SigningKeys corretto = keys(CryptoProviders.Choice.CORRETTO);
        SigningKeys jdk = keys(CryptoProviders.Choice.JDK);

        for (SignatureAlgorithm algorithm : SignatureAlgorithm.USUAL) {
            assertThat(jdk.verify(corretto.sign(algorithm, "JWT", Map.of("a", "b")), "JWT"))
                    .isPresent();
            assertThat(corretto.verify(jdk.sign(algorithm, "JWT", Map.of("a", "b")), "JWT"))
                    .isPresent();
        }
    }

    @Test
    void theKeysAreMadeOnceAndPublishedWithoutTheirPrivateHalf() throws ParseException {
        String first = keys(CryptoProviders.Choice.AUTO).published();

        assertThat(keys(CryptoProviders.Choice.AUTO).published()).isEqualTo(first);
        JWKSet set = JWKSet.parse(first);
        assertThat(set.getKeys()).hasSize(4).noneMatch(JWK::isPrivate).allSatisfy(key -> {
            assertThat(key.getKeyUse().getValue()).isEqualTo("sig");
            assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
        });
        assertThat(set.getKeys())
                .extracting(JWK::getAlgorithm)
                .containsExactlyInAnyOrder(
                        JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.EdDSA);
    }

    @Test
    void nothingPrivateIsReadableInTheDatabase() {
        keys(CryptoProviders.Choice.AUTO);

        List<String> stored = data.db()
                .read(tx -> new SigningKeyStore()
                        .all(tx).stream()
                                .map(key -> new String(
                                        Base64.getDecoder().decode(key.sealedJwk()), StandardCharsets.ISO_8859_1))
                                .toList());
        assertThat(stored).hasSize(4).noneMatch(text -> text.contains("\"d\""));
    }

    @Test
    void anotherKeyFileDoesNotOpenThem() {
        keys(CryptoProviders.Choice.AUTO);
        SigningKeys strange = new SigningKeys(
                data.db(),
                new Sealer(Provider.keyFile(), new RandomTokens()),
                CryptoProviders.choose(CryptoProviders.Choice.AUTO),
                new FakeClock());

        assertThatThrownBy(strange::ensure).isInstanceOf(SealBroken.class);
    }

    /** RFC 8725, 2.1 and 3.1 (S27): neither no signature nor the public key taken for a shared secret. */
    @Test
    void noneAndHmacWithThePublicKeyAreRefused() throws JOSEException, ParseException {
        SigningKeys keys = keys(CryptoProviders.Choice.AUTO);
        JWK rsa = JWKSet.parse(keys.published()).getKeys().stream()
                .filter(key -> key.getAlgorithm().equals(JWSAlgorithm.RS256))
                .findFirst()
                .orElseThrow();
        String none = encode("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + rsa.getKeyID() + "\"}") + "."
                + encode("{\"sub\":\"1\"}") + ".";
        JWSObject hmac = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(rsa.getKeyID())
                        .build(),
                new Payload("{\"sub\":\"1\"}"));
        hmac.sign(new MACSigner(rsa.toRSAKey().toPublicKey().getEncoded()));

        for (String forged : Arrays.asList(none, hmac.serialize(), "", ".", "..", "a.b.c", "x".repeat(20_000))) {
            assertThat(keys.verify(forged, "at+jwt")).isEmpty();
        }
    }

    private static String flipped(String token) {
        int payload = token.indexOf('.') + 3;
        char other = token.charAt(payload) == 'A' ? 'B' : 'A';
        return token.substring(0, payload) + other + token.substring(payload + 1);
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
