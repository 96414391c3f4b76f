package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.users.User;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9700, what is presented at the endpoints for apps, and how. */
class CredentialsSafetyTest {
    private static final String ORIGIN = "http://localhost:8080";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final WholeServer server = new WholeServer(data.db());
    private final User ada = server.person("ada");
    private final Browser person = server.browserOf(ada);
    private final RelyingApp app = RelyingApp.of(server, ada, Map.of());

    @AfterEach
    void close() {
        data.close();
    }

    /** Every kind of app there is, as the operator makes it, and one that registered itself. */
    private List<RelyingApp> everyKind() {
        List<RelyingApp> apps = new ArrayList<>();
        for (String kind : List.of("web", "spa", "native", "mcp", "machine", "device")) {
            boolean isSecret = kind.equals("web") || kind.equals("machine");
            boolean isRedirected = !kind.equals("machine") && !kind.equals("device");
            Map<String, Object> members = new LinkedHashMap<>(Map.of("kind", kind));
            members.put("token_endpoint_auth_method", isSecret ? "client_secret_post" : "none");
            members.put("redirect_uris", isRedirected ? List.of(WholeServer.CALLBACK) : List.of());
            if (kind.equals("machine")) {
                members.put("scope", "api1");
            }
            apps.add(RelyingApp.of(server, ada, members));
        }
        return apps;
    }

    private Shown withPassword(RelyingApp by) {
        return by.post("/oauth2/token", "grant_type", "password", "username", "ada", "password", WholeServer.PASSWORD);
    }

