package dev.taskwright.oauth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9964. */
class MlDsaTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();

    @AfterEach
    void close() {
        data.close();
    }

    /** The key of 32 zero bytes, whose thumbprint the RFC prints. */
    @Test
    void rfc9964AppendixAKeyIsMadeOfItsSeedAndNamedByItsThumbprint() throws Exception {
        MlDsaKey key = MlDsa.fromSeed(new byte[32]);

        assertThat(key.getKeyID()).isEqualTo("Suiu29qbfuaBaR4Ats-c6XQBePB_OpAxAwcTR_0KXVM");
        assertThat(key.toJSONObject())
                .containsEntry("kty", "AKP")
                .containsEntry("alg", "ML-DSA-65")
                .containsEntry("priv", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
                .hasEntrySatisfying(
                        "pub",
                        pub -> assertThat(pub.toString())
                                .hasSize(2_603)
                                .startsWith("QksvJn5Y1bO0TXGs_Gpla7JpUNV8YdsciAvPof6rRD8JQquL2619"));
        assertThat(key.toPublicJWK().toJSONObject()).doesNotContainKey("priv");
        assertThat(MlDsa.generate().getKeyID()).isNotEqualTo(MlDsa.generate().getKeyID());
    }

    @Test
    void aSignatureIsOfItsKeyAndItsText() throws Exception {
        MlDsaKey key = MlDsa.fromSeed(new byte[32]);
        JWSHeader header = new JWSHeader(MlDsaKey.ALGORITHM);
        JWSObject signed = new JWSObject(header, new Payload("text"));
        signed.sign(new MlDsa.Signer(key));

        MlDsa.Verifier verifier = new MlDsa.Verifier(read(key.toPublicJWK().toJSONString()));
        assertThat(signed.getSignature().decode()).hasSize(3_309);
        assertThat(JWSObject.parse(signed.serialize()).verify(verifier)).isTrue();
        assertThat(signed.verify(new MlDsa.Verifier(MlDsa.generate()))).isFalse();
        assertThat(verifier.verify(header, new byte[] {1}, signed.getSignature()))
                .isFalse();
        byte[] shorter = Arrays.copyOf(signed.getSignature().decode(), 3_308);
        assertThat(verifier.verify(header, signed.getSigningInput(), Base64URL.encode(shorter)))
                .isFalse();
        assertThatThrownBy(() -> new MlDsa.Signer(key.toPublicJWK())).isInstanceOf(IllegalStateException.class);
    }

    /** FIPS 202: of nothing. */
    @Test
    void theHashBesideItIsShake256() {
        assertThat(HexFormat.of().formatHex(SignatureAlgorithm.ML_DSA_65.hash(new byte[0])))
                .isEqualTo("46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f"
                        + "d75dc4ddd8c0f200cb05019d67b592f6fc821c49479ab48640292eacb3b7c4be");
    }

    private static MlDsaKey read(String json) throws ParseException {
        return MlDsaKey.read(JSONObjectUtils.parse(json));
    }

    /** Nothing of it is seen until the operator adds a key; then apps may register for it. */
    @Test
    void itIsOptIn() {
        WholeServer server = new WholeServer(data.db());
        var ada = server.person("ada");
        Map<String, ?> wanted = Map.of("id_token_signed_response_alg", "ML-DSA-65");

        assertThat(signatures(server)).containsExactlyInAnyOrder("ES256", "EdDSA", "PS256", "RS256");
        assertThat(server.browser().get("/oauth2/jwks").body()).doesNotContain("AKP");
        assertThatThrownBy(() -> server.app(ada, wanted)).hasMessageContaining("id_token_signed_response_alg");

        server.house.oauth().rotation().add(SignatureAlgorithm.ML_DSA_65);
        assertThat(signatures(server)).contains("ML-DSA-65");
        assertThat(server.browser().get("/oauth2/jwks").body())
                .contains("\"AKP\"")
                .doesNotContain("\"priv\"");
        assertThat(server.app(ada, wanted)
                        .client()
                        .metadata()
                        .messages()
                        .idToken()
                        .signing())
                .hasToString("ML-DSA-65");

        WholeServer again = new WholeServer(data.db());
        assertThat(signatures(again)).as("after a restart").contains("ML-DSA-65");
        again.house.oauth().rotation().use(SignatureAlgorithm.USUAL);
        assertThat(signatures(again)).as("--algorithms without it").doesNotContain("ML-DSA-65");
    }

    private static List<String> signatures(WholeServer server) {
        Object metadata = Json.parse(
                server.browser().get("/.well-known/openid-configuration").body());
        return ((List<?>) ((Map<?, ?>) metadata).get("id_token_signing_alg_values_supported"))
                .stream().map(String::valueOf).toList();
    }
}
