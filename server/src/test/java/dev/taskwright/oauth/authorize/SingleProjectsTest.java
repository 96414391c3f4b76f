package dev.taskwright.oauth.authorize;

import static dev.taskwright.oauth.authorize.Asking.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectAction;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.Reach;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.access.Credential;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorization details from the request to the caller at the API; sections are of RFC 9396. */
@EachDatabase
class SingleProjectsTest {
    private static final String NAMED =
            "[{\"type\":\"taskwright_project\",\"actions\":[\"edit\"],\"identifiers\":[\"launch\",\"party\"]}]";
    private static final String OPEN = "[{\"type\":\"taskwright_project\",\"actions\":[\"read\"]}]";

    private final TestDatabase data;
    private final Provider provider;
    private final User person;
    private final AddedApp app;
    private final Browser ada;
    private final Browser program;

    SingleProjectsTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        person = provider.people.add("ada");
        app = provider.webApp(person);
        provider.projects.add("launch", "Launch");
        provider.projects.add("party", "Party");
        ada = provider.browserOf(person);
        program = provider.browser();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Shown ask(String details, String... more) {
        List<String> changes =
                new ArrayList<>(List.of("authorization_details", details, "scope", "openid offline_access"));
        changes.addAll(List.of(more));
        return ada.get(Asking.request(app.client(), changes.toArray(String[]::new)));
    }

    /** Allows with these projects ticked; returns what comes next. */
    private Shown allow(Shown page, String... projects) {
        StringBuilder form = new StringBuilder();
        for (String name : List.of("csrf_token", "pending", "scope", "person")) {
            form.append(name + "=" + encoded(Asking.hidden(page, name)) + "&");
        }
        form.append("decision=allow");
        for (String project : projects) {
            form.append("&project=" + encoded(project));
        }
        Shown decided = ada.postRaw("/oauth2/authorize/consent", form.toString());
        return decided.location().isEmpty() ? decided : ada.follow(decided);
    }

