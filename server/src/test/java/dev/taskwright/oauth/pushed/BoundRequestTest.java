package dev.taskwright.oauth.pushed;

import static dev.taskwright.oauth.authorize.Asking.allow;
import static dev.taskwright.oauth.authorize.Asking.query;
import static dev.taskwright.oauth.authorize.Asking.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.DpopKey;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9449, 10 and 10.1: a pushed request whose code is good with one key only. */
class BoundRequestTest {
    private static final String PAR = Provider.ISSUER + "/oauth2/par";
    private static final String TOKEN = Provider.ISSUER + "/oauth2/token";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final AddedApp app = provider.webApp(ada);
    private final Browser browser = provider.browserOf(ada);
    private final DpopKey key = new DpopKey(provider.clock);
    private final DpopKey other = new DpopKey(provider.clock);

    @AfterEach
    void close() {
        data.close();
    }

    private Shown post(String url, String form, DpopKey by) {
        Browser itself = provider.browser();
        String path = url.substring(Provider.ISSUER.length());
        Shown shown = itself.with("DPoP", by.proof("POST", url, null)).postRaw(path, form);
        String nonce = shown.header("DPoP-Nonce");
        return shown.body().contains("use_dpop_nonce")
                ? itself.with("DPoP", by.proof("POST", url, null, nonce)).postRaw(path, form)
                : shown;
    }

    private String code(Shown pushed) {
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        String requestUri = String.valueOf(((Map<?, ?>) Json.parse(pushed.body())).get("request_uri"));
        Shown page = browser.get(PushedFlowTest.path(app.client(), requestUri));
        return sent(page.location().isEmpty() ? allow(browser, page) : page).text("code");
    }

    private String pushing(String... changes) {
        return query(app.client(), changes) + "&client_secret=" + app.secret();
    }

    private String redeeming(String code) {
        return "grant_type=authorization_code&code=" + code + "&redirect_uri=" + Provider.CALLBACK + "&client_id="
                + app.client().id() + "&client_secret=" + app.secret();
    }

    @Test
    void section101AProofBindsTheCodeToItsKey() {
        String code = code(post(PAR, pushing(), key));

        assertThat(post(TOKEN, redeeming(code), other).body()).contains("invalid_grant");
        Shown tokens = post(TOKEN, redeeming(code), key);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.body()).contains("\"DPoP\"");
    }

    @Test
    void section10TheThumbprintAloneDoesToo() {
        Shown pushed = provider.browser().postRaw("/oauth2/par", pushing("dpop_jkt", key.thumbprint()));
        String code = code(pushed);

        assertThat(post(TOKEN, redeeming(code), other).body()).contains("invalid_grant");
        assertThat(post(TOKEN, redeeming(code), key).status()).isEqualTo(200);
    }

    @Test
    void section101ProofAndThumbprintMustAgree() {
        assertThat(post(PAR, pushing("dpop_jkt", key.thumbprint()), key).status())
                .isEqualTo(201);
        Shown refused = post(PAR, pushing("dpop_jkt", other.thumbprint()), key);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid_dpop_proof");
    }
}
