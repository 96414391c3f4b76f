package dev.taskwright.oauth.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Scope;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeys;
import dev.taskwright.oauth.clients.MessageRules;
import dev.taskwright.oauth.clients.SignInRules;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.Prompt;
import dev.taskwright.oauth.protocol.ResponseMode;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.http.QueryText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check by itself, without a database and without HTTP. */
class ChecksTest {
    private static final Client CALLER = Callers.at("https://q.example/cb");
    private static final String URI = "https://app.example/cb";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final TrustedRedirect REDIRECT = Callers.trusted(URI, "s");

    private static AuthorizeParameters parameters(String query) {
        return new AuthorizeParameters(QueryText.parse(query));
    }

    private static void assertSent(String error, ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOfSatisfying(AuthorizeFailure.SentToClient.class, sent -> {
            assertThat(sent.error().code()).isEqualTo(error);
            assertThat(sent.redirect().uri()).isEqualTo(URI);
            assertThat(sent.redirect().state()).isEqualTo("s");
        });
    }

    @Test
    void parametersWithoutAValueCountAsAbsentAndRepetitionsAreSeen() {
        AuthorizeParameters parameters = parameters("a=1&b=&c=1&c=2&d=&d=");

        assertThat(parameters.find("a")).contains("1");
        assertThat(parameters.find("b")).isEmpty();
        assertThat(parameters.anyRepeated()).contains("c");
        assertThat(new AuthorizeParameters(QueryText.parse(
                                parameters("x=a%26b&y=%C3%A9+%2B").encoded()))
                        .find("y"))
                .contains("é +");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "redirect_uri=", "redirect_uri=https://app.example/c", "redirect_uri=a&redirect_uri=b"})
    void anAddressThatIsNotRegisteredNeverBecomesTrusted(String query) {
        assertThatThrownBy(() -> new RedirectCheck(false).check(Callers.at(URI), parameters(query)))
                .isInstanceOfSatisfying(
                        AuthorizeFailure.ShownToUser.class,
                        shown -> assertThat(shown.sentence()).startsWith("redirect_uri"));
    }

    @Test
    void aRegisteredAddressTakesTheStateAlong() {
        TrustedRedirect trusted =
                new RedirectCheck(false).check(Callers.at(URI), parameters("redirect_uri=" + URI + "&state=%20"));

        assertThat(trusted.uri()).isEqualTo(URI);
        assertThat(trusted.state()).isEqualTo(" ");
    }

    @Test
    void aRepetitionIsNamedOnlyWhenItsNameIsAWord() {
        assertThatThrownBy(() -> new RepetitionCheck().check(parameters("scope=a&scope=b"), REDIRECT))
                .hasMessage("scope is given more than once");
        assertThatThrownBy(() -> new RepetitionCheck().check(parameters("%22%0a=a&%22%0a=b"), REDIRECT))
                .hasMessage("a parameter is given more than once");
    }

    @Test
    void anAppUsesItsOwnResponseTypesOnly() {
        ResponseTypeCheck check = new ResponseTypeCheck();
        Client client = Callers.at(URI);

        assertThat(check.check(client, parameters("response_type=code"), REDIRECT))
                .isEqualTo(ResponseType.CODE);
        assertSent("invalid_request", () -> check.check(client, parameters(""), REDIRECT));
        assertSent("unsupported_response_type", () -> check.check(client, parameters("response_type=magic"), REDIRECT));
        assertSent("unauthorized_client", () -> check.check(client, parameters("response_type=token"), REDIRECT));
    }

    /** Multiple Response Types, 2.1, 3 and 5: how an answer, and before that an error, travels. */
    @ParameterizedTest
    @CsvSource({
        "response_type=code,QUERY",
        "response_type=none,QUERY",
        "'',QUERY",
        "response_type=magic,QUERY",
        "response_type=token,FRAGMENT",
        "response_type=code+id_token,FRAGMENT",
        "response_type=token+code,FRAGMENT",
        "response_type=token+magic,FRAGMENT",
        "response_type=code&response_mode=fragment,FRAGMENT",
        "response_type=code&response_mode=form_post,FORM_POST",
        "response_type=id_token&response_mode=form_post,FORM_POST",
        "response_type=id_token&response_mode=query,FRAGMENT",
        "response_type=code&response_mode=pigeon,QUERY",
        "response_type=code&response_mode=fragment&response_mode=query,QUERY",
        "response_type=code&response_type=token&response_mode=fragment,FRAGMENT"
    })
    void theWayOfTheAnswerIsKnownBeforeTheRequestIsRight(String query, ResponseMode mode) {
        assertThat(ResponseModeCheck.likely(parameters(query), REDIRECT)).isEqualTo(mode);
    }

    @Test
    void tokensNeverStandInAQueryAndAnUnknownModeIsRefused() {
        ResponseModeCheck check = new ResponseModeCheck();

        check.check(ResponseType.CODE, parameters("response_mode=query"), REDIRECT);
        check.check(ResponseType.TOKEN, parameters(""), REDIRECT);
        assertSent(
                "invalid_request", () -> check.check(ResponseType.TOKEN, parameters("response_mode=query"), REDIRECT));
        assertSent(
                "invalid_request",
                () -> check.check(ResponseType.CODE_ID_TOKEN, parameters("response_mode=query"), REDIRECT));
        assertSent(
                "invalid_request", () -> check.check(ResponseType.CODE, parameters("response_mode=pigeon"), REDIRECT));
    }

    @Test
    void aFormIsPostedToTheWebOnly() {
        TrustedRedirect program = Callers.trusted("com.example.app:/cb", null);

        assertThat(ResponseModeCheck.likely(parameters("response_mode=form_post"), program))
                .isEqualTo(ResponseMode.QUERY);
        assertThatThrownBy(() -> new ResponseModeCheck()
                        .check(ResponseType.CODE, parameters("response_mode=form_post"), program))
                .isInstanceOf(AuthorizeFailure.SentToClient.class);
    }

    /** RFC 7636, 4.3 and 4.4.1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "code_challenge=" + CHALLENGE,
                "code_challenge=" + CHALLENGE + "&code_challenge_method=plain",
                "code_challenge=" + CHALLENGE + "&code_challenge_method=s256",
                "code_challenge=" + CHALLENGE + "=&code_challenge_method=S256",
                "code_challenge=short&code_challenge_method=S256",
                "code_challenge_method=S256"
            })
    void aPublicAppNeedsAGoodChallenge(String query) {
        assertSent(
                "invalid_request",
                () -> new PkceCheck().check(Callers.at(URI), ResponseType.CODE, parameters(query), REDIRECT));
    }

    @Test
    void aGoodChallengeIsKept() {
        assertThat(new PkceCheck()
                        .check(
                                Callers.at(URI),
                                ResponseType.CODE,
                                parameters("code_challenge=" + CHALLENGE + "&code_challenge_method=S256"),
                                REDIRECT))
                .isEqualTo(new CodeChallenge(CHALLENGE));
        assertThat(new PkceCheck().check(Callers.at(URI), ResponseType.ID_TOKEN, parameters(""), REDIRECT))
                .as("there is no code to protect")
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"'',openid", "scope=,openid", "scope=+,openid", "scope=*,openid api1", "scope=api1+openid,api1 openid"})
    void scopesAreTheDefaultEverythingOrThoseNamed(String query, String effective) {
        Client client = Callers.at(URI, ScopeSet.of(Scope.OPENID, Scope.API1), ScopeSet.of(Scope.OPENID));

        assertThat(new ScopeCheck()
                        .check(client, ResponseType.CODE, AuthorizationDetails.NONE, parameters(query), REDIRECT))
                .hasToString(effective);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope=email", "scope=openid+email", "scope=*+openid", "scope=%22", "scope=default"})
    void aScopeTheAppMayNotHaveFailsTheWholeRequest(String query) {
        Client client = Callers.at(URI, ScopeSet.of(Scope.OPENID, Scope.API1), ScopeSet.of(Scope.OPENID));

        assertSent(
                "invalid_scope",
                () -> new ScopeCheck()
                        .check(client, ResponseType.CODE, AuthorizationDetails.NONE, parameters(query), REDIRECT));
    }

    @Test
    void withoutScopeAndDefaultThereIsNothingToGrant() {
        assertSent(
                "invalid_scope",
                () -> new ScopeCheck()
                        .check(
                                Callers.at(URI),
                                ResponseType.CODE,
                                AuthorizationDetails.NONE,
                                parameters(""),
                                REDIRECT));
    }

    /** OpenID Connect Core, 3.1.2.1 and 11. */
    @Test
    void anIdTokenNeedsOpenidAndWithoutACodeThereIsNoOfflineAccess() {
        ScopeSet all = ScopeSet.of(Scope.OPENID, Scope.API1, Scope.OFFLINE_ACCESS);
        Client client = Callers.at(URI, all, all);
        ScopeCheck check = new ScopeCheck();

        assertThat(check.check(
                        client, ResponseType.CODE_TOKEN, AuthorizationDetails.NONE, parameters("scope=*"), REDIRECT))
                .isEqualTo(all);
        assertThat(check.check(
                        client, ResponseType.ID_TOKEN, AuthorizationDetails.NONE, parameters("scope=*"), REDIRECT))
                .hasToString("openid api1");
        assertSent(
                "invalid_scope",
                () -> check.check(
                        client,
                        ResponseType.ID_TOKEN_TOKEN,
                        AuthorizationDetails.NONE,
                        parameters("scope=api1"),
                        REDIRECT));
        assertSent(
                "invalid_scope",
                () -> check.check(
                        client,
                        ResponseType.TOKEN,
                        AuthorizationDetails.NONE,
                        parameters("scope=offline_access"),
                        REDIRECT));
    }

    @Test
    void promptsAreReadAndNoneStandsAlone() {
        assertThat(new PromptCheck().check(parameters("prompt=login+consent"), REDIRECT))
                .isEqualTo(Set.of(Prompt.LOGIN, Prompt.CONSENT));
        assertThat(new PromptCheck().check(parameters("prompt=select_account+create"), REDIRECT))
                .isEqualTo(Set.of(Prompt.SELECT_ACCOUNT, Prompt.CREATE));
        assertThat(new PromptCheck().check(parameters(""), REDIRECT)).isEmpty();
        assertSent("invalid_request", () -> new PromptCheck().check(parameters("prompt=none+login"), REDIRECT));
    }

    @Test
    void anAgeIsANumberOfSeconds() {
        assertThat(new MaxAgeCheck().check(CALLER, parameters("max_age=90"), REDIRECT))
                .isEqualTo(Duration.ofSeconds(90));
        Client strict = Callers.with(
                new SignInRules(Duration.ofSeconds(60), false, List.of(), null, List.of()),
                MessageRules.USUAL,
                ClientKeys.NONE);
        assertThat(new MaxAgeCheck().check(strict, parameters(""), REDIRECT)).isEqualTo(Duration.ofSeconds(60));
        assertThat(new MaxAgeCheck().check(strict, parameters("max_age=90"), REDIRECT))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(new MaxAgeCheck().check(CALLER, parameters(""), REDIRECT)).isNull();
        for (String text : new String[] {"-1", "1.5", "x", "9999999999", "%2B1"}) {
            assertSent(
                    "invalid_request", () -> new MaxAgeCheck().check(CALLER, parameters("max_age=" + text), REDIRECT));
        }
    }

    @Test
    void aNonceIsBoundedAndRequiredWhereTheIdTokenPassesTheBrowser() {
        NonceCheck check = new NonceCheck();
        ResponseType code = ResponseType.CODE;

        assertThat(check.check(code, parameters("nonce=n"), REDIRECT)).isEqualTo("n");
        assertThat(check.check(code, parameters(""), REDIRECT)).isNull();
        assertThat(check.check(ResponseType.CODE_TOKEN, parameters(""), REDIRECT))
                .isNull();
        assertSent("invalid_request", () -> check.check(code, parameters("nonce=" + "n".repeat(301)), REDIRECT));
        assertSent("invalid_request", () -> check.check(code, parameters("nonce=%00"), REDIRECT));
        for (ResponseType type : ResponseType.values()) {
            if (type.hasIdToken()) {
                assertSent("invalid_request", () -> check.check(type, parameters(""), REDIRECT));
            }
        }
    }

    /** OpenID Connect Core, 3.1.2.6 and 7.2.1. */
    @Test
    void aRegistrationInsideARequestIsRefusedNotIgnored() {
        assertSent(
                "registration_not_supported",
                () -> new RegistrationCheck().check(parameters("registration={}"), REDIRECT));
    }

    /** OpenID Connect Core, 3.1.2.1. */
    @Test
    void theDisplayIsAKnownWord() {
        for (String word : new String[] {"page", "popup", "touch", "wap"}) {
            new DisplayCheck().check(parameters("display=" + word), REDIRECT);
        }
        assertSent("invalid_request", () -> new DisplayCheck().check(parameters("display=hologram"), REDIRECT));
    }

    @Test
    void aLoginHintThatIsNoNameIsNone() {
        assertThat(HintCheck.name(parameters("login_hint=ada%40example.org"))).isEqualTo("ada@example.org");
        assertThat(HintCheck.name(parameters("login_hint=" + "a".repeat(255)))).isEmpty();
        assertThat(HintCheck.name(parameters("login_hint=a%0d%0ab"))).isEmpty();
    }

    /** OpenID Connect Core, 5.5 and 5.5.1. */
    @Test
    void claimsAreReadAndThoseBeyondTheAppsScopesAreLeftOut() {
        ScopeSet scopes = ScopeSet.of(Scope.OPENID, Scope.PROFILE);
        Client client = Callers.at(URI, scopes, scopes);

        ClaimsRequest claims = new ClaimsCheck()
                .check(
                        client,
                        parameters("claims="
                                + json("{'userinfo':{'name':{'essential':true},'email':null},"
                                        + "'id_token':{'nickname':null,'phone_number':null,'magic':null}}")),
                        REDIRECT);

        assertThat(claims.userinfo()).containsOnlyKeys("name");
        assertThat(claims.idToken()).containsOnlyKeys("nickname");
        assertThat(new ClaimsCheck().check(client, parameters(""), REDIRECT)).isEqualTo(ClaimsRequest.NONE);
        for (String text : new String[] {"x", "[]", "{'id_token':3}", "{'userinfo':{'name':7}}"}) {
            assertSent(
                    "invalid_request",
                    () -> new ClaimsCheck().check(client, parameters("claims=" + json(text)), REDIRECT));
        }
    }

    /** OpenID Connect Core, 5.5.1.1; Core Error Code unmet_authentication_requirements, 2. */
    @Test
    void anEssentialAcrThatNobodyCanMeetIsSaidAtOnce() {
        Client client = Callers.at(URI);
        ClaimsCheck check = new ClaimsCheck();
        String essential = "{'id_token':{'acr':{'essential':true,'values':['urn:other']}}}";
        String voluntary = "{'id_token':{'acr':{'values':['urn:other']}}}";
        String known = "{'id_token':{'acr':{'essential':true,'value':'" + Authentication.BY_PASSWORD + "'}}}";

        assertSent(
                "unmet_authentication_requirements",
                () -> check.check(client, parameters("claims=" + json(essential)), REDIRECT));
        assertThat(check.check(client, parameters("claims=" + json(voluntary)), REDIRECT)
                        .essentialAcr())
                .isEmpty();
        assertThat(check.check(client, parameters("claims=" + json(known)), REDIRECT)
                        .essentialAcr())
                .containsExactly(Authentication.BY_PASSWORD);
    }

    /** OpenID Connect Core, 3.1.2.2. */
    @Test
    void aSubjectAskedForBindsWhicheverAnswerItIsWrittenFor() {
        ClaimsRequest claims = new ClaimsCheck()
                .check(
                        Callers.at(URI),
                        parameters("claims="
                                + json("{'userinfo':{'sub':{'value':'7'}},'id_token':{'sub':{'value':'8'}}}")),
                        REDIRECT);

        assertThat(ClaimsCheck.subjects(claims)).containsExactlyInAnyOrder("7", "8");
    }

    private static String json(String text) {
        return URLEncoder.encode(text.replace('\'', '"'), StandardCharsets.UTF_8);
    }
}
