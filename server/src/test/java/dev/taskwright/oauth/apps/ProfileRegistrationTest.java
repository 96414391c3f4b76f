package dev.taskwright.oauth.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.ClientProof;
import dev.taskwright.oauth.clients.Members;
import dev.taskwright.oauth.clients.SecurityProfile;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.profiles.RegistrationRules;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.platform.json.Json;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an app must be registered for to be held to a profile; the same without the profile is nobody's business. */
class ProfileRegistrationTest {
    private static final String KEYS =
            "'jwks_uri':'https://q.example/keys','token_endpoint_auth_method':'private_key_jwt'";
    private static final String WEB = "'redirect_uris':['https://q.example/cb']," + KEYS;
    private static final String CIBA = "'grant_types':['urn:openid:params:grant-type:ciba']," + KEYS;

    private final MetadataRules rules = new MetadataRules(
            new AppRules(new ScopeCatalog(List.of()), true),
            new AddressRules(true),
            new AlgorithmRules(() -> EnumSet.allOf(SignatureAlgorithm.class)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fapi1_advanced|{WEB,'response_types':['code id_token','code']}",
                "fapi1_advanced|{WEB,'id_token_signed_response_alg':'PS256','id_token_encrypted_response_alg':'RSA-OAEP'}",
                "fapi2|{WEB}",
                "fapi2|{'redirect_uris':['http://127.0.0.1/cb'],'kind':'native',KEYS}",
                "fapi2|{'redirect_uris':['com.example.q:/cb'],'kind':'native',KEYS}",
                "fapi2|{'grant_types':['client_credentials'],KEYS}",
                "fapi_ciba|{CIBA}"
            })
    void anAppThatKeepsTheRulesIsRegistered(String profile, String metadata) {
        assertThatCode(() -> registered(profile, metadata)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"web,client_secret_basic", "web,client_secret_post", "web,client_secret_jwt", "spa,none"})
    void fapi1AdvancedSection522Item14And16AppsAreConfidentialAndShareNoSecret(String kind, String method) {
        String metadata = "{'redirect_uris':['https://q.example/cb'],'jwks_uri':'https://q.example/keys','kind':'%s',"
                        .formatted(kind)
                + "'token_endpoint_auth_method':'%s','grant_types':['authorization_code']}".formatted(method);

        assertRefused("fapi1_advanced", "token_endpoint_auth_method", metadata);
        assertRefused("fapi2", "token_endpoint_auth_method", metadata);
        assertThatCode(() -> registered("none", metadata)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token", "code token", "code id_token token", "none"})
    void fapi1AdvancedSection522Item2TheAnswerIsACodeThatIsProtected(String type) {
        assertRefused("fapi1_advanced", "response_types", "{WEB,'response_types':['" + type + "']}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/cb", "http://127.0.0.1/cb"})
    void fapi1BaselineSection522Item20AddressesAreHttpsAlsoWhereDevelopersWork(String uri) {
        assertRefused("fapi1_advanced", "redirect_uris", "{'redirect_uris':['" + uri + "']," + KEYS + "}");
        assertRefused(
                "fapi1_advanced", "redirect_uris", "{'redirect_uris':['" + uri + "'],'kind':'native'," + KEYS + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id_token_signed_response_alg",
                "userinfo_signed_response_alg",
                "request_object_signing_alg",
                "authorization_signed_response_alg",
                "introspection_signed_response_alg",
                "token_endpoint_auth_signing_alg"
            })
    void fapi1AdvancedSection86SignaturesAreOfTheProfile(String member) {
        for (String forbidden : List.of("RS256", "EdDSA")) {
            assertRefused("fapi1_advanced", member, "{WEB,'" + member + "':'" + forbidden + "'}");
        }
        for (String allowed : List.of("PS256", "ES256")) {
            registered("fapi1_advanced", "{WEB,'" + member + "':'" + allowed + "'}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id_token_signed_response_alg",
                "userinfo_signed_response_alg",
                "request_object_signing_alg",
                "authorization_signed_response_alg",
                "introspection_signed_response_alg",
                "token_endpoint_auth_signing_alg"
            })
    void fapi2Section541SignaturesAreOfTheProfile(String member) {
        assertRefused("fapi2", member, "{WEB,'" + member + "':'RS256'}");
        for (String allowed : List.of("PS256", "ES256", "EdDSA")) {
            registered("fapi2", "{WEB,'" + member + "':'" + allowed + "'}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fapi1_advanced", "fapi2"})
    void fapi2Section541AnIdTokenIsSignedWithinTheProfileAlthoughNobodySaidHow(String profile) {
        assertThat(registered(profile, "{WEB}").metadata().messages().idToken().signing())
                .hasToString("ES256");
    }

    @Test
    void fapi2Section5322TheResponseTypeIsCode() {
        for (String type : List.of("code id_token", "id_token", "none")) {
            assertRefused("fapi2", "response_types", "{WEB,'response_types':['" + type + "']}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redirect_uris|{'redirect_uris':['http://127.0.0.1/cb'],KEYS,'application_type':'web'}",
                "redirect_uris|{'redirect_uris':['http://localhost:3000/cb'],KEYS,'kind':'web'}",
                "redirect_uris|{'redirect_uris':['urn:ietf:wg:oauth:2.0:oob'],KEYS,'kind':'native'}"
            })
    void fapi2Section5322AnswersTravelEncryptedOrStayOnTheDevice(String member, String metadata) {
        assertRefused("fapi2", member, metadata);
    }

    @Test
    void fapi2Section5321RefreshTokensStay() {
        assertThat(registered("fapi2", "{WEB}").refreshPolicy()).isEqualTo(RefreshPolicy.REUSE);
        assertRefused("fapi2", "refresh_policy", "{WEB,'refresh_policy':'rotate'}");
        assertThat(registered("fapi1_advanced", "{WEB}").refreshPolicy()).isEqualTo(RefreshPolicy.ROTATE);
        assertThat(rules.check(members("{WEB,'security_profile':'fapi2'}"), false, SecurityProfile.FAPI2)
                        .permissions()
                        .refreshPolicy())
                .as("also when the app changes itself")
                .isEqualTo(RefreshPolicy.REUSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "urn:ietf:params:oauth:grant-type:device_code",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "urn:openid:params:grant-type:ciba"
            })
    void fapi2Section5321GrantsThatNoProfileDescribesAreNotGiven(String grant) {
        String metadata = "{WEB,'grant_types':['authorization_code','" + grant + "']}";

        assertRefused("fapi2", "grant_types", metadata);
        assertRefused("fapi1_advanced", "grant_types", metadata);
        assertThatCode(() -> registered("none", metadata)).doesNotThrowAnyException();
    }

    @Test
    void fapiCibaSection522TheAppHasTheGrantAndSignsWithinTheProfile() {
        assertRefused("fapi_ciba", "grant_types", "{WEB}");
        assertRefused(
                "fapi_ciba",
                "backchannel_authentication_request_signing_alg",
                "{CIBA,'backchannel_authentication_request_signing_alg':'RS256'}");
        assertRefused(
                "fapi_ciba", "backchannel_token_delivery_mode", "{CIBA,'backchannel_token_delivery_mode':'push'}");
    }

    private Client registered(String profile, String metadata) {
        Members members = members(metadata).with("security_profile", profile);
        MetadataRules.Checked checked = rules.check(members, true);
        Client client = new Client(
                new ClientId("quill"),
                checked.kind(),
                null,
                Instant.EPOCH,
                checked.permissions(),
                new ClientProof(checked.methods(), List.of()),
                checked.metadata());
        RegistrationRules.check(client);
        return client;
    }

    private void assertRefused(String profile, String member, String metadata) {
        assertThatThrownBy(() -> registered(profile, metadata))
                .as(metadata)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem())
                                .isInstanceOfSatisfying(
                                        Problem.Invalid.class,
                                        invalid -> assertThat(invalid.pointer()).isEqualTo(member)));
    }

    private static Members members(String metadata) {
        String json = metadata.replace("{WEB", "{" + WEB)
                .replace("{CIBA", "{" + CIBA)
                .replace(",KEYS", "," + KEYS)
                .replace('\'', '"');
        return Members.of(Json.parse(json));
    }
}