    private Shown exchange(Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>(more);
        form.put("client_id", app.client().id().value());
        form.put("client_secret", String.valueOf(app.secret()));
        return program.postRaw(
                "/oauth2/token",
                form.entrySet().stream()
                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&")));
    }

    private Shown exchange(String code, String... more) {
        Map<String, String> form = new LinkedHashMap<>(
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", Provider.CALLBACK));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return exchange(form);
    }

    private static Map<?, ?> json(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return (Map<?, ?>) Json.parse(shown.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Caller.Person caller(Object token) {
        Credential presented = new Credential(
                "bearer", String.valueOf(token), "GET", Provider.ISSUER + "/api/v1/me/projects", List.of(), null);
        return switch (provider.gate.check(presented)) {
            case Decision.Admitted(Caller.Person person, var _) -> person;
            case Decision other -> throw new AssertionError(other);
        };
    }

    private static Reach reach(ProjectAction action, String... projects) {
        return new Reach.Projects(
                List.of(projects).stream().collect(Collectors.toMap(ProjectId::new, project -> action)));
    }

    @Test
    void section7WhatWasAllowedIsToldAndKeptTo() {
        Shown page = ask(NAMED);
        assertThat(page.body()).contains("<bdi>Launch</bdi>", "<bdi>Party</bdi>");

        Map<?, ?> tokens =
                json(exchange(sent(allow(page, "0:launch", "0:party")).text("code")));

        assertThat(tokens.get("authorization_details")).isEqualTo(Json.parse(NAMED));
        Caller.Person caller = caller(tokens.get("access_token"));
        assertThat(caller.reach()).isEqualTo(reach(ProjectAction.EDIT, "launch", "party"));
        assertThat(caller.scopes()).contains(Scope.API1);
    }

    /** 9.1 and 9.2: the resource server learns it from the token or by asking. */
    @Test
    void section9ItStandsInTheTokenAndAtIntrospection() {
        Map<?, ?> tokens =
                json(exchange(sent(allow(ask(NAMED), "0:launch", "0:party")).text("code")));
        for (String kind : List.of("access_token", "refresh_token")) {
            Map<?, ?> told = json(program.postRaw(
                    "/oauth2/introspect",
                    "token=" + tokens.get(kind) + "&client_id=" + app.client().id() + "&client_secret="
                            + app.secret()));
            assertThat(told.get("authorization_details")).as(kind).isEqualTo(Json.parse(NAMED));
        }
        String payload = String.valueOf(tokens.get("access_token")).split("\\.")[1];
        Map<?, ?> claims =
                (Map<?, ?>) Json.parse(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        assertThat(claims.get("authorization_details")).isEqualTo(Json.parse(NAMED));
        assertThat(claims.get("aud")).isEqualTo(Provider.ISSUER + "/api/v1");
    }

    /** 7.1: what the person added is told to the app. */
    @Test
    void section71WhereNoProjectIsNamedThePersonChooses() {
        Map<?, ?> tokens = json(exchange(sent(allow(ask(OPEN), "0:party")).text("code")));

        assertThat(tokens.get("authorization_details"))
                .isEqualTo(Json.parse(
                        "[{\"type\":\"taskwright_project\",\"actions\":[\"read\"],\"identifiers\":[\"party\"]}]"));
        assertThat(caller(tokens.get("access_token")).reach()).isEqualTo(reach(ProjectAction.READ, "party"));
    }

    @Test
    void whoChoosesNothingIsAskedAgain() {
        Shown again = allow(ask(OPEN));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("Choose projects, at most 50, or deny.", "name=\"project\"");
        assertThat(sent(allow(again, "0:launch")).text("code")).isNotEmpty();
    }

    @Test
    void aFormCannotGiveWhatWasNotAskedForOrIsNotSeen() {
        provider.projects.remove("party");
        Map<?, ?> tokens = json(exchange(sent(allow(ask(NAMED), "0:launch", "0:party", "0:other", "1:launch"))
                .text("code")));
        assertThat(caller(tokens.get("access_token")).reach()).isEqualTo(reach(ProjectAction.EDIT, "launch"));
    }

    @Test
    void theSameIsNotAskedAgainAndMoreIs() {
        sent(allow(ask(NAMED), "0:launch", "0:party"));
        assertThat(sent(ask(NAMED)).text("code")).isNotEmpty();
        assertThat(sent(ask("[{\"type\":\"taskwright_project\",\"actions\":[\"read\"],\"identifier\":\"party\"}]"))
                        .text("code"))
                .isNotEmpty();
        assertThat(ask(NAMED.replace("edit", "manage")).status()).isEqualTo(200);
        assertThat(ask(OPEN).status()).isEqualTo(200);
    }

    /** Nobody learns silently which projects somebody sees. */
    @ParameterizedTest
    @ValueSource(strings = {"launch", "secret"})
    void promptNoneAnswersTheSameForEveryProjectNotAllowedYet(String project) {
        Shown answer = ask(
                "[{\"type\":\"taskwright_project\",\"actions\":[\"read\"],\"identifier\":\"" + project + "\"}]",
                "prompt",
                "none");
        Asking.assertError(sent(answer), "consent_required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x",
                "{}",
                "[{\"type\":\"other\"}]",
                "[{\"type\":\"taskwright_project\",\"actions\":[\"fly\"]}]",
                "[{\"type\":\"taskwright_project\",\"actions\":[\"read\"],\"privileges\":[\"admin\"]}]"
            })
    void section5MistakesGoToTheApp(String details) {
        Asking.assertError(sent(ask(details)), "invalid_authorization_details");
    }

    /** 10: an app that registered types uses no others. */
    @Test
    void section10OnlyRegisteredTypes() {
        provider.describe(app.client(), Map.of("authorization_details_types", List.of("payment")));
        Asking.assertError(sent(ask(NAMED)), "invalid_authorization_details");
        provider.describe(app.client(), Map.of("authorization_details_types", List.of("taskwright_project")));
        assertThat(ask(NAMED).status()).isEqualTo(200);
    }

    @Test
    void section3NoScopeIsNeededAndNoApiIsOpenedByDefault() {
        Shown page = ask(OPEN, "scope", "");
        assertThat(page.body()).doesNotContain("work with your tasks");
        Map<?, ?> tokens = json(exchange(sent(allow(page, "0:launch")).text("code")));
        assertThat(String.valueOf(tokens.get("scope"))).doesNotContain("api1", "api2");
        assertThat(caller(tokens.get("access_token")).reach()).isEqualTo(reach(ProjectAction.READ, "launch"));
    }

    /** 3: they add up, they do not narrow one another. */
    @Test
    void section3AScopeOfTheApiOpensEverythingBesideDetails() {
        Map<?, ?> tokens = json(exchange(
                sent(allow(ask(OPEN, "scope", "openid api1"), "0:launch")).text("code")));
        assertThat(caller(tokens.get("access_token")).reach()).isEqualTo(Reach.EVERYTHING);
    }

    @Test
    void section6ATokenForLessIsHadByCodeAndByRefreshToken() {
        String less = "[{\"type\":\"taskwright_project\",\"actions\":[\"check\"],\"identifiers\":[\"party\"]}]";
        String code = sent(allow(ask(NAMED), "0:launch", "0:party")).text("code");

        Map<?, ?> tokens = json(exchange(code, "authorization_details", less));
        assertThat(tokens.get("authorization_details")).isEqualTo(Json.parse(less));
        assertThat(caller(tokens.get("access_token")).reach()).isEqualTo(reach(ProjectAction.CHECK, "party"));

        Map<?, ?> refreshed = json(refresh(tokens.get("refresh_token"), ""));
        assertThat(refreshed.get("authorization_details")).isEqualTo(Json.parse(NAMED));
        Map<?, ?> again = json(refresh(refreshed.get("refresh_token"), less));
        assertThat(again.get("authorization_details")).isEqualTo(Json.parse(less));
    }

    /** Whoever asked for too much has lost nothing. */
    @Test
    void section6MoreThanWasGrantedIsRefusedAndSpendsNothing() {
        String code = sent(allow(ask(OPEN), "0:launch")).text("code");
        for (String details : List.of(NAMED, "[{\"type\":\"other\"}]", "x")) {
            Shown refused = exchange(code, "authorization_details", details);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("\"invalid_authorization_details\"");
        }
        Map<?, ?> tokens = json(exchange(code));
        assertThat(refresh(tokens.get("refresh_token"), NAMED).body()).contains("invalid_authorization_details");
        assertThat(refresh(tokens.get("refresh_token"), "").status()).isEqualTo(200);
    }

    private Shown refresh(Object token, String details) {
        Map<String, String> form =
                new LinkedHashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", String.valueOf(token)));
        if (!details.isEmpty()) {
            form.put("authorization_details", details);
        }
        return exchange(form);
    }

    @Test
    void withdrawingEndsTheTokens() {
        Map<?, ?> tokens = json(exchange(sent(allow(ask(OPEN), "0:launch")).text("code")));
        assertThat(ada.get("/settings/authorized-apps").body())
                .contains("read tasks, notes, fields and people in Launch");
        provider.consents.withdraw(person.id(), app.client().id());
        Credential presented = new Credential(
                "bearer",
                String.valueOf(tokens.get("access_token")),
                "GET",
                Provider.ISSUER + "/api/v1/me/projects",
                List.of(),
                null);
        assertThat(provider.gate.check(presented)).isInstanceOf(Decision.Challenged.class);
        assertThat(ask(NAMED).status()).isEqualTo(200);
    }
}
