package dev.taskwright.oauth.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.CertificateSubject;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.Members;
import dev.taskwright.oauth.clients.SecurityProfile;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.platform.json.Json;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8705, 2; RFC 9101, 10.5; RFC 9449, 5.2; CIBA Core, 4: what must go together in a registration. */
class ProofRulesTest {
    private static final String RU = "'redirect_uris':['https://q.example/cb']";
    private static final String KEYS = "'jwks_uri':'https://q.example/keys'";
    private static final String CIBA = "'grant_types':['urn:openid:params:grant-type:ciba']";

    private final MetadataRules rules = new MetadataRules(
            new AppRules(new ScopeCatalog(List.of()), false),
            new AddressRules(false),
            new AlgorithmRules(() -> EnumSet.allOf(SignatureAlgorithm.class)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls_client_auth_subject_dn|SUBJECT_DN|CN=q,O=Quill",
                "tls_client_auth_san_dns|SAN_DNS|q.example",
                "tls_client_auth_san_uri|SAN_URI|https://q.example/",
                "tls_client_auth_san_ip|SAN_IP|192.0.2.7",
                "tls_client_auth_san_email|SAN_EMAIL|ops@q.example"
            })
    void rfc8705Section212AnAppNamesOneSubjectOfItsCertificate(
            String member, CertificateSubject.Kind kind, String value) {
        MetadataRules.Checked checked =
                operators("{RU,'token_endpoint_auth_method':'tls_client_auth','%s':'%s'}".formatted(member, value));

        assertThat(checked.methods()).containsExactly(AuthenticationMethod.TLS_CLIENT_AUTH);
        assertThat(checked.metadata().security().certificateSubject()).isEqualTo(new CertificateSubject(kind, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls_client_auth_subject_dn|{RU,'token_endpoint_auth_method':'tls_client_auth'}",
                "tls_client_auth_san_dns|{RU,'token_endpoint_auth_method':'tls_client_auth','tls_client_auth_subject_dn':'CN=q','tls_client_auth_san_dns':'q.example'}",
                "tls_client_auth_san_dns|{RU,'token_endpoint_auth_method':'client_secret_post','tls_client_auth_san_dns':'q.example'}",
                "jwks|{RU,'token_endpoint_auth_method':'self_signed_tls_client_auth'}",
                "jwks|{RU,'token_endpoint_auth_method':'private_key_jwt'}"
            })
    void rfc8705Section2AProofThatCannotSucceedIsRefused(String member, String metadata) {
        assertRefused(member, metadata);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "request_object_signing_alg|{RU,'require_signed_request_object':true,'request_object_signing_alg':'none'}",
                "jwks|{RU,'require_signed_request_object':true,'token_endpoint_auth_method':'none'}",
                "dpop_bound_access_tokens|{RU,'dpop_bound_access_tokens':true,'tls_client_certificate_bound_access_tokens':true}",
                "response_types|{RU,'dpop_bound_access_tokens':true,'response_types':['code token']}",
                "authorization_signed_response_alg|{RU,'authorization_signed_response_alg':'none'}",
                "introspection_signed_response_alg|{RU,'introspection_signed_response_alg':'HS256'}",
                "authorization_encrypted_response_alg|{RU,'authorization_encrypted_response_alg':'RSA-OAEP'}"
            })
    void promisesThatExcludeEachOtherAreRefused(String member, String metadata) {
        assertRefused(member, metadata);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "backchannel_token_delivery_mode|{RU,'backchannel_token_delivery_mode':'poll'}",
                "backchannel_token_delivery_mode|{RU,'backchannel_user_code_parameter':true}",
                "backchannel_client_notification_endpoint|{CIBA,'backchannel_token_delivery_mode':'ping'}",
                "backchannel_client_notification_endpoint|{CIBA,'backchannel_client_notification_endpoint':'https://q.example/n'}",
                "backchannel_client_notification_endpoint|{CIBA,'backchannel_token_delivery_mode':'ping','backchannel_client_notification_endpoint':'http://q.example/n'}",
                "backchannel_authentication_request_signing_alg|{CIBA,KEYS,'backchannel_authentication_request_signing_alg':'HS256'}",
                "backchannel_authentication_request_signing_alg|{CIBA,'backchannel_authentication_request_signing_alg':'PS256'}",
                "grant_types|{CIBA,'token_endpoint_auth_method':'none'}"
            })
    void cibaSection4WhatDoesNotFitIsRefused(String member, String metadata) {
        assertRefused(member, metadata);
    }

    @Test
    void cibaSection4AnAppIsToldOfItsAnswers() {
        ClientMetadata metadata = operators(
                        "{CIBA,KEYS,'backchannel_token_delivery_mode':'ping','backchannel_client_notification_endpoint':"
                                + "'https://q.example/n','backchannel_authentication_request_signing_alg':'ES256'}")
                .metadata();

        assertThat(metadata.backchannel().delivery()).hasToString("PING");
        assertThat(metadata.backchannel().requestSigning()).hasToString("ES256");
        assertThat(operators("{CIBA}").metadata().backchannel().delivery()).hasToString("POLL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:openid:params:grant-type:ciba",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "urn:ietf:params:oauth:grant-type:jwt-bearer"
            })
    void grantsThatNeedAProofAreNotForPublicApps(String grant) {
        assertThat(operators("{'grant_types':['" + grant + "']}").permissions().grants())
                .hasSize(1);
        assertRefused("grant_types", "{'grant_types':['" + grant + "'],'token_endpoint_auth_method':'none'}");
    }

    @Test
    void anAppNeitherTakesNorLeavesAProfileByItself() {
        Members wanted =
                members("{RU,KEYS,'security_profile':'fapi1_advanced','token_endpoint_auth_method':'private_key_jwt'}");

        assertThatThrownBy(() -> rules.check(wanted, false)).hasMessageContaining("security_profile");
        assertThatThrownBy(() -> rules.check(members("{RU}"), false, SecurityProfile.FAPI1_ADVANCED))
                .hasMessageContaining("security_profile");
        assertThat(rules.check(wanted, false, SecurityProfile.FAPI1_ADVANCED)
                        .metadata()
                        .security()
                        .profile())
                .isEqualTo(SecurityProfile.FAPI1_ADVANCED);
        assertThat(rules.check(wanted, true).metadata().security().profile()).isEqualTo(SecurityProfile.FAPI1_ADVANCED);
    }

    private MetadataRules.Checked operators(String metadata) {
        return rules.check(members(metadata), true);
    }

    private void assertRefused(String member, String metadata) {
        assertThatThrownBy(() -> operators(metadata))
                .as(metadata)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem())
                                .isInstanceOfSatisfying(
                                        Problem.Invalid.class,
                                        invalid -> assertThat(invalid.pointer()).isEqualTo(member)));
    }

    private static Members members(String metadata) {
        String json =
                metadata.replace("{RU", "{" + RU).replace("{CIBA", "{" + CIBA).replace(",KEYS", "," + KEYS);
        return Members.of(Json.parse(json.replace('\'', '"')));
    }
}
