package dev.taskwright.oauth.userinfo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.Bounds;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PingEndpointTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final Browser program = provider.browser();

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void aTokenThatWorksSaysWhoseItIs() {
        Client client = provider.webApp(ada).client();
        String code = provider.code(ada, client, "api1", null);
        String token = provider.tokens
                .issue(client, provider.rights(provider.redeem(client, code, null)))
                .accessToken();
        Shown shown = program.with("Authorization", "bearer " + token).get("/oauth2/ping");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("\"ok\":true", "\"handle\":\"ada\"");
        provider.users.disable(People.OPERATOR, ada.id());
        assertThat(program.get("/oauth2/ping").status()).isEqualTo(401);
    }

    @Test
    void withoutATokenTheAnswerIsJsonToo() {
        Shown shown = program.get("/oauth2/ping");
        assertThat(shown.status()).isEqualTo(401);
        assertThat(shown.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(shown.body()).startsWith("{\"ok\":false");
    }

    /** OpenID Connect Core, 8.1. */
    @Test
    void aPairwiseAppLearnsNothingThatAnotherCouldCompare() {
        Client client = provider.describe(provider.webApp(ada).client(), Map.of("subject_type", "pairwise"));
        String code = provider.code(ada, client, "api1", null);
        String token = provider.tokens
                .issue(client, provider.rights(provider.redeem(client, code, null)))
                .accessToken();

        Shown shown = program.with("Authorization", "Bearer " + token).get("/oauth2/ping");

        assertThat(Json.parse(shown.body()))
                .isEqualTo(Map.of("ok", true, "id", provider.subjects.of(client, ada.id())));
    }

    @Test
    void anAppsOwnTokenWorksAndIsTheApps() {
        NewApp robot = new NewApp("ada", "Robot", "machine", List.of(), "api1", "api1", List.of(), List.of());
        Client machine = provider.apps.add(People.OPERATOR, robot).client();
        String token = provider.tokens
                .issueToApp(machine, ScopeSet.stored("api1"), Bounds.NONE)
                .accessToken();

        Shown shown = program.with("Authorization", "Bearer " + token).get("/oauth2/ping");

        assertThat(Json.parse(shown.body()))
                .isEqualTo(Map.of("ok", true, "id", machine.id().value()));
    }
}
