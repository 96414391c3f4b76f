package dev.taskwright.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.access.BearerTokens;
import dev.taskwright.identity.access.Credential;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.identity.access.Gate;
import dev.taskwright.identity.access.SignIn;
import dev.taskwright.platform.http.ClientCertificates;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.operation.Need;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.Operations;
import dev.taskwright.testkit.FakeClock;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.http1.Http1ClientRequest;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.DirectClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6750, 3; RFC 9728, 3 and 5.1; RFC 9470, 3: what a refusal says about how to be let in. */
class ChallengesTest {
    private static final String ISSUER = "https://work.example";
    private static final String METADATA =
            "resource_metadata=\"https://work.example/.well-known/oauth-protected-resource/api/v1\"";

    private final FakeClock clock = new FakeClock();
    private final Operations table = new Operations(List.of(
            Operation.get("thingGet", "/things").tag("Thing").summary("Get").done((caller, in) -> {}),
            Operation.get("accountGet", "/account")
                    .tag("Thing")
                    .summary("Get")
                    .needs(Scope.AUTH)
                    .done((caller, in) -> {}),
            Operation.delete("thingDelete", "/things")
                    .tag("Thing")
                    .summary("Delete")
                    .allows(Need.ANYBODY.afterSignIn())
                    .done((caller, in) -> {})));

    private record Answer(int status, String challenge, String body) {}

    /** {@code scopes:age}: a token with these scopes, its person having signed in so many seconds ago; {@code -} never. */
    private final class Described implements BearerTokens {
        @Override
        public boolean recognises(Credential presented) {
            return presented.token().contains(":");
        }

        @Override
        public Decision check(Credential presented) {
            String[] parts = presented.token().split(":");
            Set<Scope> scopes = Scope.parse(parts[0].replace('+', ' '));
            Caller.Person person = new Caller.Person(new UserId(1), "ann", scopes, "test");
            return parts[1].equals("-")
                    ? new Decision.Admitted(person)
                    : new Decision.Admitted(
                            person,
                            new SignIn(clock.instant().minusSeconds(Long.parseLong(parts[1])), "urn:by:password"));
        }
    }

    private Answer send(Method method, String path, String authorization, StepUp stepUp) {
        RestDoor door =
                new RestDoor(table, new Gate(List.of(new Described())), ISSUER, stepUp, ClientCertificates.direct());
        DirectClient client = new DirectClient(HttpRouting.builder()
                .register("/api", door)
                .register(new ProtectedResourceEndpoint(
                        table, ISSUER, Map.of("dpop_signing_alg_values_supported", List.of("ES256")))));
        Http1ClientRequest request = client.method(method).path(path);
        if (!authorization.isEmpty()) {
            request.header(HeaderNames.AUTHORIZATION, authorization);
        }
        try (Http1ClientResponse response = request.request()) {
            return new Answer(
                    response.status().code(),
                    response.headers().value(HeaderNames.WWW_AUTHENTICATE).orElse(""),
                    response.as(String.class));
        }
    }

    private Answer get(String path, String authorization) {
        return send(Method.GET, path, authorization, StepUp.none());
    }

    private Answer delete(String authorization, Duration maxAge, String... acrs) {
        return send(Method.DELETE, "/api/v1/things", authorization, new StepUp(maxAge, List.of(acrs), clock));
    }

    @Test
    void rfc9728Section2TheMetadataNamesTheResourceAndItsServer() {
        Answer answer = get("/.well-known/oauth-protected-resource/api/v1", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Json.parse(answer.body()))
                .isEqualTo(Map.of(
                        "resource",
                        ISSUER + "/api/v1",
                        "authorization_servers",
                        List.of(ISSUER),
                        "scopes_supported",
                        List.of("api1", "auth"),
                        "bearer_methods_supported",
                        List.of("header"),
                        "resource_name",
                        "Taskwright REST API",
                        "resource_documentation",
                        ISSUER + "/api/documentation/v1",
                        "dpop_signing_alg_values_supported",
                        List.of("ES256")));
    }

    @Test
    void rfc9728Section5WithoutATokenOneLearnsWhereToBegin() {
        Answer answer = get("/api/v1/things", "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenge())
                .startsWith("Bearer realm=\"taskwright\"")
                .contains("scope=\"api1 auth\"", METADATA)
                .doesNotContain("error");
    }

    @Test
    void rfc9728Section5AnInvalidTokenLearnsItToo() {
        Answer answer = get("/api/v1/things", "Bearer nonsense");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenge()).contains("error=\"invalid_token\"", METADATA);
    }

    /** Whoever asks for a new token by the list keeps what the old one had for this API. */
    @ParameterizedTest
    @CsvSource({
        "api1, /account, api1 auth",
        "auth, /things, api1 auth",
        "email+openid, /things, api1",
        "email, /account, auth"
    })
    void rfc6750Section3AllScopesNeededStandInOneChallenge(String held, String path, String needed) {
        Answer answer = get("/api/v1" + path, "Bearer " + held + ":-");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.challenge())
                .startsWith("Bearer realm=")
                .contains("error=\"insufficient_scope\"", "scope=\"" + needed + "\"", METADATA);
    }

    @Test
    void aDpopTokenIsAnsweredInItsScheme() {
        assertThat(get("/api/v1/things", "DPoP email:-").challenge()).startsWith("DPoP realm=");
    }

    @Test
    void rfc9470Section3AnOldSignInIsNotEnoughForWhatCannotBeTakenBack() {
        Answer answer = delete("Bearer api1:301", Duration.ofMinutes(5));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenge())
                .startsWith("Bearer realm=")
                .contains(
                        "error=\"insufficient_user_authentication\"",
                        "error_description=\"A more recent sign-in is needed\"",
                        "max_age=\"300\"",
                        METADATA)
                .doesNotContain("acr_values");
        assertThat(delete("Bearer api1:300", Duration.ofMinutes(5)).status()).isEqualTo(200);
    }

    @Test
    void rfc9470Section3AWeakSignInIsNotEnoughEither() {
        Answer answer = send(
                Method.DELETE, "/api/v1/things", "DPoP api1:0", new StepUp(null, List.of("urn:by:passkey"), clock));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenge())
                .startsWith("DPoP realm=")
                .contains("insufficient_user_authentication", "acr_values=\"urn:by:passkey\"")
                .doesNotContain("max_age");
        assertThat(delete("Bearer api1:0", Duration.ofMinutes(5), "urn:by:passkey", "urn:by:password")
                        .status())
                .isEqualTo(200);
    }

    /** The scope comes first: no person is asked to sign in for a token that would not do. */
    @Test
    void aTokenWithoutTheScopeIsNotAskedForASignIn() {
        assertThat(delete("Bearer email:301", Duration.ofMinutes(5)).challenge())
                .contains("insufficient_scope");
    }

    @Test
    void otherOperationsAndOtherCredentialsAreAskedForNothing() {
        StepUp strict = new StepUp(Duration.ofMinutes(5), List.of(), clock);
        assertThat(send(Method.GET, "/api/v1/things", "Bearer api1:9999", strict)
                        .status())
                .isEqualTo(200);
        assertThat(delete("Bearer api1:-", Duration.ofMinutes(5)).status()).isEqualTo(200);
        assertThat(send(Method.DELETE, "/api/v1/things", "Bearer api1:9999", StepUp.none())
                        .status())
                .isEqualTo(200);
    }
}