    /** No app may use it; none is told tokens, whoever asks. */
    @Test
    void rfc9700S15NoAppExchangesAPasswordUnlessSwitchedOn() {
        long before = server.passwords.hashes();
        for (RelyingApp each : everyKind()) {
            Shown shown = withPassword(each);
            assertThat(shown.status()).as(each.added.client().kind().word()).isEqualTo(400);
            assertThat(shown.body()).contains("\"error\":\"unsupported_grant_type\"");
        }
        assertThat(server.passwords.hashes())
                .as("the password was not even looked at")
                .isEqualTo(before);
        assertThat(RelyingApp.json(server.browser().get("/.well-known/openid-configuration"))
                        .get("grant_types_supported"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .doesNotContain("password");
    }

    /** One app may: the others may as little as before, and are told so. */
    @Test
    void rfc9700S15OneAppThatMayHelpsNoOther() {
        List<RelyingApp> others = everyKind();
        RelyingApp old = RelyingApp.of(
                server, ada, Map.of("grant_types", List.of("password"), "redirect_uris", List.of(), "scope", "api1"));
        for (RelyingApp each : others) {
            Shown shown = withPassword(each);
            assertThat(shown.status()).as(each.added.client().kind().word()).isEqualTo(400);
            assertThat(shown.body()).contains("\"error\":\"unauthorized_client\"");
        }
        assertThat(withPassword(old).status()).isEqualTo(200);
    }

    /** An app's own token has the app as its subject, which is nobody's number, and opens nothing of a person's. */
    @Test
    void rfc9700S17AnAppCannotBeTakenForAPerson() {
        RelyingApp machine = RelyingApp.of(
                server, ada, Map.of("kind", "machine", "redirect_uris", List.of(), "scope", "openid api1"));
        Map<String, Object> answer =
                RelyingApp.json(machine.post("/oauth2/token", "grant_type", "client_credentials", "scope", "api1"));
        Map<String, Object> facts = RelyingApp.json(
                machine.post("/oauth2/introspect", "token", String.valueOf(answer.get("access_token"))));
        assertThat(facts).containsEntry("active", true).containsEntry("sub", machine.id());
        Browser calling = server.browser().with("Authorization", "Bearer " + answer.get("access_token"));
        assertThat(calling.get("/api/v1/workspaces").status()).isEqualTo(403);
        assertThat(calling.get("/oauth2/userinfo").status()).isIn(401, 403);
        for (String number : List.of("1", "12345", ada.id().toString())) {
            assertThatThrownBy(() -> server.app(ada, Map.of("client_id", number)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("client_id");
        }
    }

    @Test
    void rfc9700S15NobodyRegistersThemselvesForPasswords() {
        Shown shown = server.browser()
                .sendJson(
                        "POST",
                        "/oauth2/register",
                        "{\"redirect_uris\":[\"https://x.example/cb\"],\"grant_types\":[\"password\"]}");
        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.body()).contains("invalid_client_metadata");
    }

    /** In the header or the form, never in an address that ends in logs and histories. */
    @Test
    void rfc9700S24NothingSecretIsReadFromAQuery() {
        Map<String, Object> tokens = app.tokens(person);
        String access = "access_token=" + tokens.get("access_token");
        for (String path : List.of("/oauth2/userinfo", "/connect/userinfo", "/api/v1/workspaces", "/oauth2/ping")) {
            assertThat(server.browser().get(path + "?" + access).status())
                    .as(path)
                    .isEqualTo(401);
        }
        String credentials = RelyingApp.encoded(app.credentials());
        String form = "grant_type=refresh_token&refresh_token=" + tokens.get("refresh_token");
        for (String path : List.of("/oauth2/token", "/connect/token")) {
            assertThat(server.browser().postRaw(path + "?" + credentials, form).status())
                    .isEqualTo(401);
            assertThat(server.browser().postRaw(path + "?" + form, credentials).status())
                    .isEqualTo(400);
        }
        for (String path : List.of("/oauth2/revoke", "/oauth2/introspect")) {
            assertThat(server.browser()
                            .postRaw(path + "?" + credentials, "token=" + tokens.get("access_token"))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void rfc9700S24WhatEndpointsAnswerIsNotKept() {
        Map<String, Shown> answers = new LinkedHashMap<>();
        String code = app.code(person);
        Shown issued = app.redeem(code);
        String access = String.valueOf(RelyingApp.json(issued).get("access_token"));
        answers.put("token", issued);
        answers.put("token refused", app.redeem(code));
        answers.put("introspect", app.post("/oauth2/introspect", "token", access));
        answers.put("revoke", app.post("/oauth2/revoke", "token", "unknown"));
        answers.put(
                "userinfo",
                server.browser().with("Authorization", "Bearer " + access).get("/oauth2/userinfo"));
        answers.put("userinfo refused", server.browser().get("/oauth2/userinfo"));
        answers.put(
                "register",
                server.browser()
                        .sendJson("POST", "/oauth2/register", "{\"redirect_uris\":[\"https://x.example/cb\"]}"));
        answers.put("register refused", server.browser().sendJson("POST", "/oauth2/register", "{}"));
        answers.put("authorize", person.get(app.request()));
        answers.put("authorize refused", person.get(app.request("scope", "nonsense")));
        answers.put("authorize shown", person.get(app.request("client_id", "unknown")));
        answers.forEach((name, shown) ->
                assertThat(shown.header("Cache-Control")).as(name).isEqualTo("no-store"));
    }

    /** Every endpoint that the metadata names, and its other name. */
    private List<String> formEndpoints() {
        Map<String, Object> facts = RelyingApp.json(server.browser().get("/.well-known/openid-configuration"));
        List<String> paths = new ArrayList<>(List.of("/connect/token", "/connect/revocation", "/connect/introspect"));
        for (String name : List.of(
                "token_endpoint",
                "revocation_endpoint",
                "introspection_endpoint",
                "device_authorization_endpoint",
                "pushed_authorization_request_endpoint",
                "backchannel_authentication_endpoint")) {
            if (facts.get(name) instanceof String address) {
                paths.add(address.substring(ORIGIN.length()));
            }
        }
        return paths;
    }

    @Test
    void rfc9700S28NoEndpointTakesAParameterTwice() {
        String credentials = RelyingApp.encoded(app.credentials());
        for (String path : formEndpoints()) {
            for (String twice : List.of(
                    "client_id=" + app.id(), "client_secret=x", "scope=openid", "token=x", "code=x", "anything=x")) {
                String form = credentials + "&grant_type=refresh_token&refresh_token=x&" + twice + "&" + twice;
                Shown shown = server.browser().postRaw(path, form);
                assertThat(shown.status()).as(path + " " + twice).isEqualTo(400);
                assertThat(shown.body()).as(path + " " + twice).contains("\"error\":\"invalid_request\"");
            }
        }
        for (String path : List.of("/oauth2/authorize", "/connect/authorize")) {
            for (String twice : List.of("state=x", "scope=openid", "nonce=x", "prompt=login", "anything=x")) {
                Shown shown = person.get(path + "?" + app.query() + "&" + twice + "&" + twice);
                assertThat(RelyingApp.heard(shown).text("error"))
                        .as(path + " " + twice)
                        .isEqualTo("invalid_request");
            }
        }
        for (String path : List.of("/oauth2/logout", "/connect/endsession")) {
            assertThat(person.get(path + "?state=a&state=b").status()).as(path).isEqualTo(400);
        }
        String access = String.valueOf(app.tokens(person).get("access_token"));
        assertThat(server.browser()
                        .postRaw("/oauth2/userinfo", "access_token=" + access + "&access_token=" + access)
                        .status())
                .isIn(400, 401);
    }

    @Test
    void rfc9700S28UnknownParametersAreIgnored() {
        String code = app.code(person, "colour", "red", "x-vendor", "1");
        assertThat(app.redeem(code, "colour", "red").status()).isEqualTo(200);
        assertThat(person.get("/oauth2/logout?colour=red").status()).isEqualTo(200);
    }

    /** The same words and the same status, whatever was wrong with the proof. */
    @Test
    void rfc9700S30AFailedProofDoesNotTellWhatWasWrong() {
        String form = "grant_type=refresh_token&refresh_token=x&client_id=";
        String wrong = server.browser()
                .postRaw("/oauth2/token", form + app.id() + "&client_secret=wrong")
                .body();
        assertThat(wrong).contains("invalid_client");
        for (String other : List.of("unknown&client_secret=wrong", "unknown", app.id(), "12345&client_secret=x")) {
            assertThat(server.browser().postRaw("/oauth2/token", form + other).body())
                    .as(other)
                    .isEqualTo(wrong);
        }
    }
}
