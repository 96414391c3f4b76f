package dev.taskwright.oauth.authorize;

import static dev.taskwright.oauth.authorize.Asking.allow;
import static dev.taskwright.oauth.authorize.Asking.assertError;
import static dev.taskwright.oauth.authorize.Asking.request;
import static dev.taskwright.oauth.authorize.Asking.sent;
import static dev.taskwright.oauth.authorize.Asking.sentInFragment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.DpopKey;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449, 10: the key that the exchange of a code will prove, named when the code is asked for. */
class DpopCodeTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final AddedApp app = provider.webApp(ada);
    private final Browser browser = provider.browserOf(ada);
    private final DpopKey key = new DpopKey(provider.clock);

    @AfterEach
    void close() {
        data.close();
    }

    private int exchange(String code, DpopKey by) {
        browser.with("DPoP", by.proof("POST", Provider.ISSUER + "/oauth2/token", null));
        int status = browser.postRaw(
                        "/oauth2/token",
                        "grant_type=authorization_code&code=" + code + "&redirect_uri=" + Provider.CALLBACK
                                + "&client_id=" + app.client().id() + "&client_secret=" + app.secret())
                .status();
        browser.with("DPoP", "");
        return status;
    }

    @Test
    void section10TheCodeIsBoundToTheKeyThatTheRequestNames() {
        var page = browser.get(request(app.client(), "dpop_jkt", key.thumbprint()));
        String code = sent(allow(browser, page)).text("code");

        assertThat(exchange(code, new DpopKey(provider.clock))).isEqualTo(400);
        assertThat(exchange(code, key)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "AAAA",
                "_________________________________________!_",
                "no/base64url/but/43/characters/all/the/same"
            })
    void section10AThumbprintThatIsNoneIsRefused(String thumbprint) {
        assertError(sent(browser.get(request(app.client(), "dpop_jkt", thumbprint))), "invalid_request");
    }

    /** 5.2: an answer in front cannot prove a key. */
    @Test
    void section5AnAppWithBoundTokensGetsNoneThroughTheBrowser() {
        Client inFront = provider.apps
                .add(
                        People.OPERATOR,
                        new NewApp(
                                "ada",
                                "Quill",
                                "web",
                                List.of(Provider.CALLBACK),
                                "api1",
                                null,
                                List.of("implicit"),
                                List.of("token")))
                .client();
        provider.describe(inFront, Map.of("dpop_bound_access_tokens", true));

        assertError(
                sentInFragment(browser.get(request(inFront, "response_type", "token", "scope", "api1"))),
                "unauthorized_client");
    }
}
