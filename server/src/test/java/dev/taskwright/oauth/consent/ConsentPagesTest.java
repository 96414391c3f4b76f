package dev.taskwright.oauth.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.ProjectId;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.details.DetailQuestions;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.details.ProjectDirectory;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads before they allow an app: each kind of it, and who answers for it. */
class ConsentPagesTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");

    @AfterEach
    void close() {
        data.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web|A web app|[\"https://q.example/cb\"]",
                "spa|An app in your browser|[\"https://q.example/cb\"]",
                "native|An app on your device|[\"com.example.quill:/cb\"]",
                "mcp|An agent: it decides by itself|[\"http://127.0.0.1/cb\"]",
                "device|A device without a browser|[]",
                "machine|A program on a server|[]"
            })
    void eachKindOfAppIsNamedInWords(String kind, String words, String uris) {
        Client client = provider.apps
                .add(
                        People.OPERATOR,
                        "ada",
                        Json.parse("{\"kind\":\"%s\",\"client_name\":\"Quill\",\"redirect_uris\":%s}"
                                .formatted(kind, uris)))
                .client();

        String page = page(client, "q.example");

        assertThat(page).contains(words, "Allow <bdi>Quill</bdi>?", "Who answers for it", ada.name());
        assertThat(page).doesNotContain("unchecked", "Home page", "Its rules");
    }

    @Test
    void anAppThatRegisteredItselfIsCheckedByNobody() {
        AddedApp app = provider.selfRegistration.draft(null, Map.of("redirect_uris", List.of("https://q.example/cb")));

        String page = page(app.client(), "q.example");

        assertThat(page).contains("was not checked by anyone", "<bdi>q.example</bdi>");
        assertThat(page).doesNotContain("Who answers for it");
    }

    /** OpenID Connect Registration, 2: {@code policy_uri}, {@code tos_uri}, {@code client_uri}. */
    @Test
    void homePagePolicyAndTermsAreLinkedAndLeadToANewPage() {
        AddedApp app = provider.selfRegistration.draft(null, Json.parse("""
                {"redirect_uris":["https://q.example/cb"],"client_uri":"https://q.example/about",
                 "policy_uri":"https://q.example/policy","tos_uri":"https://q.example/terms",
                 "logo_uri":"https://q.example/logo.png"}"""));

        assertThat(page(app.client(), "q.example"))
                .contains(
                        "<a href=\"https://q.example/about\" rel=\"noopener noreferrer\" target=\"_blank\"><bdi>q.example</bdi></a>",
                        "<a href=\"https://q.example/policy\" rel=\"noopener noreferrer\" target=\"_blank\">Privacy policy</a>",
                        "<a href=\"https://q.example/terms\" rel=\"noopener noreferrer\" target=\"_blank\">Terms of service</a>")
                .doesNotContain("logo.png");
    }

    @Test
    void projectsAreNamedBeforeTheyAreAllowed() {
        String page = page(sample(), "q.example", """
                [{"type":"taskwright_project","actions":["check"],"identifiers":["launch","secret"]}]""");

        assertThat(page)
                .contains(
                        "In these projects it will be able to read everything and complete tasks:",
                        "<input type=\"hidden\" name=\"project\" value=\"0:launch\">",
                        "<bdi>Launch &lt;in May&gt;</bdi>",
                        "It also asks for a project that you do not see.",
                        "id=\"allow\"")
                .doesNotContain("secret");
    }

    @Test
    void whereNoProjectIsNamedThePersonChooses() {
        assertThat(page(sample(), "q.example", "[{\"type\":\"taskwright_project\",\"actions\":[\"read\"]}]"))
                .contains(
                        "In projects that you choose here",
                        "<input type=\"checkbox\" name=\"project\" value=\"0:launch\">")
                .doesNotContain("checked");
    }

    @Test
    void whoSeesNoneOfTheProjectsCanOnlyDeny() {
        assertThat(page(sample(), "q.example", """
                [{"type":"taskwright_project","actions":["read"],"identifier":"secret"}]"""))
                .contains("You see none of the projects that it asks for", "id=\"deny\"")
                .doesNotContain("id=\"allow\"");
    }

    private Client sample() {
        return provider.webApp(ada).client();
    }

    private String page(Client client, String place) {
        return page(client, place, "[]");
    }

    private String page(Client client, String place, String details) {
        ProjectDirectory directory = new ProjectDirectory(
                (person, project) -> Optional.of("Launch <in May>")
                        .filter(name -> project.value().equals("launch")),
                person -> List.of(new ProjectDirectory.Entry(new ProjectId("launch"), "Launch <in May>")));
        ConsentPages pages = new ConsentPages(
                provider.web.html, new AppQuestions(provider.users, provider.catalog), new DetailQuestions(directory));
        ConsentQuestion question = new ConsentQuestion(
                client, ScopeSet.stored("openid api1"), DetailTypes.parse(details), place, "/decide", "pending", false);
        HttpService asking = (HttpRules rules) -> rules.get(
                "/ask",
                provider.sessions.only((request, response, person) -> pages.ask(request, response, person, question)));
        return provider.signIn(provider.browser(asking), ada).get("/ask").body();
    }
}
