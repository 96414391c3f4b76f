package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.identity.factors.Codes;
import dev.taskwright.identity.factors.SecondFactors;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What apps see of an authenticator app, and may ask for: OpenID Connect Core, 2 and 5.5.1.1. */
final class SignInMethodsTest {
    private static final String STRONG = "urn:taskwright:acr:mfa";
    private static final String WEAK = "urn:taskwright:acr:password";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final WholeServer server = new WholeServer(data.db());
    private final User ada = server.person("ada");
    private final RelyingApp app = RelyingApp.of(server, ada, Map.of());
    private String seed = "";

    @AfterEach
    void close() {
        data.close();
    }

    private void addApp() {
        SecondFactors factors = server.house.identity().secondFactors();
        SecondFactors.Setup setup = factors.begin(ada.id(), "localhost", "ada");
        seed = setup.seed();
        factors.add(People.calling(ada), ada.id(), setup.sealed(), Codes.of(seed, server.clock.instant()));
        server.clock.advance(Duration.ofSeconds(30));
    }

    private static String essential(String acr) {
        return Json.text(Map.of(
                "id_token", Map.of("acr", Map.of("essential", true, "values", List.of(acr, "urn:other")))));
    }

    /** The person follows to the sign-in page, gives password and code, and is led on. */
    private Shown signIn(Browser person, Shown sent) {
        Shown form = person.follow(sent);
        Map<String, String> fields = RelyingApp.hidden(form);
        fields.putAll(Map.of("login", "ada", "password", WholeServer.PASSWORD));
        Shown asked = person.postRaw("/sign-in", RelyingApp.encoded(fields));
        assertThat(asked.body()).contains("Enter your code");
        Map<String, String> second = new LinkedHashMap<>(RelyingApp.hidden(asked));
        second.put("code", Codes.of(seed, server.clock.instant()));
        return person.follow(person.postRaw("/sign-in/code", RelyingApp.encoded(second)));
    }

    private JWTClaimsSet idToken(Shown answer) throws ParseException {
        Shown tokens = app.post(
                "/oauth2/token",
                "grant_type",
                "authorization_code",
                "code",
                RelyingApp.heard(answer).text("code"),
                "redirect_uri",
                WholeServer.CALLBACK);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return SignedJWT.parse(String.valueOf(((Map<?, ?>) Json.parse(tokens.body())).get("id_token")))
                .getJWTClaimsSet();
    }

    @Test
    void core5511AnEssentialAcrIsReachedByTheSecondFactor() throws ParseException {
        Browser person = server.browserOf(ada);
        addApp();
        Shown sent = person.get(app.request("claims", essential(STRONG)));
        assertThat(sent.location())
                .as("the password of this session is not enough")
                .startsWith("/sign-in");
        Shown consent = signIn(person, sent);
        JWTClaimsSet claims = idToken(RelyingApp.decide(person, consent, "allow"));
        assertThat(claims.getStringClaim("acr")).isEqualTo(STRONG);
        assertThat(claims.getStringListClaim("amr")).containsExactly("mfa", "otp", "pwd");
        JWTClaimsSet weak = idToken(app.allowed(person, "claims", essential(WEAK)));
        assertThat(weak.getStringClaim("acr")).as("one of those asked for").isEqualTo(WEAK);
    }

    @Test
    void core5511WhoeverHasNoSecondFactorCannotMeetIt() {
        Browser person = server.browserOf(ada);
        server.clock.advance(Duration.ofSeconds(1));
        Shown sent = person.get(app.request("claims", essential(STRONG)));
        assertThat(sent.location()).startsWith("/sign-in");
        Map<String, String> fields = RelyingApp.hidden(person.follow(sent));
        fields.putAll(Map.of("login", "ada", "password", WholeServer.PASSWORD));
        Shown answer = person.follow(person.postRaw("/sign-in", RelyingApp.encoded(fields)));
        assertThat(RelyingApp.heard(answer).text("error")).isEqualTo("unmet_authentication_requirements");
    }

    @Test
    void thePasswordGrantIsClosedToWhoeverHasOne() {
        RelyingApp old = RelyingApp.of(
                server, ada, Map.of("grant_types", List.of("password"), "redirect_uris", List.of(), "scope", "api1"));
        String[] form = {"grant_type", "password", "username", "ada", "password", WholeServer.PASSWORD};
        assertThat(old.post("/oauth2/token", form).status()).isEqualTo(200);
        addApp();
        Shown refused = old.post("/oauth2/token", form);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid_grant");
    }
}
