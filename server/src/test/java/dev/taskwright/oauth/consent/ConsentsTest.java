package dev.taskwright.oauth.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class ConsentsTest {
    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;

    ConsentsTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        client = provider.webApp(ada).client();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private void give(String scopes) {
        provider.db.write(tx -> {
            provider.consents.give(tx, ada.id(), client.id(), ScopeSet.stored(scopes));
            return scopes;
        });
    }

    private boolean covers(String scopes) {
        return provider.consents.covers(ada.id(), client.id(), ScopeSet.stored(scopes));
    }

    @Test
    void singleProjectsAreRememberedAndAddUp() {
        AuthorizationDetails launch = details("launch", "edit");
        provider.db.write(tx -> {
            provider.consents.give(tx, ada.id(), client.id(), ScopeSet.stored("openid"), launch);
            provider.consents.give(tx, ada.id(), client.id(), ScopeSet.stored("email"), details("party", "read"));
            return launch;
        });
        ScopeSet scopes = ScopeSet.stored("openid email");
        assertThat(provider.consents.covers(ada.id(), client.id(), scopes, launch))
                .isTrue();
        assertThat(provider.consents.covers(ada.id(), client.id(), scopes, details("party", "read")))
                .isTrue();
        assertThat(provider.consents.covers(ada.id(), client.id(), scopes, details("party", "check")))
                .isFalse();
        assertThat(provider.consents.covers(ada.id(), client.id(), ScopeSet.stored("api1"), launch))
                .isFalse();
        boolean isHeld = provider.db.write(tx -> provider.consents.holds(tx, ada.id(), client.id(), scopes, launch));
        assertThat(isHeld).isTrue();
        provider.consents.withdraw(ada.id(), client.id());
        assertThat(provider.consents.covers(ada.id(), client.id(), ScopeSet.EMPTY, launch))
                .isFalse();
    }

    private static AuthorizationDetails details(String project, String action) {
        return DetailTypes.parse("[{\"type\":\"taskwright_project\",\"identifier\":\"%s\",\"actions\":[\"%s\"]}]"
                .formatted(project, action));
    }

    @Test
    void nothingIsAllowedBeforeSomebodyAllowsIt() {
        assertThat(covers("openid")).isFalse();
        assertThat(covers("")).isFalse();
    }

    @Test
    void whatWasAllowedIsRememberedAndAddsUp() {
        give("openid email");
        assertThat(covers("email")).isTrue();
        assertThat(covers("openid api1")).isFalse();

        give("api1");
        assertThat(covers("openid email api1")).isTrue();
    }

    @Test
    void eachPersonAndAppIsAskedForItself() {
        User bob = provider.people.add("bob");
        Client other = provider.webApp(bob).client();
        give("openid");

        assertThat(provider.consents.covers(bob.id(), client.id(), ScopeSet.stored("openid")))
                .isFalse();
        assertThat(provider.consents.covers(ada.id(), other.id(), ScopeSet.stored("openid")))
                .isFalse();
    }

    @Test
    void withdrawingForgetsEverything() {
        give("openid");

        assertThat(provider.consents.withdraw(ada.id(), client.id())).isTrue();
        assertThat(covers("openid")).isFalse();
        assertThat(provider.consents.withdraw(ada.id(), client.id())).isFalse();
        assertThat(provider.events()).endsWith("consent.given", "consent.withdrawn");
    }

    @Test
    void thePageListsAppsAndWithdrawsThem() {
        give("openid api1");
        Browser browser = provider.browserOf(ada);

        Shown page = browser.get("/settings/authorized-apps");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Quill", "work with your tasks");

        Shown done = browser.post(
                "/settings/authorized-apps/withdraw", "client_id", client.id().value());
        assertThat(done.location()).isEqualTo("/settings/authorized-apps");
        assertThat(browser.follow(done).body()).contains("Quill has no access any more.", "An app appears here");
        assertThat(covers("openid")).isFalse();
    }

    @Test
    void thePageIsForPeopleAndItsFormForOurPages() {
        give("openid");
        assertThat(provider.browser().get("/settings/authorized-apps").location())
                .startsWith("/sign-in");

        Browser browser = provider.browserOf(ada);
        Shown forged = browser.post(
                "/settings/authorized-apps/withdraw", "client_id", client.id().value());
        assertThat(forged.status()).isEqualTo(403);
        assertThat(covers("openid")).isTrue();
    }

    @Test
    void withdrawingAnAppThatIsNotThereChangesNothing() {
        Browser browser = provider.browserOf(ada);
        browser.get("/settings/authorized-apps");
        give("openid");
        browser.get("/settings/authorized-apps");

        assertThat(browser.post("/settings/authorized-apps/withdraw", "client_id", "no such app")
                        .status())
                .isEqualTo(303);
        assertThat(provider.consents.withdraw(ada.id(), new ClientId("unknown")))
                .isFalse();
        assertThat(covers("openid")).isTrue();
    }
}
