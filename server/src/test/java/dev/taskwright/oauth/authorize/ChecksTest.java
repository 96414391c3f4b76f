package dev.taskwright.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Scope;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.Permissions;
import dev.taskwright.oauth.clients.SignInRules;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.Prompt;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.http.QueryText;
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

    private static Client client(ScopeSet allowed, ScopeSet usual) {
        Client client = Callers.at(URI);
        Permissions may = client.permissions();
        return new Client(
                client.id(),
                ClientKind.NATIVE,
                client.owner(),
                client.createdAt(),
                new Permissions(
                        may.redirectUris(),
                        allowed,
                        usual,
                        may.grants(),
                        may.responseTypes(),
                        may.refreshPolicy(),
                        may.refreshesWithoutSecret()),
                client.proof(),
                client.metadata());
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
    void onlyCodeInTheQueryIsOffered() {
        ResponseTypeCheck check = new ResponseTypeCheck();
        Client client = Callers.at(URI);

        assertThat(check.check(client, parameters("response_type=code&response_mode=query"), REDIRECT))
                .isEqualTo(ResponseType.CODE);
        assertSent("invalid_request", () -> check.check(client, parameters(""), REDIRECT));
        assertSent("unsupported_response_type", () -> check.check(client, parameters("response_type=magic"), REDIRECT));
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
        assertSent("invalid_request", () -> new PkceCheck().check(Callers.at(URI), parameters(query), REDIRECT));
    }

    @Test
    void aGoodChallengeIsKept() {
        assertThat(new PkceCheck()
                        .check(
                                Callers.at(URI),
                                parameters("code_challenge=" + CHALLENGE + "&code_challenge_method=S256"),
                                REDIRECT))
                .isEqualTo(new CodeChallenge(CHALLENGE));
    }

    @ParameterizedTest
    @CsvSource({"'',openid", "scope=,openid", "scope=+,openid", "scope=*,openid api1", "scope=api1+openid,api1 openid"})
    void scopesAreTheDefaultEverythingOrThoseNamed(String query, String effective) {
        Client client = client(ScopeSet.of(Scope.OPENID, Scope.API1), ScopeSet.of(Scope.OPENID));

        assertThat(new ScopeCheck().check(client, parameters(query), REDIRECT)).hasToString(effective);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope=email", "scope=openid+email", "scope=*+openid", "scope=%22", "scope=default"})
    void aScopeTheAppMayNotHaveFailsTheWholeRequest(String query) {
        Client client = client(ScopeSet.of(Scope.OPENID, Scope.API1), ScopeSet.of(Scope.OPENID));

        assertSent("invalid_scope", () -> new ScopeCheck().check(client, parameters(query), REDIRECT));
    }

    @Test
    void withoutScopeAndDefaultThereIsNothingToGrant() {
        assertSent("invalid_scope", () -> new ScopeCheck().check(Callers.at(URI), parameters(""), REDIRECT));
    }

    @Test
    void promptsAreReadAndNoneStandsAlone() {
        assertThat(new PromptCheck().check(parameters("prompt=login+consent"), REDIRECT))
                .isEqualTo(Set.of(Prompt.LOGIN, Prompt.CONSENT));
        assertThat(new PromptCheck().check(parameters(""), REDIRECT)).isEmpty();
        assertSent("invalid_request", () -> new PromptCheck().check(parameters("prompt=none+login"), REDIRECT));
    }

    @Test
    void anAgeIsANumberOfSeconds() {
        assertThat(new MaxAgeCheck().check(CALLER, parameters("max_age=90"), REDIRECT))
                .isEqualTo(Duration.ofSeconds(90));
        Client strict = new Client(
                CALLER.id(),
                CALLER.kind(),
                CALLER.owner(),
                CALLER.createdAt(),
                CALLER.permissions(),
                CALLER.proof(),
                withDefaultMaxAge(Duration.ofSeconds(60)));
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
    void aNonceIsBounded() {
        assertThat(new NonceCheck().check(parameters("nonce=n"), REDIRECT)).isEqualTo("n");
        assertSent("invalid_request", () -> new NonceCheck().check(parameters("nonce=" + "n".repeat(301)), REDIRECT));
        assertSent("invalid_request", () -> new NonceCheck().check(parameters("nonce=%00"), REDIRECT));
    }

    /** OpenID Connect Core, 3.1.2.6. */
    @ParameterizedTest
    @CsvSource({
        "request,request_not_supported",
        "request_uri,request_uri_not_supported",
        "registration,registration_not_supported"
    })
    void documentsAreRefusedNotIgnored(String parameter, String error) {
        assertSent(error, () -> new RequestObjectCheck().check(parameters(parameter + "=x"), REDIRECT));
    }

    private static ClientMetadata withDefaultMaxAge(Duration age) {
        ClientMetadata usual = CALLER.metadata();
        return new ClientMetadata(
                usual.display(),
                new SignInRules(age, false, List.of(), null, List.of()),
                usual.messages(),
                usual.subject(),
                usual.logout(),
                usual.keys(),
                usual.software(),
                usual.answersFor());
    }
}
