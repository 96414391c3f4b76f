package dev.taskwright.oauth.pushed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.authorize.Asking;
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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 64 identical requests at once, on PostgreSQL at two nodes: one pushed request is one answer. RFC 9126, 7.3. */
@EachDatabase
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ManyAtOnceTest {
    private static final int MANY = 64;

    private final TestDatabase data;
    private final FakeClock clock = new FakeClock();
    private final KeyFile keyFile = Provider.keyFile();
    private final List<Db> opened = new ArrayList<>();
    private final List<Provider> nodes = new ArrayList<>();
    private final AddedApp app;
    private final Browser browser;

    ManyAtOnceTest(DatabaseKind kind) {
        data = kind.fresh();
        nodes.add(node(data.db()));
        if (kind != DatabaseKind.SQLITE) {
            opened.add(data.secondNode());
            nodes.add(node(opened.getFirst()));
        }
        Provider first = nodes.getFirst();
        User ada = first.people.add("ada");
        app = first.webApp(ada);
        browser = first.browserOf(ada);
        clock.advance(Duration.ofMinutes(5));
    }

    @AfterEach
    void close() {
        opened.forEach(Db::close);
        data.close();
    }

    private Provider node(Db db) {
        return new Provider(db, clock, keyFile, CryptoProviders.choose(CryptoProviders.Choice.AUTO), false);
    }

    private List<Shown> atOnce(BiFunction<Browser, Integer, Shown> act) throws Exception {
        List<Callable<Shown>> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            int number = i;
            Provider node = nodes.get(i % nodes.size());
            all.add(() -> {
                Browser window = node.browser();
                browser.cookies().forEach(window::cookie);
                return act.apply(window, number);
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

    private static void assertOneAnswered(List<Shown> answers, String answer) {
        assertThat(answers.stream().filter(shown -> shown.location().contains(answer)))
                .hasSize(1);
        assertThat(answers.stream().filter(shown -> shown.status() == 400)).hasSize(MANY - 1);
    }

    /** The person has allowed the app before: nothing is shown, and nothing is kept on the way. */
    @Test
    void ofManyArrivalsThatNeedNoPageOneIsAnswered() throws Exception {
        Asking.allow(browser, browser.get(Asking.request(app.client())));
        String path = PushedFlowTest.path(
                app.client(), PushedFlowTest.push(nodes.getLast().browser(), app));

        assertOneAnswered(atOnce((window, number) -> window.get(path)), "code=");
    }

    /** As many windows, each with an authorization of its own of the same pushed request. */
    @Test
    void ofManyWindowsOneIsAnswered() throws Exception {
        browser.get(Asking.request(app.client())); // windows of one browser, which has a name from now on
        String path = PushedFlowTest.path(
                app.client(), PushedFlowTest.push(nodes.getLast().browser(), app));
        List<Shown> pages = atOnce((window, number) -> window.get(path));
        List<String> forms = pages.stream().map(ManyAtOnceTest::yes).toList();
        atOnce((window, number) -> window.postRaw("/oauth2/authorize/consent", forms.get(number)));

        List<Shown> answers = atOnce((window, number) ->
                window.get("/oauth2/authorize/continue?pending=" + Asking.hidden(pages.get(number), "pending")));

        assertOneAnswered(answers, "code=");
    }

    @Test
    void ofManyRefusalsOneIsSent() throws Exception {
        String path = PushedFlowTest.path(
                app.client(), PushedFlowTest.push(nodes.getLast().browser(), app, "prompt", "none"));

        assertOneAnswered(atOnce((window, number) -> window.get(path)), "error=consent_required");
    }

    private static String yes(Shown page) {
        return "csrf_token=" + Asking.hidden(page, "csrf_token") + "&pending=" + Asking.hidden(page, "pending")
                + "&scope=" + Asking.hidden(page, "scope").replace(' ', '+') + "&person="
                + Asking.hidden(page, "person") + "&decision=allow";
    }
}
