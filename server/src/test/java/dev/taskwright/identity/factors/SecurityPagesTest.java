package dev.taskwright.identity.factors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.app.wiring.House;
import dev.taskwright.identity.users.User;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The authenticator app from its first picture to the sign-in with it, as a browser without scripts sees it. */
final class SecurityPagesTest {
    private static final Pattern SEED = Pattern.compile("id=\"seed\">([A-Z2-7]+)<");
    private static final Pattern SETUP = Pattern.compile("name=\"setup\" value=\"([^\"]+)\"");
    private static final Pattern STEP = Pattern.compile("name=\"step\" value=\"([^\"]+)\"");
    private static final Pattern RECOVERY = Pattern.compile("[A-Z]{5}-[A-Z]{5}");

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final WholeServer server = new WholeServer(data.db());
    private final User ada = server.person("ada");

    @AfterEach
    void close() {
        data.close();
    }

    private static String found(Pattern pattern, Shown shown) {
        Matcher matcher = pattern.matcher(shown.body());
        assertThat(matcher.find()).as(shown.body()).isTrue();
        return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
    }

    private record App(String seed, List<String> recovery) {}

    private App setUp(Browser browser) {
        Shown form = browser.get("/settings/security/app");
        assertThat(form.status()).as(form.body()).isEqualTo(200);
        String seed = found(SEED, form);
        Shown wrong = browser.post("/settings/security/app", "setup", found(SETUP, form), "code", "1");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(found(SEED, wrong)).as("no need to scan once more").isEqualTo(seed);
        Shown added = browser.post(
                "/settings/security/app", "setup", found(SETUP, wrong), "code", Codes.of(seed, server.clock.instant()));
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        List<String> recovery =
                RECOVERY.matcher(added.body()).results().map(r -> r.group()).toList();
        assertThat(recovery).hasSize(10);
        server.clock.advance(TimeCode.STEP);
        return new App(seed, recovery);
    }

    private Shown password(Browser browser) {
        browser.get("/sign-in?return_to=/settings");
        return browser.post("/sign-in", "login", "ada", "password", WholeServer.PASSWORD, "return_to", "/settings");
    }

    private Shown code(Browser browser, Shown asked, String code) {
        return browser.post("/sign-in/code", "step", found(STEP, asked), "return_to", "/settings", "code", code);
    }

    @Test
    void signingInAsksForTheCodeAndLeadsOn() {
        App app = setUp(server.browserOf(ada));
        Browser browser = server.browser();
        Shown asked = password(browser);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body()).contains("Enter your code").doesNotContain(WholeServer.PASSWORD);
        assertThat(browser.get("/settings").status()).as("not signed in yet").isEqualTo(303);
        Shown wrong = code(browser, asked, "111");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("does not open the account");
        Shown in = code(browser, wrong, Codes.of(app.seed(), server.clock.instant()));
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.location()).isEqualTo("/settings");
        assertThat(browser.get("/settings").status()).isEqualTo(200);
        assertThat(code(server.browser(), asked, Codes.of(app.seed(), server.clock.instant()))
                        .status())
                .as("a code opens once")
                .isNotEqualTo(303);
        Browser other = server.browser();
        assertThat(code(other, password(other), app.recovery().getFirst()).status())
                .isEqualTo(303);
    }

    @Test
    void theStepEndsWithTimeAndWithTheAccount() {
        App app = setUp(server.browserOf(ada));
        Browser browser = server.browser();
        Shown asked = password(browser);
        server.clock.advance(Duration.ofMinutes(11));
        Shown late = code(browser, asked, Codes.of(app.seed(), server.clock.instant()));
        assertThat(late.location()).isEqualTo("/sign-in?return_to=%2Fsettings");
        assertThat(browser.follow(late).body()).contains("took too long");
        Shown again = password(browser);
        server.house.identity().users().disable(House.OPERATOR, ada.id());
        assertThat(code(browser, again, Codes.of(app.seed(), server.clock.instant()))
                        .location())
                .startsWith("/sign-in?");
        assertThat(browser.post("/sign-in/code", "step", "x", "code", "1").location())
                .startsWith("/sign-in?");
        assertThat(browser.get("/sign-in/code").location()).isEqualTo("/sign-in");
    }

    @Test
    void guessingCodesHasToWait() {
        setUp(server.browserOf(ada));
        Browser browser = server.browser();
        Shown asked = password(browser);
        for (int i = 0; i < 5; i++) {
            assertThat(code(browser, asked, "00000" + i).status()).isEqualTo(400);
        }
        Shown waiting = code(browser, asked, "000009");
        assertThat(waiting.status()).isEqualTo(429);
        assertThat(waiting.body()).contains("Too many wrong codes");
    }

    @Test
    void changingItNeedsARecentSignIn() {
        Browser browser = server.browserOf(ada);
        setUp(browser);
        server.clock.advance(Duration.ofMinutes(20));
        assertThat(browser.get("/settings/security").body()).contains("10 recovery codes are left");
        Shown sent = browser.post("/settings/security/app/remove");
        assertThat(sent.location()).isEqualTo("/sign-in?return_to=%2Fsettings%2Fsecurity");
        assertThat(browser.get("/settings/security").body()).contains("Remove the app");
    }

    @Test
    void removingItMakesThePasswordEnough() {
        Browser browser = server.browserOf(ada);
        setUp(browser);
        Shown renewed = browser.post("/settings/security/recovery-codes");
        assertThat(RECOVERY.matcher(renewed.body()).results()).hasSize(10);
        assertThat(browser.post("/settings/security/app/remove").status()).isEqualTo(303);
        assertThat(browser.get("/settings/security").body()).contains("Set up");
        assertThat(password(server.browser()).status()).isEqualTo(303);
    }
}
