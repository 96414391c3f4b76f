package dev.taskwright.oauth.authorize;

import static dev.taskwright.oauth.authorize.Asking.allow;
import static dev.taskwright.oauth.authorize.Asking.assertError;
import static dev.taskwright.oauth.authorize.Asking.choose;
import static dev.taskwright.oauth.authorize.Asking.decide;
import static dev.taskwright.oauth.authorize.Asking.hidden;
import static dev.taskwright.oauth.authorize.Asking.returnTo;
import static dev.taskwright.oauth.authorize.Asking.sent;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.tokens.Rights;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.Elsewhere;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The parameters of an authentication request through the whole routing, by the sections of OpenID Connect Core: 3.1.2.1,
 * 3.1.2.2, 4, 5.5 and 6; and Initiating User Registration, 4.1.
 */
class RequestParametersTest {
    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;
    private final Browser browser;

    RequestParametersTest() {
        data = DatabaseKind.SQLITE.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        client = provider.webApp(ada).client();
        browser = provider.browserOf(ada);
        provider.clock.advance(Duration.ofMinutes(5));
        allow(browser, browser.get(request()));
    }

    @AfterEach
    void close() {
        data.close();
    }

    private String request(String... changes) {
        return Asking.request(client, changes);
    }

    private Rights redeemed(Shown answer) {
        return provider.rights(provider.redeem(client, sent(answer).text("code"), null));
    }

    private String idTokenOf(User person) {
        Rights rights = provider.rights(provider.redeem(client, provider.code(person, client, "openid", null), null));
        return String.valueOf(provider.tokens.issue(client, rights).idToken());
    }

