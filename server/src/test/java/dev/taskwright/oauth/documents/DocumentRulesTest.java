package dev.taskwright.oauth.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.Display;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of what a document says, when it is written for many servers. */
class DocumentRulesTest {
    private static final String ID = "https://kestrel.example/app.json";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final DocumentRules rules = new DocumentRules(provider.drafts, provider.catalog, false);

    @AfterEach
    void close() {
        data.close();
    }

    private Client read(Object... changes) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(Map.of(
                "client_id", ID, "client_name", "Kestrel", "redirect_uris", List.of("https://kestrel.example/cb")));
        for (int i = 0; i < changes.length; i += 2) {
            document.put(String.valueOf(changes[i]), changes[i + 1]);
        }
        byte[] json = Json.text(document).getBytes(StandardCharsets.UTF_8);
        return rules.read(DocumentAddress.of(ID, false).orElseThrow(), json, Optional.empty());
    }

    @Test
    void theLeastThatADocumentSaysIsEnough() {
        Client client = read();

        assertThat(client.id().value()).isEqualTo(ID);
        assertThat(client.describedAt()).contains("kestrel.example");
        assertThat(client.owner()).isNull();
        assertThat(client.kind()).isEqualTo(ClientKind.SPA);
        assertThat(client.grants()).containsExactly(GrantType.AUTHORIZATION_CODE);
        assertThat(client.authenticationMethods()).containsExactly(AuthenticationMethod.NONE);
        assertThat(client.isPublic()).isTrue();
    }

    @Test
    void whatThisServerDoesNotOfferIsPassedOver() {
        Client client = read(
                "grant_types", List.of("authorization_code", "refresh_token", "client_credentials", "urn:x:magic"),
                "response_types", List.of("code", "token", "id_token magic"),
                "scope", "openid api1 tools:read");

        assertThat(client.grants()).containsExactlyInAnyOrder(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
        assertThat(client.responseTypes()).containsExactly(ResponseType.CODE);
        assertThat(client.allowedScopes().toString()).isEqualTo("openid api1");
        assertThat(read("scope", "tools:read").allowedScopes()).isEqualTo(read().allowedScopes());
    }

    @Test
    void addressesThatThisServerDoesNotSendPeopleToArePassedOver() {
        Client client = read(
                "redirect_uris",
                List.of(
                        "http://localhost/cb",
                        "http://127.0.0.1/cb",
                        "https://kestrel.example/cb",
                        "http://a.example/"));

        assertThat(client.kind()).isEqualTo(ClientKind.NATIVE);
        assertThat(client.redirectUris())
                .extracting(RedirectUri::value)
                .containsExactly("http://127.0.0.1/cb", "https://kestrel.example/cb");
    }

    @Test
    void registration91ItsPagesAreWhereItsDocumentOrItsAnswersAre() {
        Display display = read(
                        "logo_uri", "https://kestrel.example/logo.png",
                        "client_uri", "https://famous.example",
                        "policy_uri", "javascript:alert(1)",
                        "tos_uri", "https://lawyers.example/terms")
                .metadata()
                .display();

        assertThat(display.logoUri()).hasToString("https://kestrel.example/logo.png");
        assertThat(display.clientUri()).isNull();
        assertThat(display.policyUri()).isNull();
        assertThat(display.tosUri()).hasToString("https://lawyers.example/terms");
        assertThat(read("redirect_uris", List.of("http://127.0.0.1/cb"), "client_uri", "https://kestrel.example")
                        .metadata()
                        .display()
                        .clientUri())
                .as("an app on people's devices has a site: where it is described")
                .hasToString("https://kestrel.example");
    }

    @Test
    void whatOnlyOthersCanSayOfAnAppIsNotItsOwnWord() {
        Client client = read(
                "software_statement", "e30.e30.e30",
                "answers_for", List.of("https://api.example"),
                "security_profile", "fapi2",
                "kind", "mcp",
                "refresh_policy", "reuse");

        assertThat(client.metadata().software().publisher()).isEmpty();
        assertThat(client.metadata().answersFor()).isEmpty();
        assertThat(client.metadata().security().profile().word()).isEqualTo("none");
        assertThat(client.kind()).isEqualTo(ClientKind.SPA);
    }
}
