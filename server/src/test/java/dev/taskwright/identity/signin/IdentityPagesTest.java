package dev.taskwright.identity.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.factors.SecondFactors;
import dev.taskwright.identity.passkeys.Passkeys;
import dev.taskwright.identity.personaltokens.PersonalTokenPages;
import dev.taskwright.identity.personaltokens.PersonalTokens;
import dev.taskwright.identity.sessions.Sessions;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.identity.users.Detail;
import dev.taskwright.identity.users.PictureEndpoint;
import dev.taskwright.identity.users.Pictures;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.http.ClientAddress;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.ReadyKeys;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WebParts;
import io.helidon.webserver.http.HttpService;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in, sign-out, profile and tokens through the whole routing, as a browser without scripts sees them. */
final class IdentityPagesTest {
    private static final URI PLACE = URI.create("http://localhost:8080");
    private static final String WRONG = "do not go together";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final FakeClock clock = new FakeClock();
    private final People people = new People(data.db(), clock);
    private final WebParts web = new WebParts();
    private final SignedInPages sessions = new SignedInPages(
            new Sessions(data.db(), people.users(), new EventLog(clock), new RandomTokens(), clock), web.cookies);
    private final Browser browser = web.browser(pages());
    private final User ada = people.add("ada");

    private HttpService[] pages() {
        PasswordCheck passwords = new PasswordCheck(data.db(), people.users(), people.passwords(), clock);
        Sealer sealer = new Sealer(ReadyKeys.FILE, new RandomTokens());
        SecondFactors factors = new SecondFactors(data.db(), sealer, new EventLog(clock), new RandomTokens(), clock);
        SecondStep second = new SecondStep(data.db(), passwords, people.users(), factors, sealer, clock);
        Passkeys passkeys =
                new Passkeys(data.db(), people.users(), new EventLog(clock), sealer, new RandomTokens(), clock, PLACE);
        ClientAddress addresses = new ClientAddress(address -> true);
        PersonalTokens tokens =
                new PersonalTokens(data.db(), people.users(), new EventLog(clock), new RandomTokens(), clock);
        Pictures pictures = new Pictures(data.db(), people.users());
        return new HttpService[] {
            new SignInPages(passwords, second, passkeys, sessions, web.html, web.csrf, addresses),
            new ProfilePages(people.users(), pictures, passwords, sessions, web.html, web.csrf, addresses),
            new PictureEndpoint(pictures),
            new PersonalTokenPages(tokens, sessions, web.html, web.csrf, clock)
        };
    }

    @BeforeEach
    void comeFromSomewhere() {
        browser.with("X-Forwarded-For", "192.0.2.1");
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void signingInLeadsBackToWhereOneWasGoing() {
        Shown guest = browser.get("/settings/profile?x=1");
        assertThat(guest.status()).isEqualTo(303);
        assertThat(guest.location()).isEqualTo("/sign-in?return_to=%2Fsettings%2Fprofile%3Fx%3D1");
        Shown form = browser.follow(guest);
        assertThat(form.body())
                .contains("name=\"login\"", "name=\"password\"", "id=\"sign-in\"")
                .contains("value=\"/settings/profile?x=1\"");
        Shown sent = signIn("ada", People.PASSWORD, "/settings/profile?x=1");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.location()).isEqualTo("/settings/profile?x=1");
        assertThat(browser.follow(sent).body()).contains("The ada", "ada@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example",
                "javascript:alert(1)",
                "\\/evil",
                "",
                "/\t/evil.example",
                "evil"
            })
    void nobodyIsSentToAnotherServer(String target) {
        browser.get("/sign-in");
        assertThat(signIn("ada", People.PASSWORD, target).location()).isEqualTo("/");
    }

    @Test
    void unknownNameWrongPasswordAndDisabledAccountGetTheSameAnswer() {
        people.add("eve");
        people.users().disable(People.OPERATOR, people.users().require("eve").id());
        browser.get("/sign-in");
        Shown unknown = signIn("nobody", People.PASSWORD, "/");
        Shown wrong = signIn("ada", "a lantern in the mist", "/");
        Shown disabled = signIn("eve", People.PASSWORD, "/");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(comparable(wrong, "ada")).isEqualTo(comparable(unknown, "nobody"));
        assertThat(comparable(disabled, "eve")).isEqualTo(comparable(unknown, "nobody"));
        assertThat(unknown.body()).contains(WRONG).doesNotContain(People.PASSWORD);
        assertThat(browser.cookies()).doesNotContainKey("tw_session");
    }

    /** Without what was typed, and without what is random on every page. */
    private static String comparable(Shown shown, String login) {
        String body = shown.body()
                .replace("value=\"" + login + "\"", "value=\"\"")
                .replaceAll("data-options=\"[^\"]*\"", "")
                .replaceAll("name=\"challenge\" value=\"[^\"]*\"", "");
        return shown.status() + body;
    }

