package dev.taskwright.oauth.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.Members;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.platform.json.Json;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registration may say: OpenID Connect Registration, 2; RFC 7591, 2. */
class MetadataRulesTest {
    private static final String RU = "'redirect_uris':['https://q.example/cb']";
    private static final String RSA = keys(rsa(2_048));
    private static final String EC = keys(ec());

    private final MetadataRules rules = rules(false, EnumSet.allOf(SignatureAlgorithm.class));

    private static MetadataRules rules(boolean development, Set<SignatureAlgorithm> made) {
        return new MetadataRules(
                new AppRules(new ScopeCatalog(List.of()), development),
                new AddressRules(development),
                new AlgorithmRules(() -> made));
    }

    /** The listing is the opt-in; what it needs is filled in where nothing is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{RU}|CODE|AUTHORIZATION_CODE",
                "{RU,'response_types':['code']}|CODE|AUTHORIZATION_CODE",
                "{RU,'response_types':['id_token']}|ID_TOKEN|IMPLICIT",
                "{RU,'response_types':['token id_token']}|ID_TOKEN_TOKEN|IMPLICIT",
                "{RU,'response_types':['code id_token token']}|CODE_ID_TOKEN_TOKEN|AUTHORIZATION_CODE,IMPLICIT",
                "{RU,'response_types':['code','none']}|CODE,NONE|AUTHORIZATION_CODE",
                "{RU,'grant_types':['authorization_code','refresh_token']}|CODE|AUTHORIZATION_CODE,REFRESH_TOKEN",
                "{RU,'grant_types':['implicit'],'response_types':['token']}|TOKEN|IMPLICIT",
                "{RU,'grant_types':['authorization_code','implicit']}|CODE|AUTHORIZATION_CODE,IMPLICIT",
                "{'grant_types':['client_credentials']}||CLIENT_CREDENTIALS",
                "{'grant_types':['urn:ietf:params:oauth:grant-type:device_code','refresh_token']}||DEVICE_CODE,REFRESH_TOKEN"
            })
    void section2GrantsAndResponseTypesAreCompleted(String metadata, String types, String grants) {
        MetadataRules.Checked checked = own(metadata);

        assertThat(checked.permissions().responseTypes()).isEqualTo(set(ResponseType.class, types));
        assertThat(checked.permissions().grants()).isEqualTo(set(GrantType.class, grants));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{RU}|CODE|AUTHORIZATION_CODE,REFRESH_TOKEN",
                "{RU,'response_types':['code']}|CODE|AUTHORIZATION_CODE,REFRESH_TOKEN",
                "{RU,'response_types':['code id_token']}|CODE_ID_TOKEN|AUTHORIZATION_CODE,IMPLICIT,REFRESH_TOKEN",
                "{RU,'response_types':['id_token']}|ID_TOKEN|IMPLICIT",
                "{RU,'grant_types':['authorization_code']}|CODE|AUTHORIZATION_CODE"
            })
    void whatTheOperatorAddsAlsoRefreshesUnlessGrantsAreNamed(String metadata, String types, String grants) {
        MetadataRules.Checked checked = operators(metadata);

        assertThat(checked.permissions().responseTypes()).isEqualTo(set(ResponseType.class, types));
        assertThat(checked.permissions().grants()).isEqualTo(set(GrantType.class, grants));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "response_types|{RU,'grant_types':['authorization_code'],'response_types':['code token']}",
                "response_types|{RU,'grant_types':['implicit'],'response_types':['code']}",
                "response_types|{RU,'grant_types':['implicit']}",
                "response_types|{'grant_types':['client_credentials'],'response_types':['code']}",
                "grant_types|{'grant_types':['refresh_token']}",
                "grant_types|{RU,'grant_types':['password','authorization_code']}",
                "grant_types|{'grant_types':['client_credentials'],'token_endpoint_auth_method':'none'}",
                "redirect_uris|{'grant_types':['implicit'],'response_types':['id_token']}",
                "redirect_uris|{RU,'grant_types':['client_credentials']}"
            })
    void section2GrantsAndResponseTypesThatDoNotFitAreRefused(String member, String metadata) {
        assertRefused(member, metadata);
    }

    @Test
    void thePasswordGrantAndItsLikeAreTheOperatorsToGive() {
        MetadataRules.Checked checked = operators("""
                {RU,'grant_types':['authorization_code','refresh_token','password'],'refresh_policy':'reuse',
                 'refresh_without_authentication':true}""");

        assertThat(checked.permissions().grants()).contains(GrantType.PASSWORD);
        assertThat(checked.permissions().refreshPolicy()).isEqualTo(RefreshPolicy.REUSE);
        assertThat(checked.permissions().refreshesWithoutSecret()).isTrue();

        MetadataRules.Checked own = own("{RU,'refresh_policy':'reuse','refresh_without_authentication':true}");
        assertThat(own.permissions().refreshPolicy()).isEqualTo(RefreshPolicy.ROTATE);
        assertThat(own.permissions().refreshesWithoutSecret()).isFalse();
        assertThatThrownBy(() -> operators("{RU,'kind':'spa','refresh_policy':'reuse'}"))
                .hasMessageContaining("refresh_policy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WEB|{RU}",
                "SPA|{RU,'token_endpoint_auth_method':'none'}",
                "NATIVE|{RU,'application_type':'native'}",
                "NATIVE|{'redirect_uris':['http://127.0.0.1/cb']}",
                "NATIVE|{'redirect_uris':['com.example.q:/cb'],'token_endpoint_auth_method':'none'}",
                "DEVICE|{'grant_types':['urn:ietf:params:oauth:grant-type:device_code'],'token_endpoint_auth_method':'none'}",
                "MACHINE|{'grant_types':['client_credentials']}"
            })
    void whatSortOfAppItIsFollowsFromWhatItSays(ClientKind kind, String metadata) {
        assertThat(own(metadata).kind()).isEqualTo(kind);
    }

    @Test
    void aPublicKindNeedsNoMethodToBeNamed() {
        assertThat(operators("{RU,'kind':'spa'}").methods()).containsExactly(AuthenticationMethod.NONE);
        assertThat(operators("{RU,'kind':'web'}").methods())
                .containsExactlyInAnyOrder(
                        AuthenticationMethod.CLIENT_SECRET_BASIC, AuthenticationMethod.CLIENT_SECRET_POST);
    }

    /** application_type: a token in an address must not travel in the clear nor to whatever listens on the machine. */
    @ParameterizedTest
    @ValueSource(strings = {"https://localhost/cb", "https://127.0.0.1/cb"})
    void section2AWebAppWithTheGrantImplicitHasNoLocalAddress(String uri) {
        assertRefused("redirect_uris", "{'redirect_uris':['" + uri + "'],'response_types':['id_token']}");
        assertThat(own("{'redirect_uris':['" + uri + "']}").kind()).isEqualTo(ClientKind.WEB);
        assertThat(own("{'redirect_uris':['" + uri + "'],'response_types':['id_token'],'application_type':'native'}")
                        .kind())
                .isEqualTo(ClientKind.NATIVE);
    }

