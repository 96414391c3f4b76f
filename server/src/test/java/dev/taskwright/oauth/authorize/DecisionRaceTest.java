package dev.taskwright.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.db.Db;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many identical requests at once, by as many windows of one browser, on PostgreSQL at two nodes: a decision counts once, an
 * answer is given once.
 */
@EachDatabase
class DecisionRaceTest {
    private static final int AT_ONCE = 64;

    private final TestDatabase data;
    private final FakeClock clock = new FakeClock();
    private final KeyFile keyFile = Provider.keyFile();
    private final Provider provider;
    private final Optional<Db> second;
    private final List<Provider> nodes;
    private final User ada;
    private final Client client;
    private final Browser browser;

    DecisionRaceTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = node(data.db());
        second = kind == DatabaseKind.SQLITE ? Optional.empty() : Optional.of(data.secondNode());
        nodes = second.map(other -> List.of(provider, node(other))).orElse(List.of(provider));
        ada = provider.people.add("ada");
        client = provider.webApp(ada).client();
        browser = provider.browserOf(ada);
        clock.advance(Duration.ofMinutes(5));
    }

    @AfterEach
    void close() {
        second.ifPresent(Db::close);
        data.close();
    }

    private Provider node(Db db) {
        return new Provider(db, clock, keyFile, CryptoProviders.choose(CryptoProviders.Choice.AUTO), false);
    }

    /** What every one of them was answered. */
    private List<Shown> atOnce(Function<Browser, Shown> act) throws Exception {
        List<Callable<Shown>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Provider node = nodes.get(i % nodes.size());
            all.add(() -> {
                Browser window = node.browser();
                browser.cookies().forEach(window::cookie);
                return act.apply(window);
            });
        }
        List<Shown> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Shown> each : threads.invokeAll(all)) {
                answers.add(each.get());
            }
        }
        return answers;
    }

    private static String form(Shown page, String decision) {
        return "csrf_token=" + Asking.hidden(page, "csrf_token") + "&pending=" + Asking.hidden(page, "pending")
                + "&scope=" + Asking.hidden(page, "scope").replace(' ', '+') + "&person="
                + Asking.hidden(page, "person") + "&decision=" + decision;
    }

    private long events(String kind) {
        return provider.events().stream().filter(kind::equals).count();
    }

    @Test
    void ofManyYesOneIsAConsentAndOneIsAnswered() throws Exception {
        Shown page = browser.get(Asking.request(client));
        String yes = form(page, "allow");

        List<Shown> decided = atOnce(window -> window.postRaw("/oauth2/authorize/consent", yes));

        assertThat(decided).allMatch(shown -> shown.location().startsWith("/oauth2/authorize/continue"));
        assertThat(events("consent.given")).isEqualTo(1);

        String next = decided.getFirst().location();
        List<Shown> answered = atOnce(window -> window.get(next));

        assertThat(answered.stream().filter(shown -> shown.location().contains("code=")))
                .hasSize(1);
        assertThat(answered.stream().filter(shown -> shown.status() == 400)).hasSize(AT_ONCE - 1);
    }

    @Test
    void ofManyNoOneIsAnswered() throws Exception {
        Shown page = browser.get(Asking.request(client));
        String no = form(page, "deny");

        List<Shown> denied = atOnce(window -> window.postRaw("/oauth2/authorize/consent", no));

        assertThat(denied.stream().filter(shown -> shown.location().contains("error=access_denied")))
                .hasSize(1);
        assertThat(denied.stream().filter(shown -> shown.status() == 400)).hasSize(AT_ONCE - 1);
        assertThat(provider.consents.of(ada.id())).isEmpty();
    }

    /** Whichever comes first holds: after a no there is no consent, unless a yes was before it. */
    @Test
    void yesAndNoAtOnceLeaveOneAnswer() throws Exception {
        Shown page = browser.get(Asking.request(client));
        String yes = form(page, "allow");
        String no = form(page, "deny");

        List<Shown> answers =
                atOnce(window -> window.postRaw("/oauth2/authorize/consent", window.hashCode() % 2 == 0 ? yes : no));

        assertThat(answers.stream().filter(shown -> shown.location().contains("error=access_denied")))
                .hasSizeLessThanOrEqualTo(1);
        boolean wasAllowed = answers.stream().anyMatch(shown -> shown.location().contains("/continue"));
        assertThat(provider.consents.of(ada.id())).hasSize(wasAllowed ? 1 : 0);
        assertThat(events("consent.given")).isEqualTo(wasAllowed ? 1 : 0);
    }

    /** A request that needs no step is never kept: each gets an answer of its own, on one consent. */
    @Test
    void manyRequestsThatNeedNoStepAreAnsweredEach() throws Exception {
        Asking.allow(browser, browser.get(Asking.request(client)));

        List<Shown> answers = atOnce(window -> window.get(Asking.request(client)));

        assertThat(answers.stream()
                        .map(shown -> Asking.sent(shown).text("code"))
                        .distinct())
                .hasSize(AT_ONCE);
    }
}
