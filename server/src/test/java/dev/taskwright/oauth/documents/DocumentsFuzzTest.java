package dev.taskwright.oauth.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever bytes are published as a document are an app without a secret, or a refusal at a member, nothing else. */
class DocumentsFuzzTest {
    private static final String ID = "https://kestrel.example/app.json";

    private static final List<String> NAMES = List.of(
            "client_id",
            "client_name",
            "redirect_uris",
            "grant_types",
            "response_types",
            "token_endpoint_auth_method",
            "application_type",
            "scope",
            "jwks",
            "jwks_uri",
            "logo_uri",
            "client_uri",
            "policy_uri",
            "tos_uri",
            "contacts",
            "client_secret",
            "software_statement",
            "subject_type",
            "sector_identifier_uri",
            "post_logout_redirect_uris",
            "backchannel_logout_uri",
            "security_profile",
            "dpop_bound_access_tokens",
            "unheard_of");

    private static final List<String> WORDS = List.of(
            ID,
            "https://kestrel.example/cb",
            "https://kestrel.example:99999/",
            "https://[::1",
            "http://127.0.0.1:0/",
            "http://localhost/cb",
            "com.example:/cb",
            "javascript:alert(1)",
            "https:",
            "",
            " ",
            "code",
            "token code",
            "authorization_code",
            "urn:ietf:params:oauth:grant-type:device_code",
            "client_credentials",
            "none",
            "private_key_jwt",
            "client_secret_jwt",
            "self_signed_tls_client_auth",
            "web",
            "native",
            "openid api1",
            "tools:read",
            "\"\\",
            "\u0000",
            "\ud800",
            "\u202e",
            "x".repeat(2_001));

    private static final String[] BROKEN = {
        "", "{", "[]", "null", "{\"a\":1,\"a\":2}", "{\"client_id\":", "\u0000", "1e999"
    };

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final DocumentRules rules = rules(new Provider(data.db()));
    private final DocumentAddress address = DocumentAddress.of(ID, false).orElseThrow();
    private final RandomGenerator random = Effort.random();

    private static DocumentRules rules(Provider provider) {
        return new DocumentRules(provider.drafts, provider.catalog, false);
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void anyBytesAreAnAppOrARefusal() {
        int apps = 0;
        for (int i = 0; i < Effort.count(4_000, 1_000_000); i++) {
            byte[] bytes = document();
            String text = "try " + i + " of seed " + Effort.seed() + ": " + new String(bytes, StandardCharsets.UTF_8);
            apps += isApp(bytes, text) ? 1 : 0;
        }
        assertThat(apps).as("apps among them").isPositive();
    }

    private boolean isApp(byte[] bytes, String text) {
        try {
            Client client = rules.read(address, bytes, Optional.empty());
            assertThat(client.id().value()).as(text).isEqualTo(ID);
            assertThat(client.proof().secrets()).as(text).isEmpty();
            assertThat(client.usesSecretAsKey()).as(text).isFalse();
            assertThat(client.owner()).as(text).isNull();
            assertThat(rules.read(address, bytes, Optional.of(client)))
                    .as("read again: %s", text)
                    .isEqualTo(client);
            return true;
        } catch (ProblemException refused) {
            assertThat(refused.problem()).as(text).isInstanceOf(Problem.Invalid.class);
            return false;
        } catch (RuntimeException broken) {
            throw new AssertionError(text, broken);
        }
    }

    private byte[] document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(Map.of(
                "client_id", ID, "client_name", "Kestrel", "redirect_uris", List.of("https://kestrel.example/cb")));
        for (int i = random.nextInt(5); i > 0; i--) {
            document.put(pick(NAMES), value(0));
        }
        String text = random.nextInt(20) == 0 ? BROKEN[random.nextInt(BROKEN.length)] : Json.text(document);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(10) == 0 ? random.nextInt(4) : 0; i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 2 ? 6 : 9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3, 4, 5 -> pick(WORDS);
            case 6, 7 -> list(depth);
            default -> Map.of(pick(WORDS), "x", "keys", list(depth));
        };
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(random.nextInt(6) == 0 ? value(depth + 1) : pick(WORDS));
        }
        return list;
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
