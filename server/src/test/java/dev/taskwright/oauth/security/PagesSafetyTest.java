package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.html.Assets;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.TestDatabase;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9700, what a person's browser is shown and sent: 4.12 to 4.17. Every page that can be reached is looked at. */
class PagesSafetyTest {
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)");
    private static final Pattern LEAVING = Pattern.compile("<a [^>]*href=\"(?:[a-z]+:|//)[^>]*>");
    private static final Pattern LOADED =
            Pattern.compile("<(?:script|img|iframe|frame|embed|object|audio|video|source|link|form)\\b[^>]*>");
    private static final Pattern ADDRESS = Pattern.compile("(?:src|href|action|data|srcset)=\"([^\"]*)\"");
    private static final int MOST_PAGES = 80;
    /** Its form is for the app and for nobody else; the app learns the origin, which it knows, and no path. */
    private static final String FORM_POST = "the answer by form";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final WholeServer server = new WholeServer(data.db());
    private final User ada = server.person("ada");
    private final RelyingApp app =
            RelyingApp.of(server, ada, Map.of("post_logout_redirect_uris", List.of("https://app.example/bye")));

    @AfterEach
    void close() {
        data.close();
    }

    /** Every page by its address: those that links lead to, and those in the middle of a flow. */
    private Map<String, Shown> pages() {
        Map<String, Shown> pages = new LinkedHashMap<>();
        Browser guest = server.browser();
        for (String path : List.of("/sign-in", "/nowhere", "/oauth2/logout", "/device")) {
            pages.put("a guest at " + path, guest.get(path));
        }
        Browser person = server.browserOf(ada);
        pages.put("consent", person.get(app.request()));
        pages.put("consent in a hurry", person.get("/oauth2/authorize/continue?pending=unknown"));
        RelyingApp.decide(person, pages.get("consent"), "allow");
        RelyingApp copied = RelyingApp.of(
                server,
                ada,
                Map.of("application_type", "native", "redirect_uris", List.of("urn:ietf:wg:oauth:2.0:oob")));
        String[] outOfBand = {
            "redirect_uri",
            "urn:ietf:wg:oauth:2.0:oob",
            "code_challenge",
            RelyingApp.CHALLENGE,
            "code_challenge_method",
            "S256"
        };
        pages.put("the code to copy", copied.allowed(person, outOfBand));
        pages.put(FORM_POST, person.get(app.request("response_mode", "form_post")));
        pages.put("account", person.get(app.request("prompt", "select_account")));
        pages.put("sign-in again", person.get("/sign-in?return_to=/settings"));
        pages.put("logout", person.get("/oauth2/logout?client_id=" + app.id()));
        pages.put("logout refused", person.get("/oauth2/logout?client_id=nobody"));
        crawl(person, pages);
        return pages;
    }

    private static void crawl(Browser person, Map<String, Shown> pages) {
        Queue<String> open = new ArrayDeque<>(List.of("/", "/settings", "/settings/authorized-apps", "/device"));
        while (!open.isEmpty() && pages.size() < MOST_PAGES) {
            String path = open.remove();
            if (pages.containsKey(path)) {
                continue;
            }
            Shown shown = person.get(path);
            if (shown.status() == 303 && shown.location().startsWith("/")) {
                open.add(shown.location());
            }
            if (isPage(shown)) {
                pages.put(path, shown);
                LINK.matcher(shown.body()).results().map(link -> link.group(1)).forEach(open::add);
            }
        }
    }

    private static boolean isPage(Shown shown) {
        return shown.header("Content-Type").startsWith("text/html");
    }

    /** No page may be framed, by either header: old browsers know only the second. */
    @Test
    void rfc9700S20NoPageCanBeFramed() {
        Map<String, Shown> pages = pages();
        assertThat(pages).hasSizeGreaterThan(15);
        pages.forEach((name, shown) -> {
            assertThat(shown.header("Content-Security-Policy")).as(name).contains("frame-ancestors 'none'");
            assertThat(shown.header("X-Frame-Options")).as(name).isEqualTo("DENY");
        });
        assertThat(server.browser().get(app.request("client_id", "unknown")).header("X-Frame-Options"))
                .isEqualTo("DENY");
    }

    @Test
    void rfc9700S20OnlyTheSessionFrameIsForOthers() {
        Shown frame = server.browser().get("/connect/checksession");
        assertThat(frame.status()).isEqualTo(200);
        assertThat(frame.header("Content-Security-Policy")).contains("frame-ancestors *");
        assertThat(frame.header("X-Frame-Options")).isEmpty();
        assertThat(frame.body()).doesNotContain("<form", "<a ");
    }

    /** No page loads anything from elsewhere, says where it was, or hands itself to what it links to. */
    @Test
    void rfc9700S21PagesLoadNothingFromElsewhereAndTellNobodyWhereTheyWere() {
        pages().forEach((name, shown) -> {
            assertThat(shown.header("Referrer-Policy"))
                    .as(name)
                    .isEqualTo(name.equals(FORM_POST) ? "strict-origin" : "same-origin");
            assertThat(shown.header("Content-Security-Policy")).as(name).contains("default-src 'none'");
            if (isPage(shown)) {
                assertThat(loaded(shown))
                        .as(name)
                        .allMatch(address ->
                                isOurs(address) || (name.equals(FORM_POST) && address.equals(WholeServer.CALLBACK)));
                assertThat(LEAVING.matcher(shown.body()).results().map(link -> link.group()))
                        .as(name)
                        .allMatch(link -> link.contains("noopener") && link.contains("noreferrer"));
            }
        });
    }

    private static List<String> loaded(Shown shown) {
        return LOADED.matcher(shown.body())
                .results()
                .flatMap(element -> {
                    Matcher address = ADDRESS.matcher(element.group());
                    return address.results().map(found -> found.group(1));
                })
                .toList();
    }

    private static boolean isOurs(String address) {
        return address.startsWith("/") && !address.startsWith("//") && !address.contains("\\");
    }

    /** What concerns one person is not kept by anybody. */
    @Test
    void rfc9700S24PagesOfAFlowAreNotKept() {
        pages().forEach((name, shown) -> {
            if (!name.startsWith("/") || name.startsWith("/settings")) {
                assertThat(shown.header("Cache-Control")).as(name).contains("no-store");
            }
        });
    }

    /** Messages go to the origin they came from, and only the session frame sends any. */
    @Test
    void rfc9700S22MessagesGoToTheirSenderOnly() {
        String page = server.browser().get("/connect/checksession").body();
        Matcher script =
                Pattern.compile("src=\"(/static/js/check-session[^\"]*)\"").matcher(page);
        assertThat(script.find()).isTrue();
        String text = server.browser().get(script.group(1)).body();
        assertThat(text).contains("event.source.postMessage(").contains(", event.origin)");
        assertThat(Pattern.compile("postMessage\\(").matcher(text).results()).hasSize(1);
        for (String other : List.of("js/page.js", "js/tree.js", "js/signed-out.js")) {
            String path = Assets.load().path(other);
            assertThat(server.browser().get(path).body()).as(other).isNotEmpty().doesNotContain("postMessage");
        }
    }

    /** 303 after every form: a 307 would send the password on. */
    @Test
    void rfc9700S19FormsAreFollowedWithGet() {
        Browser person = server.browser();
        person.get("/sign-in?return_to=/");
        Shown signedIn = person.post("/sign-in", "login", "ada", "password", WholeServer.PASSWORD);
        Shown asked = person.get(app.request());
        Shown denied = RelyingApp.decide(person, asked, "deny");
        Shown allowed = RelyingApp.press(person, person.get(app.request()), "allow");
        Shown told = person.follow(allowed);
        Shown posted = server.browser().postRaw("/oauth2/authorize", app.query());
        Shown postedLogout = person.postRaw("/oauth2/logout", "client_id=" + app.id());
        String back = "&post_logout_redirect_uri=" + RelyingApp.encode("https://app.example/bye");
        Shown leaving = person.get("/oauth2/logout?client_id=" + app.id() + back);
        Shown left = RelyingApp.press(person, leaving, "sign-out");
        for (Shown answer : List.of(signedIn, denied, allowed, told, posted, postedLogout, left)) {
            assertThat(answer.status()).as(answer.location()).isEqualTo(303);
        }
    }

    /** A session cookie that somebody planted is worth nothing, and every sign-in makes a new one. */
    @Test
    void rfc9700S32EverySignInMakesANewSession() {
        Browser person = server.browser().cookie("tw_session", "p".repeat(43));
        server.signIn(person, ada);
        String first = String.valueOf(person.cookies().get("tw_session"));
        assertThat(first).isNotEqualTo("p".repeat(43)).hasSize(43);
        server.signIn(person, ada);
        assertThat(person.cookies().get("tw_session")).isNotEqualTo(first);
        assertThat(server.browser().cookie("tw_session", first).get("/settings").status())
                .as("the one before has ended")
                .isEqualTo(303);
    }

    @Test
    void rfc9700S32CookiesAreHeldFastByTheirNames() {
        WholeServer https = new WholeServer(data.db(), new FakeClock(), "https://id.example");
        Browser person = https.browser();
        Shown page = person.get("/sign-in?return_to=/");
        Shown signedIn = person.post("/sign-in", "login", "ada", "password", WholeServer.PASSWORD);
        for (Shown shown : List.of(page, signedIn)) {
            shown.headers().stream()
                    .filter(header -> header.name().equalsIgnoreCase("Set-Cookie"))
                    .flatMap(header -> header.allValues().stream())
                    .forEach(PagesSafetyTest::assertHeldFast);
        }
        assertThat(person.cookies()).containsKey("__Host-tw_session");
        assertThat(signedIn.header("Strict-Transport-Security")).contains("max-age=");
    }

    /** The session frame reads a cookie of its own, which opens nothing. */
    private static void assertHeldFast(String cookie) {
        boolean isForTheFrame = cookie.startsWith("__Host-tw_session_state=");
        assertThat(cookie)
                .startsWith("__Host-")
                .contains("Path=/", "Secure")
                .doesNotContain("Domain")
                .contains(isForTheFrame ? "SameSite=None" : "SameSite=Lax");
        assertThat(cookie.contains("HttpOnly")).isNotEqualTo(isForTheFrame);
    }

    @Test
    void rfc9700S26BrowsersAreToldToComeByTlsAlways() {
        WholeServer https = new WholeServer(data.db(), new FakeClock(), "https://id.example");
        for (String path : List.of("/", "/sign-in", "/oauth2/jwks", "/oauth2/token", "/nowhere", "/api/v1/nowhere")) {
            assertThat(https.browser().get(path).header("Strict-Transport-Security"))
                    .as(path)
                    .isEqualTo("max-age=31536000");
        }
        assertThat(server.browser().get("/").header("Strict-Transport-Security"))
                .as("on http it means nothing")
                .isEmpty();
    }
}