    @Test
    void repeatedFailuresHaveToWaitAndAreToldHowLong() {
        browser.get("/sign-in");
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("ada", "wrong", "/").status()).isEqualTo(400);
        }
        Shown refused = signIn("ada", People.PASSWORD, "/");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("20");
        assertThat(refused.body()).contains("Try again in 20 seconds");
        clock.advance(Duration.ofSeconds(20));
        assertThat(signIn("ada", People.PASSWORD, "/").status()).isEqualTo(303);
    }

    @Test
    void theSessionHasANewIdAfterEachSignIn() {
        browser.get("/sign-in");
        browser.cookie("tw_session", "A".repeat(43));
        signIn("ada", People.PASSWORD, "/");
        String first = browser.cookies().get("tw_session");
        assertThat(first).matches("[A-Za-z0-9_-]{43}").isNotEqualTo("A".repeat(43));
        browser.get("/sign-in?return_to=/settings/profile");
        signIn("ada", People.PASSWORD, "/");
        assertThat(browser.cookies().get("tw_session")).isNotEqualTo(first);
        browser.cookie("tw_session", first);
        assertThat(browser.get("/settings/profile").status()).isEqualTo(303);
    }

    @Test
    void whoeverIsSentToSignInAgainSeesTheForm() {
        signedIn();
        assertThat(browser.get("/sign-in").location()).isEqualTo("/");
        Shown again = browser.get("/sign-in?return_to=/oauth2/authorize/continue");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("You are signed in as", "value=\"ada\"");
    }

    @Test
    void aHintFillsInTheName() {
        assertThat(browser.get("/sign-in?login_hint=bob%40example.org").body()).contains("value=\"bob@example.org\"");
    }

    @Test
    void signingOutEndsTheSession() {
        signedIn();
        String cookie = browser.cookies().get("tw_session");
        browser.get("/settings/profile");
        Shown sent = browser.post("/sign-out");
        assertThat(sent.location()).isEqualTo("/sign-in");
        assertThat(browser.follow(sent).body()).contains("You are signed out.");
        browser.cookie("tw_session", cookie);
        assertThat(browser.get("/settings/profile").status()).isEqualTo(303);
    }

    @Test
    void formsWithoutTheirTokenChangeNothing() {
        browser.get("/sign-in");
        assertThat(browser.postRaw("/sign-in", "login=ada&password=x").status()).isEqualTo(403);
        signedIn();
        assertThat(browser.postRaw("/sign-out", "").status()).isEqualTo(403);
        assertThat(browser.postRaw("/settings/profile", "name=Eve").status()).isEqualTo(403);
        assertThat(browser.postRaw("/settings/tokens", "name=Eve").status()).isEqualTo(403);
        assertThat(people.users().find(ada.id())).contains(ada);
    }

    @Test
    void whatOneSaysAboutOneselfIsKeptAndMistakesAreNamed() {
        signedIn();
        browser.get("/settings/profile");
        Shown wrong = details("zoneinfo", "Atlantis/Capital");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body())
                .contains("Time zone is a name like Europe/Berlin", "Atlantis/Capital", "value=\"Augusta\"")
                .contains("id=\"zoneinfo-error\"");
        Shown saved = details("zoneinfo", "Europe/London");
        assertThat(browser.follow(saved).body()).contains("value=\"Augusta\"", "value=\"Europe/London\"");
        assertThat(people.users().find(ada.id()).orElseThrow().details().find(Detail.ZONEINFO))
                .contains("Europe/London");
    }

    private Shown details(String field, String value) {
        return browser.post(
                "/settings/profile",
                "name",
                "Ada",
                "handle",
                "ada",
                "email",
                "ada@example.org",
                "given_name",
                "Augusta",
                field,
                value);
    }

    @Test
    void aPictureIsShownToEverybodyUntilItIsRemoved() throws IOException {
        signedIn();
        browser.get("/settings/profile");
        var image = new BufferedImage(900, 300, BufferedImage.TYPE_INT_RGB);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        Shown saved = browser.postFile("/settings/profile/picture", "image", bytes.toByteArray());
        assertThat(saved.status()).isEqualTo(303);
        String path = String.valueOf(people.users().find(ada.id()).orElseThrow().pictureUrl());
        assertThat(browser.follow(saved).body()).contains("Your picture is saved.", path);
        Shown shown = web.browser(pages()).get(path);
        assertThat(shown.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(shown.header("Cache-Control")).contains("immutable");
        assertThat(browser.post("/settings/profile/picture/remove").status()).isEqualTo(303);
        assertThat(browser.get(path).status()).isEqualTo(404);
    }

    @Test
    void whatIsNoPictureIsRefusedInWords() {
        signedIn();
        browser.get("/settings/profile");
        assertThat(browser.postFile("/settings/profile/picture", "image", "<svg/>".getBytes(UTF_8))
                        .body())
                .contains("This is not a PNG, JPEG or GIF picture that can be read");
        assertThat(browser.postFile("/settings/profile/picture", "image", new byte[0])
                        .body())
                .contains("Choose a file first");
        assertThat(browser.postFile("/settings/profile/picture", "image", new byte[Pictures.LARGEST_UPLOAD + 1])
                        .status())
                .isEqualTo(413);
        assertThat(browser.postRaw("/settings/profile/picture", "picture=x").status())
                .isEqualTo(400);
    }

    @Test
    void theProfileIsChangedAndMistakesAreShownWithWhatWasTyped() {
        signedIn();
        people.add("bob");
        browser.get("/settings/profile");
        Shown taken = browser.post("/settings/profile", "name", "Ada L", "handle", "bob", "email", "ada@example.org");
        assertThat(taken.status()).isEqualTo(400);
        assertThat(taken.body()).contains("The handle bob is taken", "value=\"Ada L\"");
        Shown saved = browser.post("/settings/profile", "name", "Ada L", "handle", "ada-l", "email", "a@example.org");
        assertThat(browser.follow(saved).body()).contains("Your profile is saved.", "value=\"ada-l\"", "a@example.org");
    }

    @Test
    void theNewPasswordNeedsTheOldOneAndSignsOthersOut() {
        Browser elsewhere = web.browser(pages());
        elsewhere.get("/sign-in");
        elsewhere.post("/sign-in", "login", "ada", "password", People.PASSWORD, "return_to", "/");
        signedIn();
        browser.get("/settings/profile");
        assertThat(changePassword("not this", "another lantern here").body()).contains("not your present password");
        assertThat(changePassword(People.PASSWORD, "password1234").body()).contains("one of the commonest");
        Shown changed = changePassword(People.PASSWORD, "another lantern here");
        assertThat(changed.status()).isEqualTo(303);
        assertThat(browser.follow(changed).body()).contains("Your password is changed.");
        assertThat(elsewhere.get("/settings/profile").status()).isEqualTo(303);
        for (int i = 0; i < 5; i++) {
            changePassword("not this", "another lantern there");
        }
        Shown refused = changePassword("another lantern here", "another lantern there");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("20");
    }

    @Test
    void signingOutEverywhereLeavesNoBrowserSignedIn() {
        Browser elsewhere = web.browser(pages());
        elsewhere.get("/sign-in");
        elsewhere.post("/sign-in", "login", "ada", "password", People.PASSWORD, "return_to", "/");
        signedIn();
        assertThat(browser.postRaw("/sign-out/everywhere", "").status())
                .as("not by a form of another site")
                .isEqualTo(403);
        assertThat(browser.get("/settings/profile").body()).contains("id=\"sign-out-everywhere\"");

        Shown sent = browser.post("/sign-out/everywhere");

        assertThat(browser.follow(sent).body()).contains("You are signed out everywhere.");
        assertThat(browser.get("/settings/profile").status()).isEqualTo(303);
        assertThat(elsewhere.get("/settings/profile").status()).isEqualTo(303);
    }

    private Shown changePassword(String old, String fresh) {
        return browser.post("/settings/profile/password", "old_password", old, "new_password", fresh);
    }

    @Test
    void aTokenIsShownOnceAndRevoked() {
        signedIn();
        assertThat(browser.get("/settings/tokens").body()).contains("No tokens");
        Shown created = browser.post("/settings/tokens", "name", "backup <script>", "expires", "90");
        Matcher token = Pattern.compile("twp_[0-9A-Za-z]{38}").matcher(created.body());
        assertThat(token.find()).isTrue();
        assertThat(created.body()).contains("backup &lt;script&gt;");
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        Shown list = browser.get("/settings/tokens");
        assertThat(list.body())
                .contains("backup &lt;script&gt;", "never used", "expires 19 Feb 2027")
                .doesNotContain(token.group());
        Matcher revoke = Pattern.compile("/settings/tokens/\\w+/revoke").matcher(list.body());
        assertThat(revoke.find()).isTrue();
        Shown revoked = browser.post(revoke.group());
        assertThat(browser.follow(revoked).body()).contains("The token is revoked", "No tokens");
        assertThat(browser.post(revoke.group()).status()).isEqualTo(404);
    }

    @Test
    void aTokenFormWithMistakesSaysSo() {
        signedIn();
        browser.get("/settings/tokens");
        assertThat(browser.post("/settings/tokens", "name", "", "expires", "90").status())
                .isEqualTo(400);
        assertThat(browser.post("/settings/tokens", "name", "n", "expires", "7").body())
                .contains("Choose when the token expires");
    }

    @Test
    void guestsAreSentToSignInFromEveryPage() {
        assertThat(browser.get("/settings/tokens").location()).startsWith("/sign-in?return_to=");
        assertThat(browser.post("/settings/profile").location()).isEqualTo("/sign-in?return_to=%2F");
    }

    @Test
    void theSignInPageIsNeverFramedOrCached() {
        Shown page = browser.get("/sign-in");
        assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    private void signedIn() {
        browser.get("/sign-in");
        assertThat(signIn("ada", People.PASSWORD, "/").status()).isEqualTo(303);
    }

    private Shown signIn(String login, String password, String returnTo) {
        return browser.post("/sign-in", "login", login, "password", password, "return_to", returnTo);
    }
}