    private Client metadataApp(Map<String, Object> more) {
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of(
                "client_name",
                "Quill",
                "redirect_uris",
                List.of(Provider.CALLBACK),
                "scope",
                "openid profile email api1"));
        metadata.putAll(more);
        return provider.development().apps.add(People.OPERATOR, "ada", metadata).client();
    }

    private static String plain(JWTClaimsSet.Builder claims) {
        return new PlainJWT(claims.build()).serialize();
    }

    /** prompt=select_account: asked once; the answer is the person's who was asked. */
    @Test
    void core3121SelectAccountAsksOnceAndGoesOn() {
        Shown page = browser.get(request("prompt", "select_account"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Choose an account", "The ada", "Use another account", "Quill");

        Shown next = choose(browser, page, "continue");

        assertThat(sent(browser.follow(next)).text("code")).isNotEmpty();
        assertThat(choose(browser, page, "continue").status()).as("it is over").isEqualTo(400);
    }

    @Test
    void core3121SelectAccountMayBeAnsweredByAnotherPerson() {
        User bob = provider.people.add("bob");
        Shown page = browser.get(request("prompt", "select_account", "login_hint", "bob"));
        assertThat(page.body()).contains("&amp;login_hint=bob\"");
        provider.signIn(browser, bob);

        Shown stale = browser.follow(choose(browser, page, "continue"));

        assertThat(hidden(stale, "person"))
                .as("asked for consent")
                .isEqualTo(bob.id().toString());
        assertThat(sent(allow(browser, stale)).text("code")).isNotEmpty();
    }

    @Test
    void core3121WhoGoesBackInsteadOfChoosingDenies() {
        Shown page = browser.get(request("prompt", "select_account"));

        assertError(sent(choose(browser, page, "deny")), "access_denied");
    }

    @Test
    void aChoiceNeedsTheTokenOfThePage() {
        Shown page = browser.get(request("prompt", "select_account"));

        assertThat(browser.postRaw(
                                "/oauth2/authorize/account",
                                "decision=continue&person=ada&pending=" + hidden(page, "pending"))
                        .status())
                .isEqualTo(403);
    }

    /** Initiating User Registration, 4.1: here is no sign-up, and the page says so; the app hears of it, too. */
    @Test
    void initiatingRegistration41AGuestHearsHowToGetAnAccount() {
        Browser guest = provider.browser();

        Shown page = guest.get(request("prompt", "create"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("made by those who run this server", "href=\"/sign-in?return_to=");
        assertError(sent(choose(guest, page, "deny")), "access_denied");
    }

    @Test
    void initiatingRegistration41WhoHasAnAccountSignsIn() {
        Browser guest = provider.browser();
        Shown page = guest.get(request("prompt", "create"));
        String pending = "/oauth2/authorize/continue?pending=" + hidden(page, "pending");
        provider.clock.advance(Duration.ofSeconds(1));

        provider.signIn(guest, ada);

        assertThat(sent(guest.get(pending)).text("code")).isNotEmpty();
    }

    /** max_age=0 is prompt=login. */
    @Test
    void core3121MaxAgeZeroAsksForAFreshProof() {
        String back = returnTo(browser.get(request("max_age", "0")));
        provider.clock.advance(Duration.ofSeconds(2));
        provider.signIn(browser, ada);

        assertThat(redeemed(browser.get(back)).authentication())
                .isEqualTo(new Authentication(provider.clock.instant(), Set.of("pwd")));
        provider.clock.advance(Duration.ofSeconds(3));
        assertError(sent(browser.get(request("max_age", "1", "prompt", "none"))), "login_required");
    }

    /** login_hint: what the person may want to type; escaped, bounded. */
    @Test
    void core3121ALoginHintFillsTheForm() {
        Browser guest = provider.browser();
        Shown form = guest.follow(guest.get(request("login_hint", "a\"b@example.org")));

        assertThat(form.body()).contains("value=\"a&#34;b@example.org\"");
        assertThat(guest.get(request("login_hint", "x".repeat(300))).location()).doesNotContain("login_hint");
    }

    /** id_token_hint: the person it names, also when it has expired. */
    @Test
    void core3121AnIdTokenHintOfTheSamePersonIsAnsweredSilently() {
        String hint = idTokenOf(ada);
        provider.clock.advance(Duration.ofHours(2));

        assertThat(sent(browser.get(request("prompt", "none", "id_token_hint", hint)))
                        .text("code"))
                .isNotEmpty();
    }

    /** 3.1.2.2: never an answer about another person. */
    @Test
    void core3122AnotherPersonThanTheHintedOneIsNotAnswered() {
        User bob = provider.people.add("bob");
        String hint = idTokenOf(bob);

        assertError(sent(browser.get(request("prompt", "none", "id_token_hint", hint))), "login_required");
        String back = returnTo(browser.get(request("id_token_hint", hint)));
        provider.clock.advance(Duration.ofSeconds(1));
        provider.signIn(browser, bob);
        assertThat(sent(allow(browser, browser.get(back))).text("code")).isNotEmpty();
    }

    @Test
    void core3122WhoeverSignsInInsteadOfTheHintedOneIsRefused() {
        User bob = provider.people.add("bob");
        String back = returnTo(browser.get(request("id_token_hint", idTokenOf(bob))));
        provider.clock.advance(Duration.ofSeconds(1));
        provider.signIn(browser, ada);

        assertError(sent(browser.get(back)), "login_required");
    }

    @Test
    void core3121AHintOfAnotherAppOrOfNobodyIsInvalid() {
        Client other = provider.webApp(ada).client();

        assertError(
                sent(browser.get(Asking.request(other, "id_token_hint", idTokenOf(ada), "prompt", "none"))),
                "invalid_request");
        assertError(sent(browser.get(request("id_token_hint", "a.b.c"))), "invalid_request");
        String hint = idTokenOf(ada);
        assertError(
                sent(browser.get(request("id_token_hint", hint.substring(0, hint.length() - 6) + "AAAAAA"))),
                "invalid_request");
    }

    /** 5.5.1 and 3.1.2.2: a subject asked for as a claim binds as a hint does. */
    @ParameterizedTest
    @ValueSource(strings = {"id_token", "userinfo"})
    void core55ASubjectAskedForMustBeTheOneSignedIn(String where) {
        String claims = "{\"" + where + "\":{\"sub\":{\"value\":\"%s\"}}}";

        assertThat(sent(browser.get(request("prompt", "none", "claims", claims.formatted(ada.id()))))
                        .text("code"))
                .isNotEmpty();
        assertError(sent(browser.get(request("prompt", "none", "claims", claims.formatted("999")))), "login_required");
    }

    /** 5.5: claims beyond the scopes are the person's to allow, once, and travel with the code. */
    @Test
    void core55ClaimsBeyondTheScopesAreAskedForAndKeptWithTheCode() {
        String claims = "{\"userinfo\":{\"email\":{\"essential\":true},\"magic\":null}}";
        assertError(sent(browser.get(request("prompt", "none", "claims", claims))), "consent_required");

        Shown page = browser.get(request("claims", claims));
        assertThat(hidden(page, "scope")).isEqualTo("openid api1 email");
        assertThat(page.body()).contains("see your e-mail address");
        Rights rights = redeemed(allow(browser, page));

        assertThat(rights.scopes()).as("the scopes stay those asked for").hasToString("openid api1");
        assertThat(rights.claims().userinfo()).containsOnlyKeys("email");
        assertThat(sent(browser.get(request("prompt", "none", "claims", claims)))
                        .text("code"))
                .isNotEmpty();
    }

    @Test
    void core55ClaimsThatTheScopesCoverAreNoQuestion() {
        allow(browser, browser.get(request("scope", "openid profile")));

        String claims = "{\"id_token\":{\"name\":null,\"auth_time\":{\"essential\":true}}}";
        assertThat(sent(browser.get(request("scope", "openid profile", "claims", claims)))
                        .text("code"))
                .isNotEmpty();
    }

    /** 5.5.1.1: acr_values is a wish; an essential acr that cannot be had is an error. */
    @Test
    void core5511AnEssentialAcrIsMetOrRefused() {
        String essential = "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"%s\"]}}}";

        assertThat(sent(browser.get(request("acr_values", "urn:other urn:more")))
                        .text("code"))
                .isNotEmpty();
        assertThat(sent(browser.get(request("claims", essential.formatted(Authentication.BY_PASSWORD))))
                        .text("code"))
                .isNotEmpty();
        assertError(
                sent(browser.get(request("claims", essential.formatted("urn:other")))),
                "unmet_authentication_requirements");
    }

    /** 3.1.2.1 and 15.1: accepted, whatever they say. */
    @ParameterizedTest
    @CsvSource({
        "display,page",
        "display,popup",
        "ui_locales,fr-CA fr en",
        "claims_locales,se",
        "acr_values,1 2",
        "login_hint,somebody",
        "extra,foobar"
    })
    void core151ParametersThatChangeNothingAreAccepted(String name, String value) {
        assertThat(sent(browser.get(request(name, value))).text("code")).isNotEmpty();
    }

    /** 6.1: what the object says holds, whatever stands beside it. */
    @Test
    void core61TheObjectSupersedesTheQuery() {
        String object = plain(new JWTClaimsSet.Builder()
                .issuer(client.id().value())
                .audience(Provider.ISSUER)
                .claim("client_id", client.id().value())
                .claim("response_type", "code")
                .claim("state", Asking.STATE)
                .claim("nonce", "inside")
                .claim("scope", "openid"));

        Fields answer = sent(browser.get(request("request", object, "state", "outside", "nonce", "outside")));

        assertThat(answer.text("state")).isEqualTo(Asking.STATE);
        Rights rights = provider.rights(provider.redeem(client, answer.text("code"), null));
        assertThat(rights.nonce()).isEqualTo("inside");
        assertThat(rights.scopes()).hasToString("openid");
    }

    /** 6.1: also the address, which must be registered wherever it stands. */
    @Test
    void core61TheAddressInTheObjectIsCheckedAsAnyOther() {
        String good = plain(new JWTClaimsSet.Builder().claim("redirect_uri", Provider.CALLBACK));
        String evil = plain(new JWTClaimsSet.Builder().claim("redirect_uri", "https://evil.example/"));

        assertThat(sent(browser.get(request("redirect_uri", "https://wrong.example/", "request", good)))
                        .text("code"))
                .isNotEmpty();
        Shown shown = browser.get(request("request", evil));
        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.body()).startsWith("redirect_uri is not one of those registered");
    }

    /** 6.1: client_id, response_type and scope=openid stand beside the object, and agree with it. */
    @Test
    void core61WhatMustStandBesideTheObject() {
        JWTClaimsSet.Builder inside =
                new JWTClaimsSet.Builder().claim("scope", "openid").claim("response_type", "code");

        assertError(sent(browser.get(request("request", plain(inside), "scope", "api1"))), "invalid_request");
        assertError(
                sent(browser.get(request("request", plain(inside.claim("client_id", "other"))))),
                "invalid_request_object");
        assertError(
                sent(browser.get(request("request", plain(new JWTClaimsSet.Builder().claim("response_type", "none"))))),
                "invalid_request_object");
        assertError(
                sent(browser.get(
                        request("request", plain(new JWTClaimsSet.Builder()), "request_uri", "https://a.example/"))),
                "invalid_request");
        assertThat(browser.get(request("request", plain(inside)) + "&request=x").location())
                .contains("error=invalid_request&");
    }

    /** An object that cannot be read names no address: without a registered one beside it nobody is redirected. */
    @Test
    void core6ABadObjectIsSentOnlyToARegisteredAddress() {
        assertError(sent(browser.get(request("request", "x"))), "invalid_request_object");
        Shown shown = browser.get(request("request", "x", "redirect_uri", "https://evil.example/"));
        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.location()).isEmpty();
        assertThat(shown.body()).isEqualTo("request is not a JWT.\n");
    }

    /** 6.2: by reference, registered, fetched once for a request however long the person takes. */
    @Test
    void core62AnObjectMayBeFetchedFromARegisteredAddress() {
        String object = plain(new JWTClaimsSet.Builder()
                .claim("scope", "openid profile")
                .claim("state", Asking.STATE)
                .expirationTime(Date.from(provider.clock.instant().plusSeconds(60))));
        try (Elsewhere place = Elsewhere.publishing(object)) {
            String address = place.address("/request.jwt").toString();
            Client app = metadataApp(Map.of("request_uris", List.of(address + "#1")));

            Shown page = browser.get(Asking.request(app, "request_uri", address, "state", ""));
            assertThat(hidden(page, "scope")).isEqualTo("openid profile");
            provider.clock.advance(Duration.ofMinutes(10));
            Fields answer = sent(allow(browser, page));

            assertThat(answer.text("state")).isEqualTo(Asking.STATE);
            assertThat(place.asked()).hasSize(1);
            assertError(sent(browser.get(Asking.request(app, "request_uri", address + "?x"))), "invalid_request_uri");
        }
    }

    /** Registration, 2: request_object_signing_alg. */
    @Test
    void registration2AnAppThatSignsIsNotHeardUnsigned() {
        Client app = metadataApp(Map.of("request_object_signing_alg", "RS256", "jwks_uri", "https://app.example/jwks"));

        assertError(
                sent(browser.get(Asking.request(app, "request", plain(new JWTClaimsSet.Builder())))),
                "invalid_request_object");
    }

    /** 6.1: signed with the secret, where the app registered that. */
    @Test
    void core61AnObjectMayBeSignedWithTheSecret() throws JOSEException {
        AddedApp app = provider.development()
                .apps
                .add(
                        People.OPERATOR,
                        "ada",
                        Map.of(
                                "client_name",
                                "Quill",
                                "redirect_uris",
                                List.of(Provider.CALLBACK),
                                "request_object_signing_alg",
                                "HS256",
                                "scope",
                                "openid"));
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .claim("scope", "openid")
                .claim("state", "signed")
                .build();
        SignedJWT good = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        good.sign(new MACSigner(String.valueOf(app.secret())));
        SignedJWT bad = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        bad.sign(new MACSigner("x".repeat(43)));

        Shown page = browser.get(Asking.request(app.client(), "request", good.serialize()));
        assertThat(sent(allow(browser, page)).text("state")).isEqualTo("signed");
        assertError(
                sent(browser.get(Asking.request(app.client(), "request", bad.serialize()))), "invalid_request_object");
    }

    /** 6: a cross-site POST with an object, which is long. */
    @Test
    void core6AnObjectMayBePosted() {
        String object = plain(new JWTClaimsSet.Builder().claim("padding", "p".repeat(12_000)));

        Shown posted = provider.browser().postRaw("/oauth2/authorize", Asking.query(client, "request", object));

        assertThat(sent(browser.follow(posted)).text("code")).isNotEmpty();
    }

    /** 4: third-party initiated login: the app says where it begins, and is told at which server. */
    @Test
    void core4AnAppIsOpenedAtItsOwnAddressWithTheIssuer() {
        Client app = metadataApp(Map.of("initiate_login_uri", "https://app.example/begin?with=us"));
        allow(browser, browser.get(Asking.request(app)));

        assertThat(browser.get("/settings/authorized-apps").body())
                .contains("href=\"https://app.example/begin?with=us&amp;iss=http%3A%2F%2Flocalhost%3A8080\"")
                .containsOnlyOnce(">Open<");
    }

    @Test
    void aDecisionForFewerScopesThanAskedForDoesNotCount() {
        Shown page = browser.get(request("scope", "openid email"));

        Shown next = browser.follow(browser.post(
                "/oauth2/authorize/consent",
                "pending",
                hidden(page, "pending"),
                "scope",
                "openid",
                "person",
                hidden(page, "person"),
                "decision",
                "allow"));

        assertThat(next.status()).as("asked again").isEqualTo(200);
        assertThat(decide(browser, next, "allow").status()).isEqualTo(303);
    }

    /** Whatever a request says, somebody is answered: no 5xx, and nobody is redirected to an address not registered. */
    @Test
    void anyMutationOfARequestIsAnsweredSomehow() {
        RandomGenerator random = Effort.random();
        String object = plain(new JWTClaimsSet.Builder().claim("scope", "openid"));
        List<String> values = List.of(
                "",
                "none",
                "login select_account",
                "id_token",
                "code token",
                "form_post",
                "*",
                "-1",
                object,
                "{}",
                "%s%n",
                "\0é");
        List<String> names = List.of(
                "response_type",
                "response_mode",
                "scope",
                "prompt",
                "max_age",
                "claims",
                "request",
                "request_uri",
                "id_token_hint",
                "login_hint",
                "nonce",
                "state",
                "redirect_uri",
                "client_id",
                "display",
                "code_challenge",
                "registration");
        for (int i = 0; i < Effort.count(300, 20_000); i++) {
            String[] changes = new String[2 * (1 + random.nextInt(4))];
            for (int at = 0; at < changes.length; at += 2) {
                changes[at] = names.get(random.nextInt(names.size()));
                changes[at + 1] = values.get(random.nextInt(values.size()));
            }
            Shown shown = browser.get(request(changes));
            assertThat(shown.status()).as(Arrays.toString(changes)).isIn(200, 303, 400);
            assertThat(shown.location()).matches("|/sign-in.*|" + Provider.CALLBACK + "[?#].*");
        }
    }
}
