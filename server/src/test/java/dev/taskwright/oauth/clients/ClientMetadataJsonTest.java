package dev.taskwright.oauth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenID Connect Registration, 2; RFC 7591, 2: what is registered is stored and answered under the same names. */
class ClientMetadataJsonTest {
    private static final String EVERYTHING = """
            {"client_name":"Quill","logo_uri":"https://q.example/logo.png","client_uri":"https://q.example/",
             "policy_uri":"https://q.example/policy","tos_uri":"https://q.example/tos","contacts":["ada@q.example"],
             "default_max_age":3600,"require_auth_time":true,"default_acr_values":["1"],
             "initiate_login_uri":"https://q.example/start","request_uris":["https://q.example/r#abc"],
             "id_token_signed_response_alg":"ES256","id_token_encrypted_response_alg":"RSA-OAEP-256",
             "id_token_encrypted_response_enc":"A256GCM","userinfo_signed_response_alg":"PS256",
             "request_object_signing_alg":"none","token_endpoint_auth_signing_alg":"EdDSA",
             "access_token_format":"opaque","subject_type":"pairwise",
             "sector_identifier_uri":"https://q.example/sector.json",
             "post_logout_redirect_uris":["https://q.example/bye"],
             "frontchannel_logout_uri":"https://q.example/front","frontchannel_logout_session_required":true,
             "backchannel_logout_uri":"https://q.example/back","backchannel_logout_session_required":true,
             "jwks_uri":"https://q.example/jwks","software_id":"4NRB1","software_version":"2",
             "authorization_signed_response_alg":"PS256","authorization_encrypted_response_alg":"RSA-OAEP",
             "authorization_encrypted_response_enc":"A128GCM","introspection_signed_response_alg":"ES256",
             "introspection_encrypted_response_alg":"ECDH-ES","introspection_encrypted_response_enc":"A256GCM",
             "security_profile":"fapi1_advanced","require_pushed_authorization_requests":true,
             "require_signed_request_object":true,"tls_client_certificate_bound_access_tokens":true,
             "tls_client_auth_san_dns":"q.example","authorization_details_types":["taskwright_project"],
             "backchannel_token_delivery_mode":"ping",
             "backchannel_client_notification_endpoint":"https://q.example/ping",
             "backchannel_authentication_request_signing_alg":"PS256","backchannel_user_code_parameter":true}""";

    @Test
    void everyMemberComesBackAsItWas() {
        ClientMetadata metadata = read(EVERYTHING);

        assertThat(ClientMetadataJson.members(metadata)).isEqualTo(Json.parse(EVERYTHING));
        assertThat(ClientMetadataJson.stored(ClientMetadataJson.text(metadata), "Quill", null))
                .isEqualTo(metadata);
    }

    @Test
    void anAppThatSaysNothingIsAsUsual() {
        assertThat(read("{\"client_name\":\"Quill\"}")).isEqualTo(ClientMetadata.named("Quill"));
        assertThat(ClientMetadataJson.stored("{}", "Quill", null)).isEqualTo(ClientMetadata.named("Quill"));
    }

    @Test
    void encryptionWithoutContentAlgorithmMeansTheStandardsOwn() {
        assertThat(read("{\"userinfo_encrypted_response_alg\":\"ECDH-ES\"}")
                        .messages()
                        .userinfo()
                        .content())
                .isEqualTo(EncryptionMethod.A128CBC_HS256);
    }

    @ParameterizedTest
    @CsvSource({
        "fapi1_advanced,require_signed_request_object tls_client_certificate_bound_access_tokens",
        "fapi_ciba,require_signed_request_object tls_client_certificate_bound_access_tokens",
        "fapi2,require_pushed_authorization_requests dpop_bound_access_tokens"
    })
    void whatAProfileDemandsIsAnsweredAlthoughNobodySaidIt(String profile, String demanded) {
        ClientMetadata metadata = read("{\"security_profile\":\"" + profile + "\"}");

        assertThat(ClientMetadataJson.members(metadata)).containsKeys(demanded.split(" ", -1));
    }

    @Test
    void anAppOfFapi2MayBindItsTokensToItsCertificate() {
        SecurityRules rules =
                read("{\"security_profile\":\"fapi2\",\"tls_client_certificate_bound_access_tokens\":true}")
                        .security();

        assertThat(rules.bindsToCertificate()).isTrue();
        assertThat(rules.bindsToDpop()).isFalse();
    }

    @Test
    void ofKeysOnlyThePublicHalfIsKept() {
        String json = """
                {"jwks":{"keys":[{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
                 "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}}""";

        assertThat(ClientMetadataJson.text(read(json))).contains("11qYAYKx").doesNotContain("nWGxne");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contacts|\"ada@q.example\"",
                "client_name|7",
                "logo_uri|\"/logo.png\"",
                "policy_uri|\"https://q.example/a b\"",
                "default_max_age|-1",
                "default_max_age|\"60\"",
                "require_auth_time|\"true\"",
                "request_uris|[null]",
                "subject_type|\"private\"",
                "access_token_format|\"xml\"",
                "id_token_signed_response_alg|\"a b\"",
                "id_token_encrypted_response_enc|\"A256GCM\"",
                "jwks|{\"keys\":[{\"kty\":\"RSA\"}]}",
                "jwks|\"{}\"",
                "security_profile|\"fapi3\"",
                "dpop_bound_access_tokens|1",
                "authorization_details_types|\"a\"",
                "tls_client_auth_san_dns|[\"q.example\"]",
                "backchannel_token_delivery_mode|\"push\"",
                "backchannel_client_notification_endpoint|\"/ping\"",
                "introspection_encrypted_response_enc|\"A256GCM\""
            })
    void aWrongTypeIsRefusedAtItsName(String member, String value) {
        assertThatThrownBy(() -> read("{\"" + member + "\":" + value + "}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem())
                                .isInstanceOfSatisfying(
                                        Problem.Invalid.class,
                                        invalid -> assertThat(invalid.pointer()).isEqualTo(member)));
    }

    @Test
    void keysComeFromOneSourceOnly() {
        assertThatThrownBy(() -> read("{\"jwks\":{\"keys\":[]},\"jwks_uri\":\"https://q.example/jwks\"}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("exclude");
    }

    private static ClientMetadata read(String json) {
        return ClientMetadataJson.read(Members.of(Json.parse(json)), null);
    }
}