    @Test
    void onADevelopersMachineAWebAppMayBeLocal() {
        MetadataRules.Checked checked = rules(true, Set.of())
                .check(members("{'redirect_uris':['http://localhost:3000/cb'],'response_types':['id_token']}"), false);

        assertThat(checked.kind()).isEqualTo(ClientKind.WEB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    void section2MessagesAreSignedAsTheAppWishes(String algorithm) {
        MetadataRules.Checked checked =
                own("{RU,'id_token_signed_response_alg':'%1$s','userinfo_signed_response_alg':'%1$s'}"
                        .formatted(algorithm));

        assertThat(checked.metadata().messages().idToken().signing()).hasToString(algorithm);
        assertThat(checked.metadata().messages().userinfo().signing()).hasToString(algorithm);
    }

    @Test
    void aSignatureThatThisServerDoesNotMakeIsNotPromised() {
        MetadataRules fewer = rules(false, EnumSet.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256));
        Members wanted = members("{RU,'id_token_signed_response_alg':'PS256'}");

        assertThatThrownBy(() -> fewer.check(wanted, false)).hasMessageContaining("ES256, RS256");
        assertThat(rules(false, Set.of()).check(wanted, false).kind())
                .as("before the first start")
                .isEqualTo(ClientKind.WEB);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA-OAEP-256,A128CBC-HS256",
        "RSA-OAEP,A256GCM",
        "ECDH-ES,A128GCM",
        "ECDH-ES+A128KW,A256CBC-HS512",
        "ECDH-ES+A256KW,A256GCM"
    })
    void section2MessagesAreEncryptedAsTheAppWishes(String algorithm, String content) {
        String jwks = algorithm.startsWith("RSA") ? RSA : EC;

        MetadataRules.Checked checked = own("""
                {RU,'jwks':%3$s,'id_token_encrypted_response_alg':'%1$s','id_token_encrypted_response_enc':'%2$s',
                 'userinfo_encrypted_response_alg':'%1$s'}""".formatted(algorithm, content, jwks));

        assertThat(checked.metadata().messages().idToken().encryption()).hasToString(algorithm);
        assertThat(checked.metadata().messages().idToken().content()).hasToString(content);
        assertThat(checked.metadata().messages().userinfo().content()).hasToString("A128CBC-HS256");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id_token_signed_response_alg|{RU,'id_token_signed_response_alg':'HS256'}",
                "id_token_signed_response_alg|{RU,'id_token_signed_response_alg':'none'}",
                "userinfo_signed_response_alg|{RU,'userinfo_signed_response_alg':'none'}",
                "id_token_encrypted_response_alg|{RU,'jwks_uri':'https://q.example/k','id_token_encrypted_response_alg':'RSA1_5'}",
                "id_token_encrypted_response_alg|{RU,'jwks_uri':'https://q.example/k','id_token_encrypted_response_alg':'dir'}",
                "id_token_encrypted_response_alg|{RU,'id_token_encrypted_response_alg':'RSA-OAEP'}",
                "userinfo_encrypted_response_alg|{RU,'jwks':EC,'userinfo_encrypted_response_alg':'RSA-OAEP'}",
                "userinfo_encrypted_response_enc|{RU,'jwks':EC,'userinfo_encrypted_response_alg':'ECDH-ES','userinfo_encrypted_response_enc':'A192GCM'}",
                "userinfo_encrypted_response_enc|{RU,'userinfo_encrypted_response_enc':'A128GCM'}",
                "request_object_signing_alg|{RU,'request_object_signing_alg':'ES512'}",
                "request_object_signing_alg|{RU,'request_object_signing_alg':'RS256'}",
                "request_object_signing_alg|{RU,'request_object_signing_alg':'HS256','token_endpoint_auth_method':'none'}",
                "request_object_encryption_alg|{RU,'request_object_encryption_alg':'RSA1_5'}",
                "request_object_encryption_enc|{RU,'request_object_encryption_alg':'RSA-OAEP','request_object_encryption_enc':'A192GCM'}",
                "authorization_signed_response_alg|{RU,'authorization_signed_response_alg':'none'}",
                "authorization_encrypted_response_alg|{RU,'authorization_encrypted_response_alg':'RSA-OAEP'}",
                "token_endpoint_auth_signing_alg|{RU,'token_endpoint_auth_method':'client_secret_jwt','token_endpoint_auth_signing_alg':'RS256'}",
                "token_endpoint_auth_signing_alg|{RU,'jwks':EC,'token_endpoint_auth_method':'private_key_jwt','token_endpoint_auth_signing_alg':'HS256'}"
            })
    void section2AlgorithmsThatAreNotOfferedOrHaveNoKeyAreRefused(String member, String metadata) {
        assertRefused(member, metadata);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{RU,'request_object_signing_alg':'none'}",
                "{RU,'request_object_signing_alg':'HS256'}",
                "{RU,'request_object_signing_alg':'HS512','request_object_encryption_alg':'RSA-OAEP-256','request_object_encryption_enc':'A256GCM'}",
                "{RU,'request_object_signing_alg':'ES256','jwks':EC}",
                "{RU,'request_object_signing_alg':'PS256','jwks_uri':'https://q.example/k'}"
            })
    void section2RequestObjectsAreSignedAsTheAppSays(String metadata) {
        assertThat(own(metadata).metadata().messages().requestObject().signing())
                .isNotNull();
    }

    @Test
    void keysArePublicAndOfSaneSize() {
        for (String wrong :
                List.of(new JWKSet(ec()).toString(false), keys(rsa(1_024)), new JWKSet(secret()).toString(false))) {
            assertRefused("jwks", "{RU,'jwks':" + wrong + "}");
        }
        String many = new JWKSet(Collections.nCopies(21, ec().toPublicJWK())).toString();
        assertRefused("jwks", "{RU,'jwks':" + many + "}");
        assertThat(operators("{RU,'jwks':" + new JWKSet(ec()).toString(false) + "}")
                        .metadata()
                        .keys()
                        .toString())
                .as("of the operator's only the public half is kept")
                .doesNotContain("\"d\"");
    }

    @Test
    void aKeyThatIsForSignaturesDoesNotReceiveMessages() throws JOSEException {
        JWK signing = new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).generate();
        assertRefused(
                "id_token_encrypted_response_alg",
                "{RU,'jwks':" + keys(signing) + ",'id_token_encrypted_response_alg':'ECDH-ES'}");
    }

    /** OpenID Connect Core, 8.1. */
    @Test
    void core81APairwiseAppOnSeveralHostsNamesItsSector() {
        String two = "'redirect_uris':['https://q.example/cb','https://r.example/cb'],'subject_type':'pairwise'";

        assertRefused("sector_identifier_uri", "{" + two + "}");
        assertThat(own("{" + two + ",'sector_identifier_uri':'https://q.example/s.json'}")
                        .metadata()
                        .subject()
                        .sectorIdentifierUri())
                .isNotNull();
        assertThat(own("{RU,'subject_type':'pairwise'}").metadata().subject().type())
                .hasToString("PAIRWISE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt", "opaque"})
    void accessTokensHaveTheFormTheAppWishes(String format) {
        assertThat(own("{RU,'access_token_format':'" + format + "'}")
                        .metadata()
                        .messages()
                        .accessToken()
                        .word())
                .isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "initiate_login_uri|{RU,'initiate_login_uri':'http://q.example/start'}",
                "sector_identifier_uri|{RU,'sector_identifier_uri':'http://q.example/s'}",
                "logo_uri|{RU,'logo_uri':'https://user@q.example/l.png'}",
                "policy_uri|{RU,'policy_uri':'https://other.example/p'}",
                "frontchannel_logout_uri|{RU,'frontchannel_logout_uri':'https://other.example/l'}"
            })
    void section91AddressesAreSecureAndAtHome(String member, String metadata) {
        assertRefused(member, metadata);
    }

    @Test
    void aRequestUriHasAtMost512Characters() {
        assertRefused("request_uris", "{RU,'request_uris':['https://q.example/" + "r".repeat(500) + "']}");
    }

    /** 9.1: whoever has no site cannot show that a page or a picture is theirs. */
    @Test
    void section91AnAppOnADeviceShowsNoPagesUnlessTheOperatorSaysSo() {
        String metadata = """
                {'redirect_uris':['http://127.0.0.1/cb'],'client_uri':'https://bank.example/',
                 'logo_uri':'https://bank.example/logo.png','policy_uri':'https://bank.example/policy'}""";

        assertThat(own(metadata).metadata().display().clientUri()).isNull();
        assertThat(own(metadata).metadata().display().logoUri()).isNull();
        assertThat(operators(metadata).metadata().display().clientUri()).hasHost("bank.example");
    }

    @Test
    void aStatementIsNotForTheOperator() {
        assertThatThrownBy(() -> operators("{RU,'software_statement':'a.b.c'}"))
                .hasMessageContaining("software_statement");
    }

    private MetadataRules.Checked own(String metadata) {
        return rules.check(members(metadata), false);
    }

    private MetadataRules.Checked operators(String metadata) {
        return rules.check(members(metadata), true);
    }

    private void assertRefused(String member, String metadata) {
        assertThatThrownBy(() -> own(metadata))
                .as(metadata)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem())
                                .isInstanceOfSatisfying(
                                        Problem.Invalid.class,
                                        invalid -> assertThat(invalid.pointer()).isEqualTo(member)))
                .hasMessageContaining(member);
    }

    private static Members members(String metadata) {
        return Members.of(Json.parse(
                metadata.replace("{RU", "{" + RU).replace(":EC", ":" + EC).replace('\'', '"')));
    }

    private static <E extends Enum<E>> Set<E> set(Class<E> type, @Nullable String names) {
        Set<E> set = EnumSet.noneOf(type);
        if (names != null) {
            for (String name : names.split(",", -1)) {
                set.add(Enum.valueOf(type, name));
            }
        }
        return set;
    }

    private static String keys(JWK key) {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    private static JWK ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWK rsa(int bits) {
        try {
            return new RSAKeyGenerator(bits, true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWK secret() {
        try {
            return new OctetSequenceKeyGenerator(256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
