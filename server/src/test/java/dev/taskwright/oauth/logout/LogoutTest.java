package dev.taskwright.oauth.logout;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.taskwright.identity.sessions.Sessions;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.tokens.SessionTokens;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.html.Assets;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.platform.jobs.JobRunner;
import dev.taskwright.platform.jobs.Jobs;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.outbound.HostLookup;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundRules;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The four logout profiles through the whole routing; sections are of RP-Initiated Logout unless named otherwise. */
@EachDatabase
class LogoutTest {
    private static final String BYE = "https://app.example/bye?from=taskwright";

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final AddedApp app;
    private final Sessions sessionTable;
    private final SessionTokens tokens;
    private final Jobs jobs;
    private final Logout logout;
    private final ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
    private volatile int answer = 200;

    LogoutTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        app = provider.webApp(ada);
        provider.clock.advance(Duration.ofMinutes(5));
        sessionTable = new Sessions(
                provider.db, provider.users, new EventLog(provider.clock), provider.random, provider.clock);
        tokens = new SessionTokens(provider.clock);
        jobs = new Jobs(provider.clock);
        logout = new Logout(provider.db, sessionTable, tokens, jobs);
        register(Map.of("post_logout_redirect_uris", List.of(BYE)));
    }

    @AfterEach
    void close() {
        data.close();
    }

    /** What the app registered for signing out. */
    private void register(Map<String, ?> metadata) {
        Map<String, Object> all = new LinkedHashMap<>(metadata);
        all.put("client_name", "Quill");
        provider.db.write(tx -> {
            tx.handle()
                    .createUpdate("UPDATE oauth_client SET metadata = :metadata WHERE client_id = :id")
                    .bind("metadata", Json.text(all))
                    .bind("id", app.client().id().value())
                    .execute();
            tx.signal("oauth.client", null);
            return true;
        });
    }

    private Browser browser() {
        HttpService pages = new LogoutPages(
                logout,
                provider.clients,
                provider.idTokens,
                provider.issuer,
                provider.sessions,
                provider.web.html,
                provider.web.csrf);
        return provider.browser(pages, new CheckSessionEndpoint(Assets.load(), provider.sessions));
    }

    private Browser signedIn() {
        return provider.signIn(browser(), ada);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Runs the app through this browser; the answer of the authorization endpoint. */
    private Shown authorize(Browser browser) {
        provider.db.write(tx -> {
            provider.consents.give(tx, ada.id(), app.client().id(), provider.catalog.all());
            return true;
        });
        return browser.get("/oauth2/authorize?response_type=code&scope=openid+offline_access&nonce=n&client_id="
                + app.client().id() + "&redirect_uri=" + encode(Provider.CALLBACK));
    }

    private Map<String, Object> redeem(Browser browser) {
        Shown sent = authorize(browser);
        String code = QueryText.parse(sent.location().substring(sent.location().indexOf('?') + 1))
                .text("code");
        Shown answered = browser()
                .postRaw(
                        "/oauth2/token",
                        "grant_type=authorization_code&code=" + code + "&client_id="
                                + app.client().id() + "&client_secret=" + app.secret() + "&redirect_uri="
                                + encode(Provider.CALLBACK));
        assertThat(answered.status()).as(answered.body()).isEqualTo(200);
        return json(answered.body());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) {
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(text));
    }

    private static Map<String, Object> claims(Object token) {
        try {
            return SignedJWT.parse(String.valueOf(token)).getJWTClaimsSet().getClaims();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private Shown decide(Browser browser, String decision) {
        return browser.post(
                "/oauth2/logout/decision",
                "client_id",
                app.client().id().value(),
                "post_logout_redirect_uri",
                BYE,
                "state",
                "a b",
                "decision",
                decision);
    }

    private String request(String idToken) {
        return "/oauth2/logout?id_token_hint=" + idToken + "&post_logout_redirect_uri=" + encode(BYE) + "&state=a+b";
    }

    @Test
    void section2APersonIsAskedAndSentBackWithTheState() {
        Browser browser = signedIn();
        String hint = String.valueOf(redeem(browser).get("id_token"));
        Shown question = browser.get(request(hint));
        assertThat(question.status()).isEqualTo(200);
        assertThat(question.body()).contains("id=\"sign-out\"", "id=\"stay\"", "Quill", "The ada");
        assertThat(question.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        Shown done = decide(browser, "sign-out");
        assertThat(done.location()).isEqualTo(BYE + "&state=a%20b");
        assertThat(browser.get("/oauth2/logout").body()).contains("You are signed out");
    }

    @Test
    void section2AnExpiredHintStillSaysWhoAsks() {
        Browser browser = signedIn();
        String hint = String.valueOf(redeem(browser).get("id_token"));
        provider.clock.advance(Duration.ofDays(2));
        assertThat(browser.get(request(hint)).body()).contains("id=\"sign-out\"", "Quill");
    }

    @Test
    void section2APostFromAnotherSiteLeadsToTheSameQuestion() {
        Browser browser = signedIn();
        Shown sent = browser.postRaw(
                "/connect/endsession",
                "client_id=" + app.client().id() + "&post_logout_redirect_uri=" + encode(BYE) + "&state=a+b");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(browser.follow(sent).body()).contains("id=\"sign-out\"");
    }

    @Test
    void section2WhoStaysStays() {
        Browser browser = signedIn();
        browser.get("/oauth2/logout");
        assertThat(decide(browser, "stay").location()).isEqualTo("/");
        assertThat(browser.get("/oauth2/logout").body()).contains("id=\"sign-out\"");
    }

    @Test
    void section3OnlyARegisteredAddressIsReturnedToAndTheErrorSaysSo() {
        Browser browser = signedIn();
        String id = "client_id=" + app.client().id();
        String hint = String.valueOf(redeem(browser).get("id_token"));
        for (String other : List.of(BYE + "/", BYE + "&x=1", "https://app.example/bye", "https://evil.example/")) {
            Shown refused = browser.get("/oauth2/logout?" + id + "&post_logout_redirect_uri=" + encode(other));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("is not registered for this app")
                    .doesNotContain("id=\"sign-out\"");
        }
        assertThat(browser.get("/oauth2/logout?post_logout_redirect_uri=" + encode(BYE))
                        .body())
                .contains("id_token_hint or client_id is missing");
        assertThat(browser.get("/oauth2/logout?id_token_hint=" + hint + "x").body())
                .contains("not an ID token that this server issued");
        assertThat(browser.get("/oauth2/logout?client_id=other&id_token_hint=" + hint)
                        .body())
                .contains("issued to another app");
        assertThat(browser.get("/oauth2/logout?client_id=nobody").body()).contains("names no app");
        assertThat(browser.get("/oauth2/logout?state=a&state=b").body()).contains("state more than once");
        assertThat(browser.get("/oauth2/logout").body()).contains("id=\"sign-out\"");
    }

    @Test
    void rfc9700S31AHintIsNeverAuthorityByItself() {
        Browser browser = signedIn();
        String hint = String.valueOf(redeem(browser).get("id_token"));
        Browser stranger = browser();
        assertThat(stranger.get(request(hint)).location()).isEqualTo(BYE + "&state=a%20b");
        assertThat(browser.get("/oauth2/logout").body()).contains("id=\"sign-out\"");
        Browser eve = provider.signIn(browser(), provider.people.add("eve"));
        assertThat(eve.get(request(hint)).body()).contains("The eve", "id=\"sign-out\"");
        assertThat(browser.postRaw("/oauth2/logout/decision", "decision=sign-out")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void onlyTheTokensOfThisSessionEnd() {
        Browser here = signedIn();
        Browser there = signedIn();
        Map<String, Object> mine = redeem(here);
        Map<String, Object> others = redeem(there);
        here.get("/oauth2/logout");
        decide(here, "sign-out");
        assertThat(provider.accessTokens.find(String.valueOf(mine.get("access_token"))))
                .isEmpty();
        assertThat(refresh(mine)).isEqualTo(400);
        assertThat(provider.accessTokens.find(String.valueOf(others.get("access_token"))))
                .isPresent();
        assertThat(refresh(others)).isEqualTo(200);
        assertThat(there.get("/oauth2/logout").body()).contains("id=\"sign-out\"");
    }

    private int refresh(Map<String, Object> answered) {
        return browser()
                .postRaw(
                        "/oauth2/token",
                        "grant_type=refresh_token&client_id=" + app.client().id() + "&client_secret=" + app.secret()
                                + "&refresh_token=" + answered.get("refresh_token"))
                .status();
    }

    @Test
    void ofManyIdenticalRequestsOneEndsTheSession() throws Exception {
        Browser browser = signedIn();
        redeem(browser);
        String cookie = browser.cookies().get("tw_session");
        var person = sessionTable.find(String.valueOf(cookie)).orElseThrow();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> end = () -> logout.end(person).size();
            int told = 0;
            for (Future<Integer> each :
                    threads.invokeAll(IntStream.range(0, 64).mapToObj(i -> end).toList())) {
                told += each.get();
            }
            assertThat(told).isEqualTo(1);
        }
        assertThat(provider.events().stream().filter("session.ended"::equals)).hasSize(1);
    }

    @Test
    void sessionManagement2TheStateChangesWithTheSessionAndOnlyThen() {
        Browser browser = signedIn();
        Shown sent = authorize(browser);
        String state = QueryText.parse(sent.location().substring(sent.location().indexOf('?') + 1))
                .text("session_state");
        String salt = state.substring(state.lastIndexOf('.') + 1);
        String cookie = String.valueOf(browser.cookies().get("tw_session_state"));
        assertThat(state)
                .isEqualTo(Digests.sha256Base64Url(app.client().id() + " https://app.example " + cookie + " " + salt)
                        + "." + salt);
        provider.signIn(browser, ada);
        assertThat(browser.cookies().get("tw_session_state")).isEqualTo(cookie);
        browser.get("/oauth2/logout");
        Shown done = decide(browser, "sign-out");
        assertThat(browser.cookies()).doesNotContainKeys("tw_session_state", "tw_session");
        assertThat(done.headers().toString()).contains("SameSite=None", "Secure");
    }

    @Test
    void sessionManagement33TheFrameMayBeFramedAndItsScriptIsOld() {
        Shown frame = browser().get("/connect/checksession");
        assertThat(frame.header("Content-Security-Policy")).contains("frame-ancestors *", "script-src 'self'");
        assertThat(frame.body()).contains("data-cookie=\"tw_session_state\"", "/static/js/check-session.");
    }

    @Test
    void frontChannel3EachAppIsToldInAFrameThatThePolicyNames() {
        register(Map.of(
                "post_logout_redirect_uris", List.of(BYE), "frontchannel_logout_uri", "https://app.example/front?a=b"));
        Browser browser = signedIn();
        String sid = String.valueOf(claims(redeem(browser).get("id_token")).get("sid"));
        browser.get("/oauth2/logout");
        Shown done = decide(browser, "sign-out");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body())
                .contains("src=\"https://app.example/front?a=b&amp;iss=" + encode(Provider.ISSUER) + "&amp;sid=" + sid);
        assertThat(done.body()).contains("id=\"continue\"");
        assertThat(done.header("Content-Security-Policy")).endsWith("frame-src https://app.example/front");
        assertThat(done.header("Refresh")).contains(BYE);
    }

    @Test
    void backChannel24TheLogoutTokenSaysWhichSessionEnded() throws Exception {
        HttpServer receiver = receiver();
        try (JobRunner runner = runner()) {
            register(backChannel(receiver));
            Browser browser = signedIn();
            Map<String, Object> idToken = claims(redeem(browser).get("id_token"));
            browser.get("/oauth2/logout");
            decide(browser, "sign-out");
            runner.runDue();
            assertThat(received).hasSize(1);
            SignedJWT token = SignedJWT.parse(
                    QueryText.parse(String.valueOf(received.peek())).text("logout_token"));
            assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
            assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
            assertThat(provider.keys.verify(token.serialize(), "logout+jwt")).isPresent();
            assertThat(token.getJWTClaimsSet().getClaims())
                    .containsEntry("iss", Provider.ISSUER)
                    .containsEntry("sub", ada.id().toString())
                    .containsEntry("sid", idToken.get("sid"))
                    .containsEntry("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                    .containsKeys("jti", "iat", "exp")
                    .doesNotContainKey("nonce");
            assertThat(token.getJWTClaimsSet().getAudience())
                    .containsExactly(app.client().id().value());
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void backChannel28WhatCannotBeDeliveredIsTriedAgainAndARefusalIsNot() throws Exception {
        HttpServer receiver = receiver();
        try (JobRunner runner = runner()) {
            register(backChannel(receiver));
            for (int status : List.of(503, 400)) {
                received.clear();
                answer = status;
                Browser browser = signedIn();
                redeem(browser);
                browser.get("/oauth2/logout");
                decide(browser, "sign-out");
                runner.runDue();
                provider.clock.advance(Duration.ofSeconds(5));
                runner.runDue();
                assertThat(received).hasSize(status == 503 ? 2 : 1);
                answer = 200;
                provider.clock.advance(Duration.ofSeconds(30));
                runner.runDue();
                assertThat(received).hasSize(status == 503 ? 3 : 1);
            }
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void backChannelIsSentOnSignOutHereAndWhenThePersonIsDisabled() throws Exception {
        HttpServer receiver = receiver();
        try (JobRunner runner = runner()) {
            register(backChannel(receiver));
            Browser browser = signedIn();
            redeem(browser);
            // any page with a form will do: its token is what signing out asks for
            browser.get("/oauth2/logout");
            assertThat(browser.post("/sign-out").status()).isEqualTo(303);
            runner.runDue();
            runner.runDue();
            assertThat(received).hasSize(1);
            redeem(signedIn());
            redeem(signedIn());
            runner.runDue();
            assertThat(received).hasSize(1);
            provider.users.disable(People.OPERATOR, ada.id());
            runner.runDue();
            runner.runDue();
            assertThat(received).hasSize(3);
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void backChannelIsSentForEveryBrowserOnSignOutEverywhere() throws Exception {
        HttpServer receiver = receiver();
        try (JobRunner runner = runner()) {
            register(backChannel(receiver));
            redeem(signedIn());
            Browser browser = signedIn();
            redeem(browser);
            browser.get("/oauth2/logout");

            assertThat(browser.post("/sign-out/everywhere").location()).isEqualTo("/sign-in");

            runner.runDue();
            runner.runDue();
            assertThat(received).hasSize(2);
        } finally {
            receiver.stop(0);
        }
    }

    private Map<String, ?> backChannel(HttpServer receiver) {
        return Map.of(
                "post_logout_redirect_uris",
                List.of(BYE),
                "backchannel_logout_uri",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/logout");
    }

    private JobRunner runner() {
        Outbound outbound = new Outbound(
                new OutboundRules(true, List.of()),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                HostLookup.system());
        LogoutTokens logoutTokens = new LogoutTokens(
                provider.messages, provider.subjects, provider.issuer, provider.random, provider.clock);
        return new JobRunner(
                provider.db,
                provider.clock,
                List.of(
                        new SessionsEnded(provider.db, tokens, jobs),
                        new BackChannelLogout(provider.clients, logoutTokens, outbound)));
    }

    private HttpServer receiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/logout", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
